"""The use case: a result in, papers to sign out. Knows nothing of command lines and buttons."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from addin.literal import literal
from addin.papers.catalog import KINDS, Kind, Per
from addin.papers.charting import report_charts
from addin.papers.contents import letters, lists, reports
from addin.papers.desk import Desk, Values
from addin.papers.refusing import refuse_drafts, refuse_past, refuse_unseen, unseen_grounds
from addin.papers.shelf import Shelf, file_name
from addin.papers.signing import before_signing
from addin.papers.template import PaperTemplate, Pictures
from addin.papers.template_files import template_of
from campaign.plan.definition import Campaign
from campaign.result.whole import Result
from campaign.roster.units import Unit
from campaign.usecases import Progress, no_progress


@dataclass(frozen=True, slots=True)
class PapersRequest:
    """What the user asked for.

    Attributes:
        kinds: Which papers.
        folder: Where they go.
        units: Ids of the units to write to; empty for all. It only narrows letters to units.
        reply_by: Until when units are asked to answer; ``None`` leaves a blank.
        full: Phone and identity numbers readable: the file copy, which stays in the office.
        official: Without the draft mark.
        templates: The office's own templates; what is not there is taken from the shipped ones.
    """

    kinds: Sequence[Kind] = KINDS
    folder: Path = Path()
    units: frozenset[str] = frozenset()
    reply_by: date | None = None
    full: bool = False
    official: bool = False
    templates: Path | None = None


@dataclass(slots=True)
class Written:
    """What came of it: how many papers of each kind, and sentences for the user."""

    counts: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Paper:
    """One document to fill: its name in the folder and its values."""

    name: str
    values: Values
    charts: Pictures | None = None


def write_papers(
    result: Result,
    campaign: Campaign,
    units: Sequence[Unit],
    request: PapersRequest,
    progress: Progress = no_progress,
) -> Written:
    """Write the papers that a result calls for.

    Args:
        result: What the run decided.
        campaign: The campaign of the result.
        units: The roster in force, in order.
        request: Which papers, and how.
        progress: Told how many of each kind are done.

    Raises:
        UsageError: a template is broken, the folder can't be written, the day to answer is over,
            or a final form is asked of a list that is not approved or of a ground that nobody saw;
            then nothing is written.
    """
    refuse_past(result, request.reply_by)
    desk = Desk(result, campaign, units, request.reply_by, request.full, request.official)
    templates = {kind.name: template_of(kind, request.templates) for kind in request.kinds}
    if request.official:
        refuse_drafts(desk, request.kinds)
        refuse_unseen(campaign, templates.values())
    shelf = Shelf(request.folder)
    written = Written()
    for name, data in _filled(desk, request, templates, written.counts, progress).items():
        shelf.put(name, data)
    if not request.units:
        shelf.clear(tuple(kind.name for kind in request.kinds))
    shelf.close()
    unseen = unseen_grounds(campaign, templates.values())
    written.notes += filter(None, (*shelf.notes, unseen, *before_signing(desk, request.kinds)))
    return written


def _filled(
    desk: Desk,
    request: PapersRequest,
    templates: Mapping[str, PaperTemplate],
    counts: dict[str, int],
    progress: Progress,
) -> dict[str, bytes]:
    """All papers before any is written, by name in the folder; ``counts`` learns how many."""
    filled: dict[str, bytes] = {}
    for kind in request.kinds:
        papers = list(_papers(desk, kind, request.units))
        for number, paper in enumerate(papers, 1):
            values = literal(paper.values, full=request.full)
            filled[paper.name] = templates[kind.name].filled(values, paper.charts)
            progress(kind.title, number, len(papers))
        counts[kind.title] = len(papers)
    return filled


def _papers(desk: Desk, kind: Kind, only: frozenset[str]) -> Iterator[_Paper]:
    if kind.per is Per.CAMPAIGN:
        yield from _whole(desk, kind)
    elif kind.per is Per.AWARD:
        for award in desk.campaign.awards:
            if kind.name == "giay-khen" and not lists.granted_here(desk, award):
                continue
            values = desk.common(award, decides=kind.decides) | lists.award_list(desk, award)
            if kind.name == "to-trinh":
                values |= lists.submitter(desk, award)
            yield _Paper(f"{kind.name}/{file_name(award.short_name)}.docx", values)
    else:
        yield from _letters(desk, kind, only)


def _whole(desk: Desk, kind: Kind) -> Iterator[_Paper]:
    made: dict[str, Callable[[Desk], Values]] = {
        "bao-cao-so-ket": reports.interim,
        "bao-cao-tong-ket": reports.final,
        "bien-ban-hoi-dong": lists.minutes,
    }
    values = desk.common(None, decides=kind.decides) | made[kind.name](desk)
    charts = None
    if kind.name.startswith("bao-cao"):
        first = kind.name == "bao-cao-so-ket"
        asked = reports.first_round(desk) if first else desk.campaign.deliverables
        charts = report_charts(desk, asked)
    yield _Paper(f"{kind.name}.docx", values, charts)


def _letters(desk: Desk, kind: Kind, only: frozenset[str]) -> Iterator[_Paper]:
    make = letters.reminders if kind.name == "cong-van-don-doc" else letters.refusals
    common = desk.common(None, decides=kind.decides)
    names = [file_name(unit.name) for unit in desk.units]
    for unit, name in zip(desk.units, names, strict=True):
        if only and unit.id not in only:
            continue
        values = make(desk, unit)
        if values is not None:
            own = name if names.count(name) == 1 else f"{name} ({unit.id})"
            yield _Paper(f"{kind.name}/{own}.docx", common | values)
