"""Many sources named in few words: "all we know of, but these" or "only these"."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from typing import Any


@dataclass(frozen=True, slots=True)
class Cover:
    """A set of sources of one kind.

    Attributes:
        scope: How their keys begin: ``sheets:``, ``file:``.
        but: Known sources of the scope that are not meant; ``None`` when ``only`` says all.
        only: The sources meant; ``None`` when ``but`` says the others.
    """

    scope: str
    but: frozenset[str] | None
    only: frozenset[str] | None

    def __contains__(self, source: str) -> bool:
        if self.only is not None:
            return source in self.only
        return source.startswith(self.scope) and source not in (self.but or ())

    def of(self, known: Iterable[str]) -> list[str]:
        """The sources meant, sorted, among those known at that moment."""
        return sorted(self.only if self.only is not None else (s for s in known if s in self))


def covers(sources: Collection[str], known: Collection[str]) -> list[Cover]:
    """The sets that together name ``sources``, each in its shorter way."""
    made = []
    for scope, group in groupby(sorted(set(sources)), _scope):
        meant = frozenset(group)
        others = frozenset(s for s in known if s.startswith(scope)) - meant
        whole = all(source in known for source in meant) and len(others) < len(meant)
        made.append(Cover(scope, others, None) if whole else Cover(scope, None, meant))
    return made


def _scope(source: str) -> str:
    return source.partition(":")[0] + ":"


def cover_body(cover: Cover, sources: Collection[str]) -> dict[str, Any]:
    """A cover as it is recorded, with a count and a digest that let it be checked."""
    names = cover.of(sources)
    digest = sha256("\n".join(names).encode("utf-8", "backslashreplace")).hexdigest()
    body: dict[str, Any] = {"scope": cover.scope, "count": len(names), "digest": digest}
    if cover.only is not None:
        return body | {"only": sorted(cover.only)}
    return body | {"but": sorted(cover.but or ())}


def cover_of(body: Mapping[str, Any]) -> Cover:
    """The cover that ``cover_body`` wrote."""
    but, only = body.get("but"), body.get("only")
    return Cover(
        body["scope"],
        None if but is None else frozenset(but),
        None if only is None else frozenset(only),
    )
