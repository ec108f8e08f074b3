"""Where buttons can be pressed without a program: a workbook file on any machine."""
