"""Papers beside the tables: which may be a hand-in, and which of those leave something open.

Offices keep all they receive in one folder: tables, their signed scans, the plan itself, letters.
A paper is worth a word only where a hand-in is lacking that it may be.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import PurePosixPath

from campaign.judging.paper_names import named_deliverables
from campaign.plan.definition import Campaign, Deliverable
from campaign.result.submissions import Doubt, Standing, Submission
from campaign.result.unread import OWN_WORKBOOK, PAPER, Unread
from campaign.roster.units import Roster, Unit
from campaign.vietnamese.text import bare_key

_KINDS = (
    "ke hoach|quyet dinh|huong dan|thong bao|giay moi|chi thi|nghi dinh|nghi quyet|thong tu|luat|"
    "giay khen|bang khen"
)
_ISSUED = re.compile(
    rf"(?:\d+ )*(?P<kind>{_KINDS})\b"
    r"|(?:\d+ )+(?:kh|qd|hd|tb|gm|ct|nd|nq|tt) (?:ubnd|pnv|hdnd)\b|(?:kh|qd) (?:so )?\d"
    r"|(?:cong van|cv) (?:\w+ ){0,3}?(?:don doc|nhac)\b"
)
"""How names (``bare_key``) of papers begin that an office issues, also by symbol."""

_FORM = re.compile(r"(?:\d+ )*(?:bieu )?mau\b")
"""How names of forms begin: empty ones, unless a unit's name says who filled them in."""

_HANDED_IN = re.compile(
    r"\b(?:bao cao|bc|dang ky|dk|de nghi|to trinh|phieu|danh sach|ds|ho so|tu danh gia)\b"
)
"""Words of papers that units hand in."""


def possible_hand_ins(unread: Iterable[Unread], campaign: Campaign) -> list[Unread]:
    """Unread sources without our own workbooks, and papers that nobody hands in by their names.

    Where a name tells both a unit and what units hand in (kế hoạch đăng ký … phường X), it may be
    one; so it may where the campaign asks units for papers of that kind.
    """
    asked = [bare_key(one.name) for one in campaign.deliverables]
    return [one for one in unread if not _is_nobody_s(one, asked)]


def _is_nobody_s(source: Unread, asked: Iterable[str]) -> bool:
    return source.code == OWN_WORKBOOK or (source.code == PAPER and _is_issued(source, asked))


def _is_issued(paper: Unread, asked: Iterable[str]) -> bool:
    name = bare_key(PurePosixPath(paper.source).stem)
    if paper.unit is None and _FORM.match(name):
        return True
    issued = _ISSUED.match(name)
    if issued is None or (issued["kind"] and any(issued["kind"] in one for one in asked)):
        return False
    return paper.unit is None or _HANDED_IN.search(name) is None


Place = tuple[str, str]
"""A unit and a deliverable, by their ids."""


def places_of(
    unread: Iterable[Unread], campaign: Campaign, roster: Roster
) -> dict[str, list[Place]]:
    """What may stand in each unread source, by its name; nothing where nobody knows whose it is.

    A table may hold all that its unit owes; so may a paper, unless its name plainly tells one.
    """
    places: dict[str, list[Place]] = {}
    for one in unread:
        unit = roster.get(one.unit) if one.unit else None
        places[one.source] = []
        if unit is not None:
            held = _held_by(one, unit, campaign)
            places[one.source] = [(unit.id, deliverable.id) for deliverable in held]
    return places


def _held_by(source: Unread, unit: Unit, campaign: Campaign) -> Iterable[Deliverable]:
    if source.code != PAPER:
        return campaign.deliverables
    names = " | ".join([unit.name, unit.short_name, *unit.aliases])
    return named_deliverables(source.source, campaign, names)


def left_open(
    unread: Iterable[Unread],
    submissions: Sequence[Submission],
    places: Mapping[str, Collection[Place]],
) -> list[Unread]:
    """Unread sources without papers that nothing open may stand in.

    Of a unit's paper that is so where all that may stand in it is there, or not due; of one that
    tells no unit, where that is so of everybody.

    Args:
        unread: What could not be read and may be a hand-in.
        submissions: Verdicts on all deliverables, doubts by these sources counted in.
        places: What may stand in each, as ``places_of`` tells.
    """
    lacking = {(one.unit, one.deliverable) for one in submissions if _is_lacking(one)}
    return [
        one
        for one in unread
        if one.code != PAPER
        or (not lacking.isdisjoint(places[one.source]) if one.unit else bool(lacking))
    ]


def _is_lacking(submission: Submission) -> bool:
    missing = submission.standing in (Standing.MISSING, Standing.INCOMPLETE)
    return missing or submission.doubt not in (None, Doubt.DAY)
