"""The wing towards Google Sheets; empty until its issue is built."""
