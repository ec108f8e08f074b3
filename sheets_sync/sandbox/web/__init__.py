"""The sandbox's own page: who plays a unit opens its spreadsheet and types into it."""
