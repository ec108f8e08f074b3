"""Names and titles that are correct Vietnamese: communes, provinces, given names, initiatives."""

from __future__ import annotations

from pathlib import Path

NAMES = tuple((Path(__file__).parent / "data" / "names.txt").read_text("utf-8").splitlines())
"""A sample of the official list of communes of 2020 and of other public lists."""
