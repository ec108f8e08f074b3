"""XML parts of a package: in UTF-8, without declarations that could expand, within bounds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Concatenate, ParamSpec, Protocol, TypeVar
from xml.etree.ElementTree import (
    Element,
    ParseError,
    XMLParser,
    fromstring,
)

from campaign.errors import SourceError
from campaign.intake.package import Package
from campaign.intake.refusals import refusal

_P = ParamSpec("_P")
_T = TypeVar("_T")

MAX_TREE = 8 * 1024 * 1024
"""Bytes of a part that is parsed into a tree; larger ones are streamed or refused."""

_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_BARE_MARKS = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ENCODING = re.compile(rb"""<\?xml[^>]*\bencoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_ROOT_FIRST = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?(?:[^?]|\?(?!>))*\?>\s*)*<[A-Za-z_]"
    rb"""(?:[^<>"']|"[^"<]*"|'[^'<]*')*>""",
)
_CHUNK = 1 << 20
_SMALL = 1 << 18
"""Bytes of a part that is worth remembering: one that many workbooks share is far smaller."""


class Target(Protocol):
    """What a streamed part is told; tags are ``{namespace}name``."""

    def start(self, tag: str, attributes: dict[str, str], /) -> None:
        """Begin an element."""

    def end(self, tag: str, /) -> None:
        """Finish an element."""

    def data(self, text: str, /) -> None:
        """Take a piece of character data."""


def xml_part(package: Package, part: str) -> bytes:
    """Inflate an XML part, in UTF-8; ``SourceError`` ``entity_bomb`` when it has a DOCTYPE."""
    content = _utf8(package, part, package.part(part))
    if not root_tag_end(content) and _has_doctype(content):
        raise refusal(package.name, "entity_bomb", f"DOCTYPE trong {part}")
    return content


def mentions(content: bytes, word: bytes) -> bool:
    """Whether a word stands anywhere in a part.

    A search from the end skips by a word's first letter, which is rare where its last one (a
    quotation mark, a digit) is not: of a sheet that lacks the word it takes a third of ``in``.
    """
    return content.rfind(word) >= 0


def root_tag_end(content: bytes) -> int:
    """Where the start tag of the root ends; 0 unless the root is the first thing of the part."""
    match = _ROOT_FIRST.match(content)
    return match.end() if match else 0


def _has_doctype(content: bytes) -> bool:
    return b"<!DOCTYPE" in content or b"<!ENTITY" in content


def _utf8(package: Package, part: str, content: bytes) -> bytes:
    encoding = _encoding(content)
    if encoding in {"utf-8", "utf8", "us-ascii", "ascii"}:
        return content
    try:
        return _DECLARATION.sub("", content.decode(encoding), count=1).encode()
    except (UnicodeError, LookupError) as error:
        raise refusal(package.name, "damaged", f"phần {part} sai mã ký tự") from error


def _encoding(content: bytes) -> str:
    for mark, encoding in (*_MARKS, *_BARE_MARKS):
        if content.startswith(mark):
            return encoding
    declared = _ENCODING.match(content[:200])
    return declared[1].decode().lower() if declared else "utf-8"


def parsed(package: Package, part: str, parse: Callable[[bytes], _T]) -> _T:
    """What ``parse`` makes of a small XML part; ``SourceError`` ``damaged`` for a malformed one."""
    content = xml_part(package, part)
    if len(content) > MAX_TREE:
        raise refusal(package.name, "zip_bomb", f"phần {part} quá lớn")
    try:
        return parse(content)
    except (ParseError, ValueError) as error:
        raise not_xml(package, part) from error


def remembered(
    parts: int,
) -> Callable[[Callable[Concatenate[bytes, _P], _T]], Callable[Concatenate[bytes, _P], _T]]:
    """Parse the latest ``parts`` small parts once: workbooks of one template share many a part."""

    def of(parse: Callable[Concatenate[bytes, _P], _T]) -> Callable[Concatenate[bytes, _P], _T]:
        known = lru_cache(maxsize=parts)(parse)

        def made(content: bytes, /, *args: _P.args, **named: _P.kwargs) -> _T:
            if len(content) > _SMALL:
                return parse(content, *args, **named)
            return known(content, *args, **named)  # type: ignore[arg-type]

        return made

    return of


def tree_of(content: bytes) -> Element:
    """The tree of a checked part; raises ``ParseError`` or ``ValueError``."""
    return fromstring(content)  # noqa: S314 - no DOCTYPE left to expand


def stream_xml(package: Package, part: str, target: Target) -> None:
    """Feed an XML part to ``target`` without building a tree; ``damaged`` as ``xml_root``."""
    feed(package, part, xml_part(package, part), target)


def feed(package: Package, part: str, content: bytes, target: Target) -> None:
    """Feed checked XML text to ``target``, a piece at a time."""
    try:
        parse(content, target)
    except (ParseError, ValueError) as error:
        raise not_xml(package, part) from error


def parse(content: bytes, target: Target) -> None:
    """The same for text of no part in particular; raises ``ParseError`` or ``ValueError``."""
    parser = XMLParser(target=target)  # noqa: S314 - no DOCTYPE left to expand
    for start in range(0, len(content), _CHUNK):
        parser.feed(content[start : start + _CHUNK])
    parser.close()


def not_xml(package: Package, part: str) -> SourceError:
    """The refusal of a part that is not well formed."""
    return refusal(package.name, "damaged", f"phần {part} không đúng XML")


def local(name: str) -> str:
    """Tag or attribute name without its namespace."""
    return name.rpartition("}")[2]


def attribute(element: Element, name: str) -> str:
    """Attribute by its local name, whatever its namespace; ``""`` when absent."""
    value = element.get(name)
    if value is not None:
        return value
    return next((text for key, text in element.items() if local(key) == name), "")


def descendants(element: Element, name: str) -> Iterator[Element]:
    """Descendants by local name, in document order."""
    return (child for child in element.iter() if local(child.tag) == name)
