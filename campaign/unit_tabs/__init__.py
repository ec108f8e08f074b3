"""What a unit is asked to fill, as data: tabs, headings, columns, choices, checks, help, locks.

Two doors draw the same specification: ``addin/unitbook`` as an Excel file, ``sheets_sync`` as a
Google spreadsheet.
"""
