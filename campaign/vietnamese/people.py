"""Who is named in a cell that an office fills: one person or several, with or without a post."""

from __future__ import annotations

import re
from functools import lru_cache

from campaign.vietnamese.body_names import is_body
from campaign.vietnamese.names import plain_key, plain_name
from campaign.vietnamese.posts import POSTS, is_post
from campaign.vietnamese.text import bare_key, key

BETWEEN_NAMES = re.compile(r"\s*(?:[;\n&/+,]|\svà\s)\s*", re.IGNORECASE)
"""What stands between two people in one cell."""

_APART = re.compile(
    rf"{BETWEEN_NAMES.pattern}|\s*[-–—]\s|\s[-–—]|(?<!\S)\d+\s*[.)]\s", re.IGNORECASE
)
_ASIDE = re.compile(r"[(\[].*?(?:[)\]]|\Z)", re.DOTALL)
_COMRADE = re.compile(r"(?<!\w)đ\s*/\s*c(?!\w)\.?", re.IGNORECASE)
_NUMBER = re.compile(r"\d")
_POST_BEFORE = re.compile(rf"^(?:(?:{'|'.join(POSTS)})\s+)+(?=\S+\s)")


@lru_cache(maxsize=4096)
def people_in(typed: str) -> tuple[str, ...]:
    """Names that a cell gives, as ``plain_name`` has them; empty where it gives none.

    What stands in brackets is an aside. Posts, degrees and offices beside a name are no names.
    """
    text = _COMRADE.sub("đồng chí", _ASIDE.sub(" ", typed))
    parts = [part for part in _APART.split(text) if key(part)]
    names = [part for part in parts if not is_post(part) and not is_body(part)]
    return tuple(_without_post(plain_name(name)) for name in names or parts)


@lru_cache(maxsize=4096)
def more_than_names(typed: str) -> str:
    """All words of a cell (``bare_key``) that says more than one name; else empty."""
    more = any(mark.search(typed) for mark in (_APART, _ASIDE, _NUMBER))
    return bare_key(typed) if more or _POST_BEFORE.search(plain_name(typed)) else ""


def same_person(one: str, two: str) -> bool:
    """Whether two cells may name one person: marks left out do not make two people."""
    return any(may_be(ours, theirs) for ours in people_in(one) for theirs in people_in(two))


def may_be(one: str, two: str) -> bool:
    """Whether two names (``plain_name``) are alike but for marks, or for a post behind one."""
    return bare_key(one) == bare_key(two) or _is_with_post(one, two) or _is_with_post(two, one)


def _is_with_post(name: str, person: str) -> bool:
    return name.startswith(f"{person} ") and is_post(name.removeprefix(person))


def _without_post(name: str) -> str:
    return plain_key(_POST_BEFORE.sub("", name))
