"""What the tables of a definition say of one another: every reference that leads nowhere.

Works on plain data (a parsed TOML file or a dumped model), so that a file with a wrong date
still has its references checked in the same pass. What has the wrong shape is skipped here;
the models complain of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from campaign.columns import DECLARATION, DECLARATION_CODE
from campaign.roster.unit_words import CITIZEN, KINDS
from campaign.vietnamese.text import bare_key

_WITH_IDS = (
    "groups",
    "rounds",
    "deliverables",
    "criteria",
    "indicators",
    "awards",
    "holds",
    "grounds",
)

Data = Mapping[str, Any]
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """One broken reference: its path (list items from 0), what is wrong, how to mend it."""

    path: Path
    wrong: str
    mend: str


def find_faults(data: Data) -> list[Fault]:
    """Every fault, table by table."""
    return [fault for check in _CHECKS for fault in check(data)]


def _rows(data: Data, table: str) -> Iterator[tuple[int, Data]]:
    rows = data.get(table)
    if isinstance(rows, Sequence) and not isinstance(rows, str):
        for number, row in enumerate(rows):
            if isinstance(row, Mapping):
                yield number, row


def _table(data: Data, name: str) -> Data:
    table = data.get(name)
    return table if isinstance(table, Mapping) else {}


def _texts(row: Data, key: str) -> list[tuple[int, str]]:
    values = row.get(key)
    if not isinstance(values, (list, tuple)):
        return []
    return [(number, value) for number, value in enumerate(values) if isinstance(value, str)]


def _day(row: Data, key: str) -> date | None:
    value = row.get(key)
    return value if type(value) is date else None


def _number(value: object) -> Decimal | None:
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return Decimal(value)
    return None


def _ids(data: Data, table: str) -> list[str]:
    return [row["id"] for _, row in _rows(data, table) if isinstance(row.get("id"), str)]


def _unknown(path: Path, value: object, known: Sequence[str], what: str) -> Iterator[Fault]:
    """A fault when a reference names nothing; without any known id the table itself is broken."""
    from campaign.mistakes import did_you_mean

    if isinstance(value, str) and known and value not in known:
        mend = f"Dùng một trong: {', '.join(dict.fromkeys(known))}.{did_you_mean(value, known)}"
        yield Fault(path, f"không có {what} nào mang mã “{value}”.", mend)


def _repeated(data: Data, table: str, key: str) -> Iterator[Fault]:
    seen: dict[str, int] = {}
    for number, row in _rows(data, table):
        value = row.get(key)
        if not isinstance(value, str):
            continue
        if value in seen:
            wrong = f"“{value}” đã dùng ở mục {table} thứ {seen[value] + 1}."
            yield Fault((table, number, key), wrong, "Đặt một tên khác, không trùng.")
        seen.setdefault(value, number)


def _unique(data: Data) -> Iterator[Fault]:
    for table in _WITH_IDS:
        yield from _repeated(data, table, "id")
    yield from _repeated(data, "deliverables", "tab")
    yield from _repeated(data, "awards", "list_key")


def _codes(data: Data) -> Iterator[Fault]:
    """Codes that people write beside their answers: each may stand for one question only."""
    owner = dict.fromkeys(map(_plain, (DECLARATION, DECLARATION_CODE)), DECLARATION)
    for path, code, question in _written_codes(data):
        known = owner.setdefault(_plain(code), question)
        if known != question:
            mend = 'Thêm hoặc sửa code = "…" (mã in ở cột Mã): mỗi câu hỏi một mã.'
            yield Fault(path, f"mã “{code}” đã dùng cho “{known}”.", mend)


def _written_codes(data: Data) -> Iterator[tuple[Path, str, str]]:
    """Each code with its place and the id of its question: the id, and what is shown."""
    for table, shown in (("criteria", "id"), ("indicators", "short_name")):
        for number, row in _rows(data, table):
            field = "code" if row.get("code") else shown
            for key in dict.fromkeys(("id", field)):
                if isinstance(row.get(key), str):
                    yield (table, number, key), row[key], str(row.get("id"))


def _plain(code: str) -> str:
    return bare_key(code).replace(" ", "")


def _groups(data: Data) -> Iterator[Fault]:
    owner: dict[str, int] = {}
    for number, row in _rows(data, "groups"):
        for place, kind in _texts(row, "kinds"):
            path = ("groups", number, "kinds", place)
            yield from _unknown(path, kind, [*KINDS, CITIZEN], "loại đơn vị")
            if owner.setdefault(kind, number) != number:
                wrong = f"loại “{kind}” đã thuộc nhóm thứ {owner[kind] + 1}."
                yield Fault(path, wrong, "Mỗi loại đơn vị chỉ để ở một nhóm.")


def _deliverables(data: Data) -> Iterator[Fault]:
    header = _table(data, "campaign")
    starts = _day(header, "starts") or _day(header, "plan_date")
    ends = _day(header, "ends")
    for number, row in _rows(data, "deliverables"):
        path = ("deliverables", number)
        yield from _unknown((*path, "round"), row.get("round"), _ids(data, "rounds"), "đợt")
        for place, group in _texts(row, "owed_by"):
            yield from _unknown((*path, "owed_by", place), group, _ids(data, "groups"), "nhóm")
        due = _day(row, "due")
        if due and ((starts and due < starts) or (ends and due > ends)):
            span = f"từ {starts or 'ngày ban hành kế hoạch'} đến {ends}"
            wrong = f"hạn {due} nằm ngoài thời gian đợt thi đua ({span})."
            yield Fault((*path, "due"), wrong, "Sửa hạn này, hoặc sửa campaign.starts, ends.")


def _rounds(data: Data) -> Iterator[Fault]:
    header = _table(data, "campaign")
    first, last = _day(header, "starts") or _day(header, "plan_date"), _day(header, "ends")
    mend = "Sửa ngày này, hoặc sửa campaign.starts, ends."
    for number, row in _rows(data, "rounds"):
        starts, ends = _day(row, "starts"), _day(row, "ends")
        if starts and first and starts < first:
            yield Fault(("rounds", number, "starts"), f"sớm hơn ngày phát động ({first}).", mend)
        if ends and last and ends > last:
            yield Fault(("rounds", number, "ends"), f"muộn hơn ngày kết thúc ({last}).", mend)


def _cutoff(data: Data) -> Iterator[Fault]:
    cutoff = _day(_table(data, "campaign"), "data_cutoff")
    due = [day for _, row in _rows(data, "deliverables") if (day := _day(row, "due"))]
    if cutoff and due and cutoff < max(due):
        wrong = f"ngày chốt số liệu {cutoff} sớm hơn hạn nộp cuối cùng ({max(due)})."
        mend = f"Đặt data_cutoff từ {max(due)} trở đi."
        yield Fault(("campaign", "data_cutoff"), wrong, mend)


def _scoring(data: Data) -> Iterator[Fault]:
    scoring = _table(data, "scoring")
    weights, known = _table(scoring, "weights"), _ids(data, "indicators")
    for key, value in weights.items():
        path = ("scoring", "weights", key)
        if not known:
            yield Fault(path, "chưa có chỉ số nào.", "Thêm mục [[indicators]] trước.")
        yield from _unknown(path, key, known, "chỉ số")
        weight = _number(value)
        if weight is not None and weight <= 0:
            yield Fault(path, "trọng số phải lớn hơn 0.", "Bỏ dòng này, hoặc ghi số lớn hơn 0.")
    if scoring.get("decision") is not None and not weights:
        mend = "Thêm [scoring.weights] theo quyết định đó, hoặc bỏ [scoring.decision]."
        yield Fault(("scoring", "decision"), "có quyết định mà không có trọng số.", mend)


def _awards(data: Data) -> Iterator[Fault]:
    rows = {row["id"]: row for _, row in _rows(data, "awards") if isinstance(row.get("id"), str)}
    for number, row in _rows(data, "awards"):
        path, among = ("awards", number, "among"), row.get("among")
        yield from _unknown(path, among, list(rows), "hình thức khen thưởng")
        if _leads_back(rows, row.get("id")):
            wrong = "các hình thức khen thưởng chọn vòng tròn lẫn nhau."
            yield Fault(path, wrong, "Bỏ among ở hình thức được xét trước.")
        elif isinstance(among, str) and among in rows:
            base = {kind for _, kind in _texts(rows[among], "kinds")}
            lost = [kind for _, kind in _texts(row, "kinds") if base and kind not in base]
            if lost:
                wrong = f"“{among}” không xét {', '.join(lost)}, nên không thể chọn từ đó."
                yield Fault(("awards", number, "kinds"), wrong, f"Bỏ hoặc thêm vào “{among}”.")


def _leads_back(rows: Mapping[str, Data], start: object) -> bool:
    """Whether following ``among`` from an award returns to it."""
    seen: set[object] = set()
    here: object = start
    while isinstance(here, str) and here in rows and here not in seen:
        seen.add(here)
        here = rows[here].get("among")
        if here == start:
            return True
    return False


def _award_names(data: Data) -> Iterator[Fault]:
    owner: dict[str, int] = {}
    for number, row in _rows(data, "awards"):
        for place, name in _texts(row, "names"):
            first = owner.setdefault(" ".join(name.casefold().split()), number)
            if first != number:
                wrong = f"cách gọi “{name}” đã dùng cho hình thức thứ {first + 1}."
                mend = "Giữ cách gọi này ở một hình thức thôi."
                yield Fault(("awards", number, "names", place), wrong, mend)


def _quotas(data: Data) -> Iterator[Fault]:
    for number, award in _rows(data, "awards"):
        kinds, seen = [kind for _, kind in _texts(award, "kinds")], set()
        for place, quota in _rows(award, "quotas"):
            path = ("awards", number, "quotas", place)
            group, kind = quota.get("group"), quota.get("kind")
            yield from _unknown((*path, "group"), group, _ids(data, "groups"), "nhóm")
            if isinstance(kind, str) and kinds and kind not in kinds:
                wrong = f"hình thức này không xét “{kind}”."
                yield Fault((*path, "kind"), wrong, f"Dùng một trong: {', '.join(kinds)}.")
            if (kind, group) in seen:
                yield Fault(path, "chỉ tiêu này đã ghi ở trên.", "Gộp thành một mục.")
            seen.add((kind, group))


_CHECKS: tuple[Callable[[Data], Iterator[Fault]], ...] = (
    _unique,
    _codes,
    _groups,
    _rounds,
    _deliverables,
    _cutoff,
    _scoring,
    _awards,
    _award_names,
    _quotas,
)
