"""Rows of *Cảnh báo*: everything somebody should look at, one a line, each with a stable id."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from zlib import crc32

from addin.package import CellOut
from addin.workbook.form_rows import Line
from addin.workbook.shown import Names, joined
from campaign.columns import MAIN
from campaign.labels import VERDICT, WEIGHT, standing_word
from campaign.plan.definition import Campaign
from campaign.problems import Issue, Weight
from campaign.records import Row
from campaign.result.evidence import Evidence
from campaign.result.submissions import Standing, Submission
from campaign.result.verdicts import Judgement, Reason, Verdict
from campaign.result.whole import Result

UNREAD = "Không đọc được"
"""Severity of a source that could not be read."""

_ORDINAL = re.compile(r"#\d+\Z")
_CELL = "o|"
_QUIET = frozenset({Standing.ON_TIME, Standing.NOT_DUE})
_OFFICE: tuple[CellOut, ...] = (None, None, None)

Place = tuple[str, str]
"""Title of a sheet of the office's workbook, and a cell in it as it was read."""


def followed(issues: Iterable[Issue], now: Mapping[Place, str]) -> list[Issue]:
    """What is wrong with the office's own cells, each with the cell in which it will stand."""
    return [replace(one, cell=now.get((one.sheet, one.cell), one.cell)) for one in issues]


def settled_place(line_id: str) -> tuple[str, str] | None:
    """Row id and column key that a line's settled value is for; None when it has no such cell."""
    if not line_id.startswith(_CELL):
        return None
    row_id, _, column = _ORDINAL.sub("", line_id.removeprefix(_CELL)).rpartition("|")
    return (row_id, column) if row_id and column else None


class FlagRows:
    """Makes the rows, from what weighs most to what is only noted, file by file at the end."""

    def __init__(
        self,
        result: Result,
        campaign: Campaign,
        names: Names,
        own: Mapping[Place, str] | None = None,
        now: Mapping[Place, str] | None = None,
    ) -> None:
        """``own`` and ``now``: row id beside a cell of the office's, and where it will stand."""
        self.result, self.campaign, self.names = result, campaign, names
        self.own, self.now = own or {}, now or {}

    def lines(self) -> Iterator[Line]:
        """Every line."""
        yield from self._unread()
        yield from self._office()
        for submission in self.result.submissions:
            if submission.standing not in _QUIET:
                yield self._deadline(submission)
        for judgement in self.result.judgements:
            yield from self._judgement(judgement)
        for source in self.result.sources:
            yield from self._file_issues(source.issues, source.unit)
            for row in source.noted():
                yield from self._row_issues(row)

    def _unread(self) -> Iterator[Line]:
        for item in self.result.unread:
            unit = self.names.unit(item.unit)
            yield self._line(
                *(f"n|{item.source}", UNREAD, "Tệp", unit, item.source, item.sentence),
                file=item.source,
            )

    def _office(self) -> Iterator[Line]:
        used: Counter[str] = Counter()
        issues = self.result.office.issues
        for issue, shown in zip(issues, followed(issues, self.now), strict=True):
            # A line keeps its id while the row that it is about moves, or the workbook is renamed.
            at = self.own.get((issue.sheet, issue.cell)) or _wording(issue)
            place = f"v|{issue.sheet}|{at}|{issue.code}"
            yield self._issue(
                _numbered(place, used), shown, "Sổ văn phòng", None, issue.sheet or issue.file
            )

    def _file_issues(self, issues: list[Issue], unit: str | None) -> Iterator[Line]:
        used: Counter[str] = Counter()
        for issue in issues:
            place = f"t|{issue.file}|{issue.sheet}|{issue.cell}|{issue.code}"
            yield self._issue(_numbered(place, used), issue, "Tệp", unit, issue.sheet or issue.file)

    def _row_issues(self, row: Row) -> Iterator[Line]:
        used: Counter[str] = Counter()
        subject = row.text(MAIN[row.form])
        for issue in sorted(row.issues, key=_unsettled_first):
            place = f"{_CELL}{row.id}|{issue.column}" if issue.column else f"d|{row.id}"
            line_id = _numbered(place, used)
            yield self._issue(line_id, issue, "Số liệu", row.unit, subject)

    def _issue(self, line_id: str, issue: Issue, kind: str, unit: str | None, subject: str) -> Line:
        return self._line(
            line_id,
            WEIGHT[issue.weight],
            kind,
            self.names.unit(unit),
            subject,
            issue.message,
            typed=issue.typed,
            readings=self.names.readings(issue.readings),
            file=issue.file,
            sheet=issue.sheet,
            cell=issue.cell,
        )

    def _deadline(self, item: Submission) -> Line:
        deliverable = self.campaign.deliverable(item.deliverable)
        return self._line(
            f"h|{item.unit}|{item.deliverable}",
            standing_word(item),
            "Thời hạn",
            self.names.unit(item.unit),
            deliverable.short_name,
            item.message,
            typed=self.names.reading(item.evidence.text),
            readings=self.names.readings(item.readings),
            clause=joined((deliverable.clause, item.setting), "; ") or "",
            evidence=item.evidence,
        )

    def _judgement(self, judgement: Judgement) -> Iterator[Line]:
        used: Counter[str] = Counter()
        subject = judgement.subject
        for reason in judgement.reasons:
            yield self._line(
                _numbered(f"k|{subject.id}|{reason.code}", used),
                _severity(reason),
                "Điều kiện",
                self.names.unit(subject.unit),
                subject.name,
                reason.message,
                typed=reason.evidence.text,
                clause=self.names.clauses([reason]) or "",
                evidence=reason.evidence,
            )

    def _line(  # noqa: PLR0913 - the columns of the sheet
        self,
        line_id: str,
        severity: str,
        kind: str,
        unit: str,
        subject: str,
        message: str,
        *,
        typed: str = "",
        readings: str = "",
        clause: str = "",
        file: str = "",
        sheet: str = "",
        cell: str = "",
        evidence: Evidence | None = None,
    ) -> Line:
        if evidence:
            file, sheet, cell = evidence.file, evidence.sheet, evidence.cell
        line: Line = [line_id, severity, kind, unit or None, subject or None, message]
        line += [typed or None, readings or None, clause or None]
        line += [file or None, sheet or None, cell or None, *_OFFICE]
        return line


def _wording(issue: Issue) -> str:
    """What tells a line without a row id from its neighbours: column and text, not its place."""
    if not issue.column or not issue.typed:
        return issue.cell
    return f"{issue.column}-{crc32(issue.typed.encode('utf-8', 'surrogatepass')):08x}"


def _severity(reason: Reason) -> str:
    if reason.weight is Verdict.ELIGIBLE:
        return WEIGHT[Weight.NOTE]
    return VERDICT[reason.weight]


def _unsettled_first(issue: Issue) -> bool:
    """Keep the line that a value is settled on first, so that it keeps its id once settled."""
    return issue.weight is not Weight.HOLD and issue.code != "settled"


def _numbered(place: str, used: Counter[str]) -> str:
    """``place`` as an id: the second line of one place ends with ``#2``."""
    used[place] += 1
    return place if used[place] == 1 else f"{place}#{used[place]}"
