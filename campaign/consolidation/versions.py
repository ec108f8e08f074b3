"""Files in which one unit sent the same form again: which is the newer, and what changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from campaign.consolidation.placed import Placed
from campaign.consolidation.repeats import differences
from campaign.problems import Problem, Weight
from campaign.records import SourceRecords, Status
from campaign.vietnamese.text import bare_key

_VERSION = re.compile(r"\b(?:v|ver|version|lan|ban|sua|bo sung lan) ?(\d{1,2})\b(?! \d)")
_NEWER_WORDS = re.compile(
    r"\b(?:ban sua|da sua|sua(?! chua)|bo sung|moi(?! truong)|final|chinh thuc|cap nhat)\b"
)
_SAME_TABLE = 0.5


def mark_versions(files: Sequence[Sequence[Placed]]) -> None:
    """Compare the files in which one unit sent the same form, oldest first."""
    for number, one in enumerate(files):
        for two in files[number + 1 :]:
            if _overlap(one, two) >= _SAME_TABLE:
                _compare(one, two)


def newest_first(sources: Iterable[SourceRecords]) -> list[SourceRecords]:
    """Sources from the one saved last, or named as the last version, to the first."""
    return sorted(sources, key=lambda s: (s.modified, _version(s.name)), reverse=True)


def _overlap(one: Sequence[Placed], two: Sequence[Placed]) -> float:
    """Share of the smaller table's rows that stand in the other."""
    first, second = _known(one), _known(two)
    smaller = min(len(first), len(second))
    return len(first & second) / smaller if smaller else 0.0


def _known(items: Iterable[Placed]) -> set[str]:
    return {item.words for item in items if item.words.strip("|")}


def _compare(one: Sequence[Placed], two: Sequence[Placed]) -> None:
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
            item.mark(_superseded(partner, differences(item.row, partner.row)))


def _unordered(one: Sequence[Placed], two: Sequence[Placed]) -> None:
    """Neither file says that it is the newer: rows that differ wait for a person."""
    first = {item.words: item for item in one}
    for item in two:
        partner = first.get(item.words)
        if partner is None:
            continue
        changed = differences(partner.row, item.row)
        if not changed or Status.REJECTED in (item.row.status, partner.row.status):
            continue
        if item.confirmed is not partner.confirmed:
            kept, other = (item, partner) if item.confirmed else (partner, item)
            other.mark(_not_chosen(kept, changed))
        else:
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


def _plain_id(item: Placed) -> str:
    """A row's id without the number that keeps files apart."""
    return item.row.id.partition(".")[0]


def _superseded(partner: Placed, changed: list[str]) -> Problem:
    what = f"khác ở: {', '.join(changed)}" if changed else "nội dung không đổi"
    return Problem(
        "superseded",
        Weight.REJECT,
        f"Đã có bản mới hơn ở {partner.where} ({what}); bản này chỉ để đối chiếu.",
        (partner.row.id,),
    )


def _not_chosen(kept: Placed, changed: list[str]) -> Problem:
    return Problem(
        "superseded",
        Weight.REJECT,
        f"Văn phòng đã chọn bản kia ở {kept.where} (khác ở: {', '.join(changed)}); bản này chỉ "
        "để đối chiếu.",
        (kept.row.id,),
    )


def _only_in_older(newer: str) -> Problem:
    return Problem(
        "only_in_older",
        Weight.HOLD,
        f"Dòng này có trong bản cũ nhưng không còn trong bản mới ({newer}). "
        "Đề nghị hỏi lại đơn vị có rút hay không.",
    )


def _which_version(other: Placed, changed: list[str]) -> Problem:
    return Problem(
        "version_unclear",
        Weight.HOLD,
        f"Có hai bản khác nhau ({', '.join(changed)}), bản kia ở {other.where}; "
        "không rõ bản nào mới hơn. Đề nghị hỏi đơn vị.",
        (other.row.id,),
    )
