"""Rows of one unit and form that say the same, or nearly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from campaign.blocks import Block
from campaign.columns import FORMS, MAIN
from campaign.consolidation.placed import Placed
from campaign.plan.definition import Form
from campaign.problems import Problem, Weight
from campaign.records import Row, Status
from campaign.vietnamese.text import key, keys

_BESIDE = frozenset({"order", "row_id", "unit"})


def may_repeat(blocks: Sequence[Block]) -> bool:
    """Whether two rows of one source may be about the same: told without looking at each row."""
    words = keys(text for block in blocks for text in block.texts(MAIN[block.form]))
    about: dict[Form, list[tuple[str, str]]] = defaultdict(list)
    for block in blocks:
        texts = block.texts(MAIN[block.form])
        rows = zip(block.units, block.statuses, texts, strict=True)
        about[block.form] += [
            (unit, words[text])
            for unit, status, text in rows
            if unit and text and status is not Status.REJECTED
        ]
    return any(len(set(pairs)) < len(pairs) for pairs in about.values())


def mark_repeats(placed: Iterable[Placed]) -> None:
    """Reject a row that stands twice word for word; hold one that differs from its like."""
    first: dict[str, Placed] = {}
    for item in placed:
        if item.row.status is Status.REJECTED or not item.row.text(MAIN[item.row.form]):
            continue
        words = item.words
        earlier = first.setdefault(words, item)
        if earlier is item:
            continue
        changed = differences(earlier.row, item.row)
        if not changed:
            item.mark(_repeated(earlier))
        else:
            item.mark(_alike(earlier, changed))


def differences(one: Row, two: Row) -> list[str]:
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


def _repeated(earlier: Placed) -> Problem:
    return Problem(
        "duplicate_row",
        Weight.REJECT,
        f"Trùng hoàn toàn với dòng ở {earlier.where}; chỉ tính một lần.",
        (earlier.row.id,),
    )


def _alike(earlier: Placed, changed: list[str]) -> Problem:
    weight = Weight.NOTE if earlier.row.form in (Form.INTERIM, Form.RESULT) else Weight.HOLD
    return Problem(
        "same_title",
        weight,
        f"Cùng tên với dòng ở {earlier.where} nhưng khác: {', '.join(changed)}. "
        "Đề nghị xác nhận là một hay hai nội dung: đơn vị bỏ một dòng hoặc sửa tên cho khác, văn "
        "phòng ghi “Trùng” hoặc “Xác nhận” vào cột Giá trị chốt.",
        (earlier.row.id,),
    )
