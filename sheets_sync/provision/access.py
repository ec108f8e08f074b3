"""Who may open a unit's file now, and what of that is amiss."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sheets_sync.provision.json_types import Json

_EDITS = frozenset({"owner", "organizer", "fileOrganizer", "writer"})
"""Roles that may edit (https://developers.google.com/workspace/drive/api/guides/ref-roles)."""


@dataclass(frozen=True, slots=True)
class Access:
    """Who may open a file.

    Attributes:
        editors: Addresses that may edit, in small letters.
        others: Addresses that may only read, and whoever needs no address, in words.
    """

    editors: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()

    def lacking(self, addresses: Sequence[str]) -> tuple[str, ...]:
        """Which of these addresses cannot edit, in the given order, each once."""
        return tuple(dict.fromkeys(a for a in addresses if a.lower() not in self.editors))

    def strangers(self, expected: Sequence[str]) -> tuple[str, ...]:
        """Who has access and was not expected to."""
        known = {address.lower() for address in expected}
        return tuple(sorted((self.editors | self.others) - known))


def read_access(permissions: Sequence[Json]) -> Access:
    """The answer of Drive's ``permissions.list``."""
    editors = {_who(one) for one in permissions if _address(one) and one.get("role") in _EDITS}
    return Access(frozenset(editors), frozenset(map(_who, permissions)) - editors)


def _address(permission: Json) -> str:
    return str(permission.get("emailAddress", "")).lower()


def _who(permission: Json) -> str:
    if _address(permission):
        return _address(permission)
    if permission.get("type") == "domain":
        return f"mọi người của {permission.get('domain', '')}"
    return "bất kỳ ai có đường liên kết"
