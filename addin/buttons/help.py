"""*Trợ giúp*: what each button does; costs neither pandas nor xlwings."""

from __future__ import annotations

from addin.buttons.catalog import BUTTONS


def help_text(book_name: str) -> str:
    """One line a button, under their headings, in the order in which they stand."""
    lines = [f"Các nút trong “{book_name}”:"]
    group = ""
    for button in BUTTONS:
        if button.group != group:
            group = button.group
            lines.append(f"{group.upper()}")
        lines.append(f"• {button.label}: {button.tip}")
    return "\n".join(lines)
