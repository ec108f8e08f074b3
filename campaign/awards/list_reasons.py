"""Why somebody is not on a list, one reason each, in words."""

from __future__ import annotations

from collections.abc import Sequence

from campaign.awards.decisions import Override
from campaign.labels import SUBJECT
from campaign.plan.definition import Award, Ground, Quota
from campaign.result.evidence import Evidence
from campaign.result.lists import Absent
from campaign.result.verdicts import Reason, Subject, Verdict

_RULE = Evidence("rule")


def not_proposed(award: Award) -> Reason:
    """Why those whom nobody proposed for an award are not on its list: one reason for all."""
    return Reason(
        "not_proposed",
        Verdict.INELIGIBLE,
        Ground.INCOMPLETE_FILE,
        award.clause,
        _RULE,
        f"Không có đề nghị {award.short_name} cho đối tượng này.",
    )


def wrong_kind(award: Award, subject: Subject) -> Reason:
    """The award is not for this kind of subject."""
    return Reason(
        "wrong_kind",
        Verdict.INELIGIBLE,
        Ground.WRONG_SUBJECT,
        award.clause,
        subject.place_of(award.id),
        f"{award.short_name} không xét cho {SUBJECT[subject.kind].lower()}.",
    )


def not_on_base_list(award: Award, base: Award, subject: Subject, verdict: Verdict) -> Reason:
    """The award is chosen among holders of ``base`` only."""
    return Reason(
        "not_on_base_list",
        verdict,
        Ground.CRITERIA_NOT_MET,
        award.clause,
        subject.place_of(award.id),
        f"Không có tên trong danh sách {base.short_name}; {award.short_name} chỉ chọn trong "
        f"số được {base.short_name}.",
    )


def votes(award: Award, subject: Subject, verdict: Verdict, message: str) -> Reason:
    """The council's vote is missing or too low."""
    return Reason(
        "votes",
        verdict,
        Ground.CRITERIA_NOT_MET,
        award.clause,
        subject.place_of(award.id),
        message,
    )


def proposed_twice(award: Award, subject: Subject, first: Subject) -> Reason:
    """Nobody takes two places of one award."""
    place = first.place_of(award.id)
    return Reason(
        "proposed_twice",
        Verdict.HELD,
        None,
        award.clause,
        subject.place_of(award.id),
        f"Đã được đề nghị {award.short_name} ở tệp {place.file}, trang {place.sheet}, ô "
        f"{place.cell}; nếu là người khác trùng tên, đề nghị đơn vị ghi rõ.",
    )


def several_awards(award: Award, base: Award, subject: Subject) -> Reason:
    """A remark: one achievement is to have two awards."""
    return Reason(
        "several_awards",
        Verdict.ELIGIBLE,
        None,
        award.clause,
        subject.place_of(award.id),
        f"Có tên ở cả danh sách {base.short_name} và {award.short_name} cho một thành tích.",
    )


def over_quota(award: Award, rank: int | None, quota: Quota) -> Reason:
    """Others rank higher and take all places."""
    return _no_place(
        award,
        f"Xếp hạng {rank or 'chưa có'}, ngoài {quota.places} chỉ tiêu "
        f"{award.short_name} cho {SUBJECT[quota.kind].lower()}.",
    )


def tie_at_cut(award: Award, rank: int | None, quota: Quota) -> Reason:
    """A quota ends inside a tie: the council decides."""
    return Reason(
        "tie_at_cut",
        Verdict.HELD,
        None,
        award.clause,
        _RULE,
        f"Đồng hạng {rank or '(chưa có điểm)'} tại ngưỡng {quota.places} chỉ tiêu; "
        "chờ Hội đồng quyết định.",
    )


def places_filled(award: Award, rank: int | None, quota: Quota, documents: str) -> Reason:
    """Equals stood at the cut, and people's decisions gave its places to others."""
    return _no_place(
        award,
        f"Đồng hạng {rank or '(chưa có điểm)'} tại ngưỡng {quota.places} chỉ tiêu; đã đủ chỗ "
        f"theo {documents}.",
    )


def _no_place(award: Award, why: str) -> Reason:
    ground = Ground.CRITERIA_NOT_MET
    return Reason("over_quota", Verdict.INELIGIBLE, ground, award.clause, _RULE, why)


def left_out(award: Award, override: Override) -> Reason:
    """A person took the candidate off the list."""
    return Reason(
        "override_left_out",
        Verdict.INELIGIBLE,
        None,
        award.clause,
        override.evidence,
        f"Đưa ra khỏi danh sách theo {override.document} ({override.person}): {override.reason}.",
    )


def over_full(award: Award, quota: Quota, count: int) -> str:
    """What the council is told when decisions fill more places than there are."""
    return (
        f"{award.short_name}, {SUBJECT[quota.kind].lower()}: sau các quyết định danh sách có "
        f"{count} đối tượng, vượt {quota.places} chỉ tiêu."
    )


def tie_sentence(award: Award, quota: Quota, names: Sequence[str]) -> str:
    """What the council is asked to settle."""
    return (
        f"{award.short_name}, {SUBJECT[quota.kind].lower()}: {len(names)} đối tượng bằng nhau tại "
        f"ngưỡng {quota.places} chỉ tiêu, Hội đồng quyết định: {', '.join(names)}."
    )


def waits_at_cut(award: Award, quota: Quota, absent: Absent) -> bool:
    """Whether somebody waits for the council at the cut of a quota."""
    return tie_at_cut(award, absent.rank, quota) in absent.reasons


def is_cut_by(award: Award, quota: Quota, absent: Absent) -> bool:
    """Whether it is this quota, and no other one, that leaves somebody out."""
    if (
        waits_at_cut(award, quota, absent)
        or over_quota(award, absent.rank, quota) in absent.reasons
    ):
        return True
    filled = places_filled(award, absent.rank, quota, "").message.removesuffix(".")
    return any(reason.message.startswith(filled) for reason in absent.reasons)
