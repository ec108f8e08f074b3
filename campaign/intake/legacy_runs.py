"""Runs of one cell's text, each in a font; those in a font from before Unicode are decoded."""

from __future__ import annotations

from itertools import groupby

Runs = tuple[tuple[str, str], ...]
"""A string's runs as (font name, text); the font is ``""`` where the cell's own applies."""

_FAMILIES = (".vn", "vni")


def decoded(runs: Runs, cell_font: str) -> str | None:
    """Text of the runs with legacy ones decoded; None when that changes nothing."""
    pieces = [
        (font, "".join(text for _, text in group))
        for font, group in groupby(runs, key=lambda run: run[0] or cell_font)
    ]
    if not any(is_legacy(font) for font, _ in pieces):
        return None
    from campaign.vietnamese.legacy import decode_font

    clear = "".join(decode_font(font, text) or text for font, text in pieces)
    return None if clear == "".join(text for _, text in pieces) else clear


def is_legacy(font: str) -> bool:
    """Whether a font name is of the TCVN3 or VNI families."""
    return font.strip().lower().startswith(_FAMILIES)
