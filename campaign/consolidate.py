"""Across sources: settled values, repeated rows, superseded versions. Nothing is merged away."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from campaign.columns import FORMS, Kind
from campaign.definition import Form
from campaign.problems import Problem, Weight
from campaign.records import POSITIONS, Row, SourceRecords, Status
from campaign.text import bare_key, key
from campaign.values import Reader
from campaign.whose import UnitNames

MAIN: dict[Form, str] = {
    Form.REGISTRATION: "title",
    Form.INTERIM: "title",
    Form.RESULT: "title",
    Form.CRITERIA: "text",
    Form.PROPOSAL: "name",
}
"""The column that says what a row is about."""

_BESIDE = frozenset({"order", "row_id", "unit"})
_VERSION = re.compile(r"\b(?:v|ver|version|lan|ban|sua|bo sung lan) ?(\d{1,2})\b(?! \d)")
_NEWER_WORDS = re.compile(
    r"\b(?:ban sua|da sua|sua(?! chua)|bo sung|moi(?! truong)|final|chinh thuc|cap nhat)\b"
)
_SAME_TABLE = 0.5


@dataclass(frozen=True, slots=True)
class _Placed:
    """A row with its source."""

    source: SourceRecords
    row: Row

    @property
    def words(self) -> str:
        """What the row is about, as a comparison key (with the award, for a proposal)."""
        about = key(self.row.text(MAIN[self.row.form]))
        if self.row.form is Form.PROPOSAL:
            return f"{about}|{key(self.row.text('award'))}|{key(self.row.text('unit'))}"
        return about

    @property
    def where(self) -> str:
        """Place in words: file, sheet and cell."""
        sheet = self.source.tables[self.row.table].sheet
        cell = self.source.cell(self.row, MAIN[self.row.form])
        return f"tệp {self.source.name}, trang {sheet}, ô {cell}"

    def mark(self, problem: Problem) -> None:
        """Mark the row at its main cell."""
        main = MAIN[self.row.form]
        sheet = self.source.tables[self.row.table].sheet
        cell = self.source.cell(self.row, main)
        typed = self.row.text(main)
        self.row.mark(problem.at(self.source.name, sheet, cell, main, typed))


@dataclass(frozen=True, slots=True)
class Consolidator:
    """Settles what only shows when all sources lie side by side.

    Attributes:
        names: Resolves unit names in settled values.
        reader: Reads settled values like typed ones.
    """

    names: UnitNames
    reader: Reader

    def run(self, sources: Sequence[SourceRecords], settled: dict[tuple[str, str], str]) -> None:
        """Mark rows in place: settled, repeated, superseded.

        Args:
            sources: In stable order; the earlier one keeps a repeated row.
            settled: Values the office settled, by (row id, column key).
        """
        _same_ids(sources)
        if settled:
            self._settle(sources, settled)
        groups: dict[tuple[str, Form], list[_Placed]] = defaultdict(list)
        for source in sources:
            for row in source.rows:
                if row.unit is not None:
                    groups[row.unit, row.form].append(_Placed(source, row))
        for placed in groups.values():
            if len({id(item.source) for item in placed}) > 1:
                _versions(placed)
            _repeats(placed)

    def _settle(
        self, sources: Sequence[SourceRecords], settled: dict[tuple[str, str], str]
    ) -> None:
        wanted = {row_id for row_id, _ in settled}
        for source in sources:
            for row in source.rows:
                if row.id in wanted:
                    self._settle_row(source, row, settled)

    def _settle_row(
        self, source: SourceRecords, row: Row, settled: dict[tuple[str, str], str]
    ) -> None:
        for column in FORMS[row.form]:
            typed = settled.get((row.id, column.key))
            if typed is None:
                continue
            problems = self._give(row, column.key, column.kind, typed)
            kept = [
                issue
                for issue in row.issues
                if issue.column != column.key or issue.weight is not Weight.HOLD
            ]
            row.issues = kept
            held = any(issue.weight is Weight.HOLD for issue in kept)
            row.status = Status.HELD if held else Status.ACCEPTED
            sheet = source.tables[row.table].sheet
            cell = source.cell(row, column.key)
            for problem in problems or (_settled(typed),):
                row.mark(problem.at(source.name, sheet, cell, column.key, typed))

    def _give(self, row: Row, name: str, kind: Kind, typed: str) -> tuple[Problem, ...]:
        """Put a settled value into a row; problems when it can't be read either."""
        if kind is Kind.UNIT:
            read = self.names.resolve(typed)
            if read.held or read.value is None:
                return read.problems
            row.unit = read.value
            return ()
        column = next(c for c in FORMS[row.form] if c.key == name)
        reader = self.reader.of(column)
        if reader is None:
            row.values[POSITIONS[row.form][name]] = typed
            return ()
        value, problems = reader(typed, "")
        held = tuple(p for p in problems if p.weight is Weight.HOLD)
        if not held:
            row.values[POSITIONS[row.form][name]] = value
        return held


def _settled(typed: str) -> Problem:
    return Problem("settled", Weight.NOTE, f"Văn phòng đã chốt giá trị “{typed}”.")


def _repeats(placed: Iterable[_Placed]) -> None:
    """Reject a row that stands twice word for word; hold one that differs from its like."""
    first: dict[str, _Placed] = {}
    for item in placed:
        if item.row.status is Status.REJECTED or not item.row.text(MAIN[item.row.form]):
            continue
        words = item.words
        earlier = first.setdefault(words, item)
        if earlier is item:
            continue
        changed = _differences(earlier.row, item.row)
        if not changed:
            item.mark(_repeated(earlier))
        else:
            item.mark(_alike(earlier, changed))


def _differences(one: Row, two: Row) -> list[str]:
    """Labels of the columns in which two rows of one form differ."""
    return [
        column.label
        for column in FORMS[one.form]
        if column.key not in _BESIDE
        and (
            key(one.text(column.key)) != key(two.text(column.key))
            or _unread(one, column.key) != _unread(two, column.key)
        )
    ]


def _unread(row: Row, name: str) -> set[str]:
    """What was typed into a column and could not be read: rows that differ in it differ."""
    if row.get(name) is not None:
        return set()
    return {key(issue.typed) for issue in row.issues if issue.column == name and issue.typed}


def _repeated(earlier: _Placed) -> Problem:
    return Problem(
        "duplicate_row",
        Weight.REJECT,
        f"Trùng hoàn toàn với dòng ở {earlier.where}; chỉ tính một lần.",
        (earlier.row.id,),
    )


def _alike(earlier: _Placed, changed: list[str]) -> Problem:
    weight = Weight.NOTE if earlier.row.form in (Form.INTERIM, Form.RESULT) else Weight.HOLD
    return Problem(
        "same_title",
        weight,
        f"Cùng tên với dòng ở {earlier.where} nhưng khác: {', '.join(changed)}. "
        "Đề nghị xác nhận là một hay hai nội dung.",
        (earlier.row.id,),
    )


def _versions(placed: Sequence[_Placed]) -> None:
    """Compare the files in which one unit sent the same form, oldest first."""
    by_source: dict[int, list[_Placed]] = defaultdict(list)
    for item in placed:
        by_source[id(item.source)].append(item)
    files = list(by_source.values())
    for number, one in enumerate(files):
        for two in files[number + 1 :]:
            if _overlap(one, two) >= _SAME_TABLE:
                _compare(one, two)


def _overlap(one: Sequence[_Placed], two: Sequence[_Placed]) -> float:
    """Share of the smaller table's rows that stand in the other."""
    first, second = _known(one), _known(two)
    smaller = min(len(first), len(second))
    return len(first & second) / smaller if smaller else 0.0


def _known(items: Iterable[_Placed]) -> set[str]:
    return {item.words for item in items if item.words.strip("|")}


def _compare(one: Sequence[_Placed], two: Sequence[_Placed]) -> None:
    order = _age(one[0].source, two[0].source)
    if order == 0:
        _unordered(one, two)
        return
    older, newer = (one, two) if order < 0 else (two, one)
    latest = {item.words: item for item in newer}
    ids = {_plain_id(item): item for item in newer}
    for item in older:
        if item.row.status is Status.REJECTED:
            continue
        partner = ids.get(_plain_id(item)) or latest.get(item.words)
        if partner is None:
            item.mark(_only_in_older(newer[0].source.name))
        else:
            item.mark(_superseded(partner, _differences(item.row, partner.row)))


def _unordered(one: Sequence[_Placed], two: Sequence[_Placed]) -> None:
    """Neither file says that it is the newer: rows that differ wait for a person."""
    first = {item.words: item for item in one}
    for item in two:
        partner = first.get(item.words)
        if partner is None:
            continue
        changed = _differences(partner.row, item.row)
        if changed and item.row.status is not Status.REJECTED:
            item.mark(_which_version(partner, changed))
            partner.mark(_which_version(item, changed))


def _age(one: SourceRecords, two: SourceRecords) -> int:
    """-1 when the first source is the older, 1 when the newer.

    0 when nothing says so, or when the file's name and the day it was saved disagree.
    """
    first, second = _version(one.name), _version(two.name)
    named = (first > second) - (first < second)
    if not one.modified or not two.modified or one.modified == two.modified:
        return named
    saved = 1 if one.modified > two.modified else -1
    return saved if named in (0, saved) else 0


def _version(name: str) -> int:
    """What a file name says of its version: ``v2``, ``lần 3``, ``bản sửa``; 0 when nothing."""
    words = bare_key(PurePosixPath(name).stem)
    numbers = [int(found) for found in _VERSION.findall(words)]
    if numbers:
        return max(numbers)
    return 1 if _NEWER_WORDS.search(words) else 0


def _superseded(partner: _Placed, changed: list[str]) -> Problem:
    what = f"khác ở: {', '.join(changed)}" if changed else "nội dung không đổi"
    return Problem(
        "superseded",
        Weight.REJECT,
        f"Đã có bản mới hơn ở {partner.where} ({what}); bản này chỉ để đối chiếu.",
        (partner.row.id,),
    )


def _only_in_older(newer: str) -> Problem:
    return Problem(
        "only_in_older",
        Weight.HOLD,
        f"Dòng này có trong bản cũ nhưng không còn trong bản mới ({newer}). "
        "Đề nghị hỏi lại đơn vị có rút hay không.",
    )


def _which_version(other: _Placed, changed: list[str]) -> Problem:
    return Problem(
        "version_unclear",
        Weight.HOLD,
        f"Có hai bản khác nhau ({', '.join(changed)}), bản kia ở {other.where}; "
        "không rõ bản nào mới hơn. Đề nghị hỏi đơn vị.",
        (other.row.id,),
    )


def _same_ids(sources: Iterable[SourceRecords]) -> None:
    """Two rows of different files never share an id; the newest file's row keeps the plain one.

    So what the office settled for a row goes over to its next version.
    """
    used: set[str] = set()
    for source in sorted(sources, key=lambda s: (s.modified, _version(s.name)), reverse=True):
        for row in source.rows:
            number, base = 1, row.id
            while row.id in used:
                number += 1
                row.id = f"{base}.{number}"
            used.add(row.id)


def _plain_id(item: _Placed) -> str:
    """A row's id without the number that keeps files apart."""
    return item.row.id.partition(".")[0]
