"""The lines of an award's list: who is placed, by kind of candidate, and where a person decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from addin.papers import words
from addin.papers.contents.council import votes_said
from addin.papers.desk import Desk, Values
from addin.papers.references import References
from addin.workbook.award_rows import decided_words
from addin.workbook.shown import day_text, parsed
from campaign.labels import SUBJECT
from campaign.plan.definition import Award, SubjectKind
from campaign.result.lists import Placed, Shortlist
from campaign.result.verdicts import Reason

_NOT_COMPUTED = "Kết quả tính không có trong danh sách"
_COMPUTED = "Kết quả tính có trong danh sách"
_OTHERWISE = "Quyết định khác kết quả tính"
_COUNTED = {
    SubjectKind.COLLECTIVE: "tập thể",
    SubjectKind.HEAD: "người đứng đầu",
    SubjectKind.INDIVIDUAL: "cá nhân",
    SubjectKind.CITIZEN: "người dân, doanh nghiệp",
}
_NAMES_HEAD = {
    SubjectKind.COLLECTIVE: "Tên tập thể",
    SubjectKind.CITIZEN: "Họ và tên, tên doanh nghiệp",
}
"""Head of the column of names, where it isn't one of persons alone."""


def counts(placed: Sequence[Placed]) -> str:
    """How many of each kind are placed: ``13 tập thể, 14 người đứng đầu``."""
    kinds = [item.subject.kind for item in placed]
    return ", ".join(
        f"{kinds.count(kind):02d} {name}" for kind, name in _COUNTED.items() if kind in kinds
    )


def groups(
    desk: Desk, award: Award, placed: Sequence[Placed], references: References
) -> Iterator[Values]:
    """Who is placed, by kind of candidate: the kind, how many, and a line of values each."""
    for kind in SubjectKind:
        mine = [item for item in placed if item.subject.kind is kind]
        if mine:
            lines = [
                line_of(desk, award, item, n, references, f"{SUBJECT[kind]}, số {n}")
                for n, item in enumerate(mine, 1)
            ]
            yield {
                "ten": SUBJECT[kind],
                "tap_the": kind is SubjectKind.COLLECTIVE,
                "cot_ten": _NAMES_HEAD.get(kind, "Họ và tên"),
                "so_luong": len(mine),
                "dong": lines,
            }


def set_apart(lines: Sequence[Values]) -> str:
    """The text that most certificates bear, said once; a line keeps its own where it differs."""
    texts = Counter(line["noi_dung_in"] for line in lines).most_common(1)
    shared = texts[0][0] if texts and texts[0][1] > 1 else ""
    for line in lines:
        own = line["noi_dung_in"]
        line["noi_dung_in_rieng"] = "" if own == shared else own
    return shared


def line_of(
    desk: Desk,
    award: Award,
    item: Placed,
    number: int,
    references: References,
    line: str = "",
) -> Values:
    """What a list prints of one candidate, by the names that templates know.

    ``line`` tells the line in a list that prints no numbers of cells.
    """
    subject = item.subject
    found = desk.proposals.get(subject.id)
    row = found.row if found else None

    def typed(key: str) -> str:
        return row.text(key) if row else ""

    points = words.number(item.points) if item.points is not None else ""
    rank = (
        "" if item.rank is None else f"{item.rank}{f', đồng{words.NBSP}hạng' if item.tied else ''}"
    )
    called = f"{typed('salutation')} {subject.name}".strip()
    workplace = words.post_at(typed("position"), desk.names.unit(subject.unit))
    alone = subject.kind is SubjectKind.COLLECTIVE
    born = parsed(typed("born"))
    return {
        "stt": number,
        "ong_ba": typed("salutation"),
        "ten": subject.name,
        "ngay_sinh": day_text(born) if born else typed("born"),
        "gioi_tinh": subject.gender,
        "chuc_vu": typed("position"),
        "don_vi": desk.names.unit(subject.unit),
        "thanh_tich": typed("achievement"),
        "noi_dung_in": typed("print_text") or _default_text(desk),
        "giay_to": typed("identity"),
        **votes_said(desk, award, subject),
        "hang": rank,
        "hang_diem": "; ".join(filter(None, (rank, points))),
        "nguoi": called,
        "noi_cong_tac": "" if alone else workplace,
        "ghi_chu": " ".join(
            filter(None, (decided_words(item.override, _NOT_COMPUTED), messages(item.remarks)))
        ),
        "nguon": references.of(subject.evidence, subject.id, line and f"{line}: {subject.name}"),
    }


def messages(reasons: Sequence[Reason]) -> str:
    """The sentences of reasons, each once."""
    return " ".join(dict.fromkeys(reason.message for reason in reasons))


def overrides(shortlist: Shortlist | None, references: References | None = None) -> list[str]:
    """Where a person decided otherwise than the rules: whom, how, by which document, why.

    Without ``references`` no numbers of cells, for a text to be signed.
    """
    if shortlist is None:
        return []
    took = [
        (item.subject, item.override, _NOT_COMPUTED, messages(item.remarks))
        for item in shortlist.placed
        if item.override
    ]
    left = [
        (item.subject, item.override, _COMPUTED, "") for item in shortlist.absent if item.override
    ]
    lines = []
    for subject, override, computed, remarks in (*took, *left):
        told = f"{_OTHERWISE}: {subject.name}"
        number = references.of(override.evidence, line=told) if references else ""
        said = (decided_words(override, computed), remarks, number)
        lines.append(f"{subject.name}: {' '.join(filter(None, said))}".strip(" :"))
    return lines


def _default_text(desk: Desk) -> str:
    """What a certificate says where the proposal gives no text of its own."""
    return f"Đã có thành tích trong {words.within(desk.campaign.campaign.name)}"
