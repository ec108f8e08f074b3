"""The district workbook: its sheets as data, how they are made, filled and read back."""
