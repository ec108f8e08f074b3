"""Finding and changing single elements in the bytes of an XML part; the rest is not touched."""

from __future__ import annotations

import re
from functools import cache

from addin.package.escapes import attribute_escaped, xml_unescaped

_ATTRIBUTES = rb"""((?:[^>"']|"[^"]*"|'[^']*')*?)"""
_WHOLE_START = re.compile(rb"<" + _ATTRIBUTES + rb">")
_START = re.compile(rb"<[^\s/>]+")


@cache
def element(name: str) -> re.Pattern[bytes]:
    """Pattern of an element under any prefix: groups prefix, attributes, content.

    The content is None for a self-closing tag. An element must not hold one of its own name.
    """
    tag = name.encode()
    return re.compile(
        rb"<((?:[\w.-]+:)?)"
        + tag
        + rb"(?=[\s/>])"
        + _ATTRIBUTES
        + rb"(?:/>|>(.*?)</\1"
        + tag
        + rb"\s*>)",
        re.DOTALL,
    )


@cache
def start_tag(name: str) -> re.Pattern[bytes]:
    """Pattern of a start tag under any prefix: groups prefix, attributes, slash or nothing."""
    return re.compile(
        rb"<((?:[\w.-]+:)?)" + name.encode() + rb"(?=[\s/>])" + _ATTRIBUTES + rb"(/?)>", re.DOTALL
    )


@cache
def _pattern(name: str) -> re.Pattern[bytes]:
    return re.compile(rb"(?<=\s)" + name.encode() + rb"""\s*=\s*(?:"([^"]*)"|'([^']*)')""")


def attribute(tag: bytes, name: str) -> str | None:
    """Attribute of a tag (or of the attribute part of one); None when it has none."""
    found = _pattern(name).search(tag)
    if found is None:
        return None
    return xml_unescaped((found[1] if found[1] is not None else found[2]).decode())


def with_attribute(tag: bytes, name: str, value: str) -> bytes:
    """Set an attribute of the start tag that ``tag`` begins with."""
    written = f'{name}="{attribute_escaped(value)}"'.encode()
    found = _pattern(name).search(tag, 0, _tag_end(tag))
    if found:
        return tag[: found.start()] + written + tag[found.end() :]
    start = _START.match(tag)
    place = start.end() if start else 0
    return tag[:place] + b" " + written + tag[place:]


def without_attribute(tag: bytes, name: str) -> bytes:
    """Remove an attribute of the start tag that ``tag`` begins with."""
    found = _pattern(name).search(tag, 0, _tag_end(tag))
    return tag[: found.start()].rstrip() + tag[found.end() :] if found else tag


def first_tag(xml: bytes) -> bytes:
    """The start tag that ``xml`` begins with."""
    return xml[: _tag_end(xml)]


def _tag_end(xml: bytes) -> int:
    found = _WHOLE_START.match(xml)
    return found.end() if found else len(xml)


def text_of(content: bytes) -> str:
    """Character data of an element without children."""
    return xml_unescaped(content.decode())
