"""Files in which one unit sent the same form again: which is the newer, and what changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from campaign.consolidation.placed import Placed, alike
from campaign.consolidation.repeats import differences
from campaign.consolidation.version_names import adds_rows, version
from campaign.problems import Problem, Weight
from campaign.records import SourceRecords, Status

_SAME_TABLE = 0.5


def mark_versions(files: Sequence[Sequence[Placed]]) -> None:
    """Compare the files in which one unit sent the same form, oldest first."""
    for number, one in enumerate(files):
        for two in files[number + 1 :]:
            if _overlap(one, two) >= _SAME_TABLE:
                _compare(one, two)


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
    newest = newer[0].source.name
    adds = adds_rows(newest)
    partners = _Partners(older, newer, renamed=not adds)
    for item in older:
        if item.row.status is Status.REJECTED:
            continue
        partner = partners.of(item)
        if partner is not None:
            item.mark(_superseded(partner, differences(item.row, partner.row)))
        else:
            item.mark(_not_repeated(newest) if adds else _only_in_older(newest))


class _Partners:
    """Finds what became of a row in the newer file.

    Args:
        older: The rows of the older file.
        newer: The rows of the newer one.
        renamed: Whether a row may have changed its title, so that its hidden id decides. Hidden
            ids alone do not: every empty form begins with the same ones.
    """

    def __init__(self, older: Sequence[Placed], newer: Sequence[Placed], *, renamed: bool) -> None:
        self._before = _known(older)
        self._titled = {item.words: item for item in newer}
        self._ids = {_plain_id(item): item for item in newer} if renamed else {}

    def of(self, item: Placed) -> Placed | None:
        """The row of the newer file that takes this row's place; ``None`` when there is none."""
        words = item.words.strip("|")
        partner = self._titled.get(item.words) if words else None
        same = self._ids.get(_plain_id(item))
        if partner is not None or same is None or same.words in self._before:
            return partner
        return same if not words or alike(words, same.words) else None


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
            item.mark(_whichversion(partner, changed))
            partner.mark(_whichversion(item, changed))


def _age(one: SourceRecords, two: SourceRecords) -> int:
    """-1 when the first source is the older, 1 when the newer.

    0 when nothing says so, or when the file's name and the day it was saved disagree.
    """
    first, second = version(one.name), version(two.name)
    named = (first > second) - (first < second)
    if not one.modified or not two.modified or one.modified == two.modified:
        return named
    saved = 1 if one.modified > two.modified else -1
    return saved if named in (0, saved) else 0


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
        "Đề nghị hỏi lại đơn vị: vẫn tính thì ghi “Xác nhận” vào cột Giá trị chốt, đã rút thì ghi "
        "“Rút”.",
    )


def _not_repeated(supplement: str) -> Problem:
    return Problem(
        "not_in_supplement",
        Weight.NOTE,
        f"Dòng này không có trong tệp bổ sung ({supplement}); vẫn được tính vì bổ sung là thêm "
        "dòng. Nếu đơn vị đã rút thì ghi “Rút” vào cột Giá trị chốt.",
    )


def _whichversion(other: Placed, changed: list[str]) -> Problem:
    return Problem(
        "version_unclear",
        Weight.HOLD,
        f"Có hai bản khác nhau ({', '.join(changed)}), bản kia ở {other.where}; "
        "không rõ bản nào mới hơn. Đề nghị hỏi đơn vị rồi ghi “Xác nhận” vào cột Giá trị chốt của "
        "bản được dùng.",
        (other.row.id,),
    )
