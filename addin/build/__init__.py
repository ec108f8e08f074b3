"""Builds what Excel opens: the ribbon add-in and the workbook whose buttons run Python."""
