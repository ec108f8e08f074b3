"""What a run decided of each subject, in few plain values: who got what, and why.

As recorded:

``eligibility``
    ``[subject, verdict, codes of the reasons]`` a subject, in the order of judging.
``subjects``, ``why``
    ``[name, kind, unit]`` and the reasons of each, in the same order.
``lists``, ``remarks``, ``absent``
    By award: ``[subject, rank]`` of who is on the list; ``[subject, reasons]`` of those of them of
    whom something is to be said, and of who is not on it.
``awards``
    Name by id.
``said``
    Every sentence once; reasons are numbers of sentences.
``submissions``
    ``[unit, deliverable, standing, received, evidence]``.

Decisions of earlier versions have neither names nor sentences.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from campaign.labels import DECISION, SUBJECT, VERDICT
from campaign.plan.definition import Campaign, SubjectKind
from campaign.result.lists import Placed
from campaign.result.verdicts import Reason, Verdict
from campaign.result.whole import Result


@dataclass(frozen=True, slots=True)
class Ruled:
    """What one subject got.

    Attributes:
        name: As judged; the subject's id where an earlier version kept no names.
        kind: In words; empty where it was not kept.
        unit: Unit id; empty where it was not kept.
        got: Places on lists, else the verdict, in words.
        why: Every reason once, as sentences; codes where an earlier version kept no sentences.
    """

    name: str
    kind: str
    unit: str
    got: str
    why: tuple[str, ...]


@dataclass(slots=True)
class _Said:
    """Sentences, each once."""

    numbers: dict[str, int] = field(default_factory=dict)

    def of(self, sentences: Iterable[str]) -> list[int]:
        return [self.numbers.setdefault(one, len(self.numbers)) for one in sentences]


def rulings(result: Result, campaign: Campaign) -> dict[str, Any]:
    """What is recorded of a result."""
    said = _Said()
    return {
        "submissions": [
            [s.unit, s.deliverable, s.standing, s.received, s.evidence.kind]
            for s in result.submissions
        ],
        "eligibility": [
            [j.subject.id, j.verdict, [reason.code for reason in j.reasons]]
            for j in result.judgements
        ],
        "subjects": [[j.subject.name, j.subject.kind, j.subject.unit] for j in result.judgements],
        "why": [said.of(_messages(j.reasons)) for j in result.judgements],
        "lists": {
            item.award: [[p.subject.id, p.rank] for p in item.placed] for item in result.shortlists
        },
        "remarks": {
            item.award: [[p.subject.id, said.of(remarks)] for p, remarks in _noted(item.placed)]
            for item in result.shortlists
        },
        "absent": {
            item.award: [[a.subject.id, said.of(_messages(a.reasons))] for a in item.absent]
            for item in result.shortlists
        },
        "awards": {award.id: award.short_name for award in campaign.awards},
        "said": list(said.numbers),
    }


def ruled(verdicts: Mapping[str, Any]) -> list[Ruled]:
    """Each subject with what it got and why, in the order of judging."""
    return list(_Reading(verdicts).lines())


def _messages(reasons: Iterable[Reason]) -> list[str]:
    return [reason.message for reason in reasons]


def _noted(placed: Iterable[Placed]) -> Iterator[tuple[Placed, list[str]]]:
    """Who is on a list with something to be said: a person's decision first."""
    for one in placed:
        own = (
            []
            if one.override is None
            else [
                f"{DECISION[one.override.decision]}: {one.override.person}, {one.override.document}"
            ]
        )
        if own or one.remarks:
            yield one, own + _messages(one.remarks)


@dataclass(slots=True)
class _Reading:
    """Recorded verdicts, looked up by subject."""

    verdicts: Mapping[str, Any]
    places: dict[str, list[str]] = field(init=False, default_factory=lambda: defaultdict(list))
    listed: dict[str, list[int]] = field(init=False, default_factory=lambda: defaultdict(list))
    missed: set[str] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        names = self.verdicts.get("awards", {})
        for award, placed in self.verdicts.get("lists", {}).items():
            for subject, rank in placed:
                place = "" if rank is None else f" (hạng {rank})"
                self.places[subject].append(f"{names.get(award, award)}{place}")
        for part in ("remarks", "absent"):
            for subjects in self.verdicts.get(part, {}).values():
                for subject, numbers in subjects:
                    self.listed[subject] += numbers
                    if part == "absent":
                        self.missed.add(subject)

    def lines(self) -> Iterator[Ruled]:
        said = self.verdicts.get("said", ())
        judged = self.verdicts.get("eligibility", ())
        known = self.verdicts.get("subjects") or [[one[0], "", ""] for one in judged]
        own = self.verdicts.get("why") or [[] for _ in judged]
        for (subject, verdict, codes), (name, kind, unit), why in zip(
            judged, known, own, strict=True
        ):
            numbers = dict.fromkeys([*why, *self.listed.get(subject, ())])
            reasons = tuple(said[number] for number in numbers) if said else tuple(codes)
            kind_said = SUBJECT[SubjectKind(kind)] if kind else ""
            yield Ruled(name, kind_said, unit or "", self._got(subject, verdict), reasons)

    def _got(self, subject: str, verdict: str) -> str:
        places = self.places.get(subject)
        if places:
            return "; ".join(places)
        if verdict != Verdict.ELIGIBLE:
            return VERDICT[Verdict(verdict)]
        if subject in self.missed:
            return f"{VERDICT[Verdict.ELIGIBLE]}, không có trong danh sách"
        return VERDICT[Verdict.ELIGIBLE]
