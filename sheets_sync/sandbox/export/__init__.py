"""``files.export``: a spreadsheet as a file of another kind."""
