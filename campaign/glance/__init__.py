"""A result at a glance, computed once for workbook, page and papers."""
