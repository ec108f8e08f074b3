"""*Xuất văn bản*: from a workbook's last run to papers, for the command and the button alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from addin.papers.catalog import Per, named
from addin.papers.write import PapersRequest, Written, write_papers
from addin.run import judge, prepare
from addin.run_request import RunOutcome, RunRequest
from campaign.errors import UsageError
from campaign.roster.resolver import Resolver
from campaign.roster.units import Roster
from campaign.usecases import Progress


@dataclass(frozen=True, slots=True)
class Export:
    """What the user asked for; see ``PapersRequest`` for what is the same there.

    Attributes:
        run: What to read and judge, as the last run into the workbook did.
        names: Kinds of paper; empty or ``all`` for all.
        folder: Where papers go; ``None`` for a folder beside the workbook.
        unit: Id or name of one unit; empty for all.
    """

    run: RunRequest
    names: tuple[str, ...] = ()
    folder: Path | None = None
    unit: str = ""
    reply_by: date | None = None
    full: bool = False
    official: bool = False
    templates: Path | None = None


def export(asked: Export, progress: Progress) -> tuple[Written, Path]:
    """Judge again what the last run judged, and write the papers.

    Returns:
        What was written, and the folder.

    Raises:
        UsageError: nothing to read, an unknown paper or unit, a broken template, a final form of
            what is not approved.
    """
    kinds = named(asked.names)
    if asked.unit and not asked.names:
        kinds = tuple(kind for kind in kinds if kind.per is Per.UNIT)
    ready = prepare(asked.run)
    changed = ready.memory is not None and ready.memory.differs()
    outcome = judge(asked.run, progress, ready)
    unit = _unit(asked.unit, outcome)
    folder = asked.folder or _beside(asked.run)
    request = PapersRequest(
        kinds, folder, unit, asked.reply_by, asked.full, asked.official, asked.templates
    )
    written = write_papers(outcome.result, outcome.campaign, outcome.units, request, progress)
    written.notes += [f"CHƯA ĐẦY ĐỦ: {item.sentence}" for item in outcome.result.unread]
    if changed:
        written.notes.append(
            "Sổ hoặc tệp của đơn vị đã đổi sau lần chạy gần nhất; văn bản lập theo số liệu hiện "
            "có. Đề nghị chạy lại `thidua run` để sổ khớp với văn bản."
        )
    return written, folder


def papers_folder(workbook: Path, as_of: datetime) -> Path:
    """Where papers go when nobody says otherwise: a folder beside the workbook."""
    return workbook.parent / f"van-ban-{as_of:%Y-%m-%d}"


def _beside(run: RunRequest) -> Path:
    if run.workbook is None:
        raise UsageError("Chưa rõ ghi văn bản vào đâu: thêm --out và tên thư mục.")
    return papers_folder(run.workbook, run.as_of)


def _unit(typed: str, outcome: RunOutcome) -> frozenset[str]:
    """The unit that a name or id means.

    Raises:
        UsageError: none, or several.
    """
    if not typed:
        return frozenset()
    if typed in {unit.id for unit in outcome.units}:
        return frozenset((typed,))
    names = Resolver(Roster(outcome.units), outcome.result.as_of.date())
    reading = names.resolve(typed)
    if reading.value is None:
        raise UsageError(" ".join(problem.message for problem in reading.problems))
    return frozenset((reading.value,))
