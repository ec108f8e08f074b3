"""Whose sheet a script is for: a unit's id, held against the roster before a file is written."""

from __future__ import annotations

from datetime import date

from campaign.errors import UsageError
from campaign.roster.units import Roster

_SHOWN = 3
_NEAR = 60
"""From this likeness on, of a hundred, an id is named."""


def refuse_stranger(roster: Roster, typed: str, day: date) -> None:
    """Refuse what is no unit's id: the server would not know it at the first press.

    Args:
        roster: Who takes part.
        typed: As given; names are no ids, but tell which are meant.
        day: On which a name is read.

    Raises:
        UsageError: no unit has this id; the sentence names near ones.
    """
    if any(unit.id == typed for unit in roster):
        return
    near = _near(roster, typed, day)
    named = [f"{unit.id} ({unit.name})" for unit in map(roster.get, near) if unit]
    hint = (
        f"Mã gần giống: {', '.join(named)}."
        if named
        else "Mã đơn vị là tên tệp mà `thidua template --all` ghi ra cho đơn vị đó."
    )
    raise UsageError(f"Không đơn vị nào có mã “{typed}” nên chưa ghi mã lệnh. {hint}")


def _near(roster: Roster, typed: str, day: date) -> list[str]:
    """Ids that may be meant: of the unit a name means or is like, else those spelt alike."""
    from rapidfuzz import fuzz, process

    from campaign.roster.resolver import Resolver
    from campaign.vietnamese.text import bare_key

    read = Resolver(roster, day).resolve(typed)
    meant = [read.value] if read.value else []
    meant += [one for problem in read.problems for one in problem.readings if one not in meant]
    ids = [unit.id for unit in roster]
    slug = bare_key(typed).replace(" ", "-")
    alike = process.extract(slug, ids, scorer=fuzz.ratio, score_cutoff=_NEAR, limit=_SHOWN)
    return (meant or [unit for unit, *_ in alike])[:_SHOWN]
