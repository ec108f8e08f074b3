"""The script of a Google Sheet: its menu and buttons, which call the server."""
