"""A press of a file loads xlwings alone; whoever needs pandas afterwards gets it."""

from __future__ import annotations

import subprocess
import sys

CODE = """
import sys
from addin.hosts.lean_xlwings import load_xlwings
load_xlwings()
assert "xlwings" in sys.modules
assert not {"pandas", "matplotlib", "PIL"} & sys.modules.keys()
import pandas
assert pandas.DataFrame({"a": [1]}).a.sum() == 1
"""


def test_xlwings_comes_alone_and_hides_nothing_afterwards() -> None:
    subprocess.run([sys.executable, "-c", CODE], check=True, timeout=120)
