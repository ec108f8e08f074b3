"""Large tables: memory stays bounded while rows come and go."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from python_calamine import load_workbook

from addin.package import WorkbookPackage
from tests.package_files import plain_package, worksheet

# The kernel counts the parent's memory into a child's ru_maxrss; VmHWM is the child's own peak.
FILL = """
import re, sys
from pathlib import Path
from addin.package import WorkbookPackage
path = Path(sys.argv[1])
words = ["Ủy ban nhân dân phường Hòa Khánh", "Chuyển đổi số và cải cách hành chính"]
for _ in range(2):
    package = WorkbookPackage.open(path)
    rows = ([n, *(f"{words[n % 2]} {n * k}" for k in range(5))] for n in range(300_000))
    assert package.replace_rows("S", 1, rows, styles=[0] * 6) == 300_000
    package.save(path)
print(int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is told in other units there")
def test_three_hundred_thousand_rows_in_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "lớn.xlsx"
    head = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
    path.write_bytes(plain_package(worksheet(head)))
    done = subprocess.run(
        [sys.executable, "-c", FILL, str(path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < 150
    package = WorkbookPackage.open(path)
    package.replace_rows("S", 5, [["cuối"]], styles=[0])
    package.save(path)
    rows = load_workbook(str(path)).get_sheet_by_name("S").to_python()
    assert len(rows) == 6
    assert rows[4][1] == "Chuyển đổi số và cải cách hành chính 0"
