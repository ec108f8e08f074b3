"""The naive peer: pandas with openpyxl, concat, to_excel. No rules, no account, no reasons."""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd


def naive(folder: Path, out: Path) -> None:
    """Read every sheet of every workbook, put them under each other, write one workbook."""
    frames = [
        frame.assign(source=path.name, sheet=sheet)
        for path in sorted(folder.glob("*.xlsx"))
        for sheet, frame in pd.read_excel(path, sheet_name=None, engine="openpyxl").items()
    ]
    pd.concat(frames).to_excel(out, index=False)


if __name__ == "__main__":
    naive(Path(sys.argv[1]), Path(sys.argv[2]))
