"""Field masks: ``a,b/c,d(e,f)`` names the parts of an object that are wanted or to be written."""

from __future__ import annotations

import re
from functools import lru_cache

from sheets_sync.sandbox.errors import bad_argument
from sheets_sync.sandbox.json_types import Json

Mask = dict[str, "Mask"]
"""Wanted names, each with the mask of what lies below; an empty mask means all of it."""

_TOKEN = re.compile(r"[A-Za-z0-9_*]+|[().,/]")


@lru_cache(maxsize=512)
def parse_mask(text: str) -> Mask:
    """The mask that a text describes.

    Raises:
        GoogleRefusal: The text is no mask.
    """
    tokens = _TOKEN.findall(text)
    if "".join(tokens) != re.sub(r"\s", "", text) or not tokens:
        raise bad_argument(f"Request contains an invalid argument: invalid field mask '{text}'.")
    tokens.reverse()
    mask = _parse_list(tokens)
    if tokens:
        raise bad_argument(f"Request contains an invalid argument: invalid field mask '{text}'.")
    return mask


def _parse_list(tokens: list[str]) -> Mask:
    mask: Mask = {}
    while tokens:
        _parse_path(tokens, mask)
        if not tokens or tokens[-1] != ",":
            return mask
        tokens.pop()
    return mask


def _parse_path(tokens: list[str], into: Mask) -> None:
    below = into.setdefault(tokens.pop(), {})
    while tokens and tokens[-1] in {".", "/", "("}:
        if tokens.pop() != "(":
            below = below.setdefault(tokens.pop() if tokens else "", {})
            continue
        below.update(_parse_list(tokens))
        if not tokens or tokens.pop() != ")":
            raise bad_argument("Request contains an invalid argument: unbalanced field mask.")


def chosen(value: object, mask: Mask) -> object:
    """What a mask leaves of a value; lists are looked through."""
    if not mask or "*" in mask:
        return value
    if isinstance(value, list):
        return [chosen(item, mask) for item in value]
    if not isinstance(value, dict):
        return value
    return {name: chosen(value[name], below) for name, below in mask.items() if name in value}


def write_masked(target: Json, source: Json, mask: Mask) -> None:
    """Write to ``target`` the fields of ``source`` that the mask names; absent ones are cleared.

    What lies below is written to a copy, so that cells may share one format or one rule.
    """
    for name, below in mask.items():
        if name == "*":
            target.clear()
            target.update(source)
        elif name not in source or source[name] is None:
            target.pop(name, None)
        elif below and isinstance(source[name], dict):
            inner = dict(target.get(name) or {})
            write_masked(inner, source[name], below)
            target[name] = inner
        else:
            target[name] = source[name]


def covers(mask: Mask, *path: str) -> bool:
    """Whether a mask wants anything at or below a path."""
    for name in path:
        if not mask or "*" in mask:
            return True
        if name not in mask:
            return False
        mask = mask[name]
    return True
