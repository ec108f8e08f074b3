"""The shape of what goes over the wire."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]
"""A JSON object, as Google's discovery documents describe it."""

Scalar = str | int | float | bool | None
"""What a cell can hold or show."""


def copied(value: Any) -> Any:  # noqa: ANN401 - the same shape comes out
    """JSON values apart from the ones given; many times faster than ``copy.deepcopy``."""
    if isinstance(value, dict):
        return {name: copied(inner) for name, inner in value.items()}
    return [copied(item) for item in value] if isinstance(value, list) else value


def number(value: float) -> int | float:
    """A number as JSON writes it: 2, not 2.0."""
    return int(value) if value == int(value) and abs(value) < 1e15 else value
