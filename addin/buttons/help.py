"""*Trợ giúp*: what each button does; costs neither pandas nor xlwings."""

from __future__ import annotations

from addin.buttons.catalog import For, buttons_for


def help_lines(audience: For = For.OFFICE) -> list[str]:
    """One line a button, in the order in which they stand."""
    return [f"{button.label}: {button.tip}" for button in buttons_for(audience)]
