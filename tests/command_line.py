"""The command line, called in this process."""

from __future__ import annotations

import gc
from collections.abc import Callable

import pytest

Cli = Callable[..., tuple[int, str, str]]
"""Runs ``thidua`` with words: exit code, standard output, standard error."""


def command_line(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Cli:
    """The command, with its output caught; a traceback fails the test."""
    from addin.cli import main

    def run(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["thidua", *map(str, words)])
        try:
            with pytest.raises(SystemExit) as left:
                main()
        finally:
            # Commands do without the search for garbage, as their process ends: this one goes on.
            gc.enable()
            gc.unfreeze()
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return int(left.value.code or 0), out, err

    return run
