"""The machine sheet of the district workbook: where what stands in it."""

from __future__ import annotations

from datetime import date

from campaign.intake.own_files import MACHINE_SHEET

VERSION = 3
"""Layout of the workbook, kept in it: where its charts look is fixed when it is made."""

MACHINE = MACHINE_SHEET
"""The very hidden sheet with version, campaign and prototype cells of every look."""

PROTOTYPE_ROW, KNOWN_DAY_ROW, FIRST_CHOICE = 2, 3, 4
"""Rows (from 0) of the machine sheet: prototype cells under their names, a day, dropdown lists."""

CLEAN_ROWS = 100
"""First row (from 0) of the machine sheet with a clean row of each sheet, in the sheets' order."""

KNOWN_DAY = date(2020, 1, 1)
"""A day written into the machine sheet, which tells from what day the file counts."""
