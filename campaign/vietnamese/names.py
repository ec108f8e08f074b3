"""People's names for comparing: without the form of address or the degree before them."""

from __future__ import annotations

import re

from campaign.vietnamese.posts import DEGREES
from campaign.vietnamese.text import key

_CALLED = ("ông", "bà", "anh", "chị", "cô", "thầy", "đồng chí", "đ c")
_ADDRESS = re.compile(rf"^(?:(?:{'|'.join((*_CALLED, *DEGREES))})\s+)+(?=\S+\s)")


def plain_name(name: str) -> str:
    """A full name as a comparison key, without the form of address or degree before it."""
    return plain_key(key(name))


def plain_key(name: str) -> str:
    """The same of a name that is a comparison key already."""
    return _ADDRESS.sub("", name)
