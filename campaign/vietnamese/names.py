"""People's names for comparing: without the form of address or the degree before them."""

from __future__ import annotations

import re

from campaign.vietnamese.text import bare_key, key

_ADDRESS = re.compile(
    r"^(?:(?:ông|bà|anh|chị|cô|thầy|đồng chí|đ c|gs|pgs|ts|ths|thạc sĩ|thạc sỹ|tiến sĩ|tiến sỹ"
    r"|bs|bác sĩ|bác sỹ|ks|kỹ sư|cn|cử nhân|luật sư)\s+)+(?=\S+\s)"
)


def plain_name(name: str) -> str:
    """A full name as a comparison key, without the form of address or degree before it."""
    return plain_key(key(name))


def plain_key(name: str) -> str:
    """The same of a name that is a comparison key already."""
    return _ADDRESS.sub("", name)


def same_person(one: str, two: str) -> bool:
    """Whether two names may be one person's: marks left out do not make two people."""
    return bare_key(plain_name(one)) == bare_key(plain_name(two))
