"""The workbook that one unit fills: one tab a form, with a guide, made by XlsxWriter."""

from addin.unitbook.book import unit_workbook, write_unit_workbook

__all__ = ["unit_workbook", "write_unit_workbook"]
