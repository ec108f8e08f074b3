"""Runs gspread's own HTTP tests against the sandbox: ``python bench/gspread_suite.py CLONE``.

CLONE is a checkout of gspread's repository at the release that is installed (6.2.1). Nothing of it
is copied or changed. One more spreadsheet is needed than the tests make: the private one that
``test_access_private_spreadsheet`` asks for by its id, owned by somebody else.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from sheets_sync.sandbox.admin import add_foreign_file
from sheets_sync.sandbox.server import Sandbox
from sheets_sync.sandbox.world import Settings

HTTP_TESTS = ("cell_test.py", "client_test.py", "spreadsheet_test.py", "worksheet_test.py")
PRIVATE = "1jIKzPs8LsiZZdLdeMEP-5ZIHw6RkjiOmj1LrJN706Yc"
HERE = Path(__file__).resolve().parent.parent


def main() -> int:
    """Run the tests; pytest's exit code."""
    clone = Path(sys.argv[1]).resolve()
    with Sandbox(settings=Settings(quotas=False)) as box, tempfile.TemporaryDirectory() as folder:
        add_foreign_file(box.world, PRIVATE, "nguoi.khac@sandbox.test")
        key = box.write_key(Path(folder) / "key.json")
        tests = [str(clone / "tests" / name) for name in HTTP_TESTS]
        command = [sys.executable, "-m", "pytest", "-q", "-p", "bench.gspread_plugin"]
        options = ["-p", "no:vcr", "-p", "no:recording", "-p", "no:cacheprovider"]
        environment = os.environ | {
            "PYTHONPATH": os.pathsep.join([str(clone), str(HERE)]),
            "THIDUA_SANDBOX": box.base,
            "GS_CREDS_FILENAME": str(key),
            "GS_RECORD_MODE": "all",
        }
        run = [*command, *options, *sys.argv[2:], *tests]
        return subprocess.run(run, cwd=clone, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
