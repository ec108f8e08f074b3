"""The office's answer in each unit's own spreadsheet: its own cells, and only what changed."""
