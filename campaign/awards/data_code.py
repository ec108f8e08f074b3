"""The data code: what an approval is bound to. Any change of an input gives another code.

Five parts, so that a voided approval can say what changed, and a sum over the whole digests, so
that no part can be forged alone. Rows' places do not count: moving a line is no change of fact.
The clock does not count either, unless what it decides changed.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass

from campaign.awards.decisions import Override
from campaign.plan.definition import Campaign
from campaign.result.lists import Absent, Placed, Shortlist
from campaign.result.office_facts import OfficeFacts
from campaign.result.whole import Result
from campaign.roster.units import Roster

PARTS: tuple[str, ...] = (
    "kế hoạch",
    "danh sách đơn vị",
    "tệp của đơn vị",
    "sổ của văn phòng",
    "kết quả xét",
)
"""What each part of a code stands for, as an office calls it."""

_PART, _SUM = 6, 16
_HEX = re.compile(r"[^0-9a-f]")


@dataclass(frozen=True, slots=True)
class Inputs:
    """Digests of everything but the lists; the same for each list of a run."""

    digests: tuple[str, ...]

    @classmethod
    def of(cls, campaign: Campaign, roster: Roster, result: Result) -> Inputs:
        """The inputs of a run."""
        files = [(source.name, source.sha256) for source in result.sources]
        files += [(item.source, item.code) for item in result.unread]
        parts = (
            [repr(campaign), repr(result.rules)],
            sorted(repr(astuple(unit)) for unit in (*roster.units, *roster.parents)),
            sorted(map(repr, files)),
            sorted(_office(result.office)),
        )
        return cls(tuple(map(_digest, parts)))

    def code(self, lists: Mapping[str, Shortlist], awards: Iterable[str]) -> str:
        """The code of a list with those it is chosen from, as printed."""
        lines = [line for award in awards for line in sorted(_outcome(lists[award]))]
        digests = (*self.digests, _digest(lines))
        parts = "-".join(digest[:_PART] for digest in digests)
        return f"{parts}-{_digest(digests)[:_SUM]}"


def same_code(one: str, two: str) -> bool:
    """Whether two codes are the same, however they were typed."""
    return _plain(one) == _plain(two)


def is_code(typed: str) -> bool:
    """Whether a text has the shape of a code."""
    return len(_plain(typed)) == _PART * len(PARTS) + _SUM


def changed_parts(before: str, now: str) -> tuple[str, ...]:
    """Which parts differ between two codes, in the office's words."""
    old, new = _plain(before), _plain(now)
    spans = [slice(n * _PART, (n + 1) * _PART) for n in range(len(PARTS))]
    return tuple(part for part, span in zip(PARTS, spans, strict=True) if old[span] != new[span])


def _plain(code: str) -> str:
    return _HEX.sub("", code.casefold())


def _digest(lines: Iterable[str]) -> str:
    """SHA-256 of lines; their lengths are counted, so that no two lists of lines are alike."""
    made = hashlib.sha256()
    for line in lines:
        data = line.encode("utf-8", "surrogatepass")
        made.update(len(data).to_bytes(8, "big") + data)
    return made.hexdigest()


def _office(facts: OfficeFacts) -> Iterable[str]:
    """What the office wrote, without the cells it stands in; approvals are no input."""
    for v in facts.violations:
        yield repr(("violation", v.unit, v.person, v.content, v.state, v.document))
    for r in facts.receipts:
        days = r.signed, r.sent, r.received, str(r.until)
        yield repr(("receipt", r.unit, r.deliverable, r.action, days, r.document, r.person))
    for place, typed in facts.settled.items():
        yield repr(("settled", place, typed))
    for member in facts.members:
        yield repr(("member", member.name, member.unit, member.post))
    for b in facts.ballots:
        who = b.award, b.candidate, b.unit, b.member
        yield repr(("ballot", who, str(b.stance), str(b.score), str(b.vote)))
    for override in facts.overrides:
        yield repr(("override", *_decided(override)))


def _decided(override: Override | None) -> tuple[str, ...]:
    if override is None:
        return ()
    words = override.person, override.document, override.reason, override.passing_reason
    return (override.subject, override.award, override.decision.value, *words)


def _outcome(shortlist: Shortlist) -> Iterable[str]:
    items: list[Placed | Absent] = [*shortlist.placed, *shortlist.absent]
    for item in items:
        yield repr((shortlist.award, *_line(item)))
    for sentence in shortlist.council:
        yield repr((shortlist.award, "council", sentence))


def _line(item: Placed | Absent) -> tuple[object, ...]:
    reasons = item.remarks if isinstance(item, Placed) else item.reasons
    codes = tuple(sorted(reason.code for reason in reasons))
    who = item.subject.id, item.subject.name, item.subject.kind.value, item.subject.unit
    return (type(item).__name__, *who, item.rank, str(item.points), codes, _decided(item.override))
