"""Letters and colours of the units' forms, the same in both doors; fills differ in grey too."""

from __future__ import annotations

FONT = "Times New Roman"
SIZE = 12
INK = "#1F3864"
PALE = "#DCE6F1"
GREY = "#EDEDED"
LINE = "#7F7F7F"
