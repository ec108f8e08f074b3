"""What each unit is told: of every row, and of everything it has to hand in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b

from campaign.labels import STATUS, standing_word
from campaign.problems import Issue, Weight
from campaign.records import Row, SourceRecords
from campaign.result.submissions import Submission
from campaign.result.whole import Result

_TOLD = {Weight.HOLD: 0, Weight.REJECT: 0, Weight.ERROR: 1}
_LACKING = {"award_unknown", "name_missing"}
"""What a proposal that was received still lacks: its unit alone can write it."""
_MOST = 3
"""Things to do that one cell names; the others are counted."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said of one row: its status, and what the unit should do."""

    status: str
    task: str


@dataclass(slots=True)
class UnitAnswer:
    """What one unit is told.

    Attributes:
        rows: By sheet title and line (from 0).
        deliverables: Status, detail and last day by deliverable id.
    """

    rows: dict[str, dict[int, Answer]] = field(default_factory=dict)
    deliverables: dict[str, tuple[str, str, date]] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """Changes whenever something else is to be said."""
        said = repr((sorted(self.rows.items()), sorted(self.deliverables.items())))
        return blake2b(said.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def answers(result: Result, units: Mapping[str, str]) -> dict[str, UnitAnswer]:
    """What every unit is told.

    Args:
        result: What the run decided.
        units: Unit id by the hash of what its spreadsheet holds.
    """
    told: dict[str, UnitAnswer] = {unit: UnitAnswer() for unit in units.values()}
    lacking = _lacking(result)
    for source in result.sources:
        unit = units.get(source.sha256)
        if unit is not None:
            _take_rows(told[unit], source, lacking)
    for item in result.submissions:
        if item.unit in told:
            told[item.unit].deliverables[item.deliverable] = _standing(item)
    return told


def _lacking(result: Result) -> dict[str, list[str]]:
    """What proposals lack, by row id."""
    return {
        judgement.subject.id: found
        for judgement in result.judgements
        if (found := [r.message for r in judgement.reasons if r.code in _LACKING])
    }


def _take_rows(answer: UnitAnswer, source: SourceRecords, lacking: Mapping[str, list[str]]) -> None:
    """Answer each row; the unit reads it in its own sheet, whose name is no file that it knows."""
    own = f"tệp {source.name}, "
    for row in source.rows:
        sheet = source.tables[row.table].sheet
        task = _task(row, lacking.get(row.id, [])).replace(own, "")
        answer.rows.setdefault(sheet, {})[row.line] = Answer(STATUS[row.status], task)


def _task(row: Row, lacking: Sequence[str]) -> str:
    """What is wrong with a row and where, the gravest first; empty when nothing is."""
    wrong = sorted(
        (issue for issue in row.issues if issue.weight in _TOLD),
        key=lambda issue: _TOLD[issue.weight],
    )
    lines = list(dict.fromkeys((*map(_sentence, wrong), *lacking)))
    if len(lines) > _MOST:
        lines[_MOST:] = [f"… và {len(lines) - _MOST} điều nữa."]
    return "\n".join(lines)


def _sentence(issue: Issue) -> str:
    place = f"Ô {issue.cell}: " if issue.cell else ""
    lead = "lỗi trong ô. " if issue.weight is Weight.ERROR else ""
    return f"{place}{lead}{issue.message}"


def _standing(item: Submission) -> tuple[str, str, date]:
    return standing_word(item), item.message, item.last_day
