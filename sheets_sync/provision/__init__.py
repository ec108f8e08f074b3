"""Makes, shares and protects the units' spreadsheets; run again, it mends what drifted."""
