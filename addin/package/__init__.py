"""A workbook as a zip of parts: the rows we own are replaced, the rest is copied unread."""

from addin.package.glance import AllBut, Glance, PassesRows
from addin.package.values import CellIn, CellOut, Formula, Note, Styled
from addin.package.workbook import WorkbookPackage

__all__ = [
    "AllBut",
    "CellIn",
    "CellOut",
    "Formula",
    "Glance",
    "Note",
    "PassesRows",
    "Styled",
    "WorkbookPackage",
]
