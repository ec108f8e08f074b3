"""Data, not code: campaign definitions, rosters, document and workbook texts."""
