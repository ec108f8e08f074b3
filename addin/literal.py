"""Values made safe to print anywhere: no character that XML forbids, numbers of persons masked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from addin.package.escapes import whole_characters
from campaign.vietnamese.masking import masked

Value = Any  # a tree of dicts, lists, texts, numbers and Markup; Jinja is not typed either

_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
_NO_XML = "\ufffd"


def literal(value: Value, *, full: bool) -> Value:
    """A tree of values as it may be printed.

    Args:
        value: Texts, numbers, lists and dicts; ``Markup`` passes as it is.
        full: Leave phone and identity numbers readable.
    """
    if isinstance(value, Markup):
        return value
    if isinstance(value, str):
        shown = value if full else masked(value)
        return _FORBIDDEN.sub(_NO_XML, whole_characters(shown.replace("\r\n", "\n")))
    if isinstance(value, Mapping):
        return {key: literal(item, full=full) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [literal(item, full=full) for item in value]
    return value
