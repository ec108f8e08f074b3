"""The district workbook: the only place that knows its sheets, tables and columns."""
