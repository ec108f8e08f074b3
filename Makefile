# thidua: every target sets up what it needs. `make` alone shows the list.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help setup demo test lint bench lock
.DELETE_ON_ERROR:

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.thidua-setup
OUT ?= out

help: ## Show this list
	@printf 'thidua: chạy đợt thi đua trên chính các bảng tính của cơ quan.\n\n'
	@sed -nE 's/^([a-z]+):.*## (.*)$$/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

setup: $(STAMP) ## Create .venv from requirements.lock and install thidua into it
	@echo "Ready: $(VENV) matches requirements.lock."

demo: $(STAMP) ## Run the whole main job on the shipped example, into out/
	@echo "Running the example campaign of Quận 12 into $(OUT)/ ..."
	@$(BIN)/thidua demo --out "$(OUT)"

test: $(STAMP) ## Run the tests; those whose program is not installed are left out, and said
	@left=""; \
	leave() { \
	    echo "Leaving out the tests marked $$1: $$2 is not installed. On Debian: apt-get install $$3"; \
	    left="$$left$${left:+ and }not $$1"; \
	}; \
	command -v soffice >/dev/null || leave office LibreOffice "libreoffice-calc libreoffice-writer poppler-utils"; \
	ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || leave postgres PostgreSQL postgresql; \
	command -v chromium >/dev/null || leave browser Chromium chromium; \
	command -v node >/dev/null || leave node Node.js nodejs; \
	echo "Running $${left:+the other }tests, on all processors ..."; \
	$(BIN)/python -m pytest -n auto -rs -m "$$left"

lint: $(STAMP) ## Check style, types and the import contracts
	@echo "Checking style (ruff) ..."
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@echo "Checking types (mypy) ..."
	@$(BIN)/mypy
	@echo "Checking who may import whom (import-linter) ..."
	@$(BIN)/lint-imports --no-logo

bench: $(STAMP) ## Measure time and memory against the figures we promise (ALL=1: a whole country too)
	@echo "Measuring time and memory; this takes minutes ..."
	@$(BIN)/python -m bench.run $(if $(ALL),--all)

lock: ## Write requirements.lock anew from pyproject.toml
	@echo "Resolving the newest packages that fit pyproject.toml into requirements.lock ..."
	@PYTHON="$$($(find_python))" && set -e && work="$$(mktemp -d)" && trap 'rm -rf "$$work"' EXIT && \
	"$$PYTHON" -m venv "$$work/venv" && "$$work/venv/bin/pip" install --quiet uv && \
	"$$work/venv/bin/uv" pip compile --quiet --system-certs --universal --python-version 3.11 --extra dev \
	    --upgrade --generate-hashes --no-emit-index-url --no-annotate --no-header \
	    pyproject.toml -o "$$work/requirements.lock" && \
	{ echo '# Every package that setup installs, with its hashes. Written by `make lock`; do not edit by hand.'; \
	  cat "$$work/requirements.lock"; } > requirements.lock
	@echo "Done. make setup installs it."

# The first Python of 3.11 or newer: python3 itself, else one with its version in its name.
define find_python
for name in python3 python3.13 python3.12 python3.11 python3.14; do \
    "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$name"; exit 0; }; \
done; \
echo "Python 3.11 or newer was not found. On Debian: apt-get install python3 python3-venv" >&2; exit 1
endef

$(STAMP): requirements.lock pyproject.toml
	@PYTHON="$$($(find_python))" && \
	{ "$$PYTHON" -c 'import venv, ensurepip' 2>/dev/null || \
	  { echo "Python's venv module is missing. On Debian: apt-get install python3-venv" >&2; exit 1; }; } && \
	{ test -x $(BIN)/python && $(BIN)/python -m pip --version >/dev/null 2>&1 || \
	  { echo "Creating $(VENV) with $$("$$PYTHON" --version) ..." && "$$PYTHON" -m venv --clear $(VENV); }; }
	@echo "Installing the locked packages (about a minute the first time) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock || \
	  { echo "The packages could not be installed: check the network, then run make setup again." >&2; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e . || \
	  { echo "thidua itself could not be installed into $(VENV); the lines above say why." >&2; exit 1; }
	@touch $@
