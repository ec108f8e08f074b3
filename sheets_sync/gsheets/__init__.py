"""Google Sheets and Drive, spoken through gspread; the only room that imports it."""
