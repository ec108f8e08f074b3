"""Papers that carry an award's list: submission, annex of the decision, certificates, minutes."""

from __future__ import annotations

from collections.abc import Iterator

from addin.papers import words
from addin.papers.contents.award_lines import (
    counts,
    groups,
    line_of,
    messages,
    overrides,
    set_apart,
)
from addin.papers.contents.council import (
    UNIT_S,
    ballots,
    firm_in_full,
    firm_sentences,
    kind_words,
    members,
    places,
    to_settle,
)
from addin.papers.desk import Desk, Values
from addin.papers.references import References
from campaign.cells.decimals import comma
from campaign.plan.definition import Award
from campaign.result.lists import Absent, Shortlist
from campaign.result.verdicts import Verdict


def award_list(desk: Desk, award: Award) -> Values:
    """The list of one award, by kind of candidate, with what the council must know."""
    references = References()
    shortlist = desk.shortlist(award)
    placed = shortlist.placed if shortlist else ()
    found = list(groups(desk, award, placed, references))
    return {
        **_award_words(desk, award),
        "noi_dung_in_chung": set_apart([line for group in found for line in group["dong"]]),
        "nhom": found,
        "nguoi_nhan": [
            line | {"stt": number}
            for number, line in enumerate((d for group in found for d in group["dong"]), 1)
        ],
        "tong_so": len(placed),
        "gom": counts(placed),
        "chi_tieu": places(desk, award, references),
        "chi_tieu_chu": places(desk, award),
        "vung": firm_sentences(desk, award),
        "hoi_dong": list(shortlist.council) if shortlist else [],
        "luu_y": list(shortlist.warnings) if shortlist else [],
        "quyet_dinh_khac": overrides(shortlist, references),
        "quyet_dinh_khac_chu": overrides(shortlist),
        "ho_so": list(award.file),
        **_left_out(shortlist),
        "nguon": references.lines,
    }


def _award_words(desk: Desk, award: Award) -> Values:
    authority = authority_of(desk, award)
    return {
        "hinh_thuc": words.tied(award.name),
        "hinh_thuc_ngan": award.short_name,
        "muc": words.tied(award.clause),
        "nguoi_quyet_dinh": words.tied(authority),
        "nguoi_quyet_dinh_hoa": words.tied(authority).upper(),
        "chuc_vu_quyet_dinh": words.post_of(authority),
    }


def authority_of(desk: Desk, award: Award) -> str:
    """Who decides on an award."""
    office = desk.campaign.office
    usual = office.commendation_authority if award.among else office.certificate_authority
    return award.authority or usual


def granted_here(desk: Desk, award: Award) -> bool:
    """Whether the campaign's own office grants an award, and so prints its certificates."""
    return desk.campaign.office.name.casefold() in authority_of(desk, award).casefold()


def _left_out(shortlist: Shortlist | None) -> Values:
    proposed = [item for item in shortlist.absent if _asked(item, shortlist)] if shortlist else []
    refused = [item for item in proposed if _is(item, Verdict.INELIGIBLE)]
    return {"so_khong_du": len(refused), "so_chua_xet": len(proposed) - len(refused)}


def _asked(item: Absent, shortlist: Shortlist) -> bool:
    return shortlist.award in item.subject.awards


def _is(item: Absent, verdict: Verdict) -> bool:
    return any(reason.weight is verdict for reason in item.reasons)


def submitter(desk: Desk, award: Award) -> Values:
    """Who submits to the authority: above the office's own chief, the office itself does."""
    if granted_here(desk, award):
        return {"noi_soan": ""}
    name = desk.campaign.office.name
    people = name.startswith(_PEOPLES_COMMITTEE)
    return {
        "co_quan_cap_tren": "",
        "co_quan": name.upper(),
        "ten_co_quan": words.tied(name),
        "noi_soan": words.code_of(desk.campaign.office.department),
        "ky_hieu": "UBND" if people else words.code_of(name),
        "chuc_vu_ky": "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH" if people else words.chief_of(name),
    }


_PEOPLES_COMMITTEE = "Ủy ban nhân dân"


def minutes(desk: Desk) -> Values:
    """Biên bản họp Hội đồng: every award's list with votes, what is the council's to settle."""
    references = References()
    return {
        "co_quan": "HỘI ĐỒNG\nTHI ĐUA - KHEN THƯỞNG",
        "thanh_vien": members(desk, references),
        "noi_dung": [_item(desk, award, references) for award in desk.campaign.awards],
        "nguon": references.lines,
    }


def _item(desk: Desk, award: Award, references: References) -> Values:
    shortlist = desk.shortlist(award)
    placed = shortlist.placed if shortlist else ()
    threshold = award.vote_threshold
    rule = (
        f"từ {comma(threshold)}% trên tổng số thành viên Hội đồng trở lên, kể cả người vắng mặt"
        if threshold is not None
        else "chưa có quy định"
    )
    lines = [line_of(desk, award, item, n, references) for n, item in enumerate(placed, 1)]
    for line, item in zip(lines, placed, strict=True):
        line["loai"] = kind_words(item.subject)
    return {
        **_award_words(desk, award),
        "nguong": rule,
        "tong_so": len(placed),
        "gom": counts(placed),
        "dong": lines,
        "chi_tieu": places(desk, award, references),
        "phieu": ballots(desk, award, references),
        "phieu_don_vi": any(line["phieu_sao"].endswith(UNIT_S) for line in lines),
        "vung": firm_in_full(desk, award),
        "hoi_dong": to_settle(desk, shortlist),
        "luu_y": list(shortlist.warnings) if shortlist else [],
        "quyet_dinh_khac": overrides(shortlist, references),
        "cho": list(_waiting(desk, shortlist, references)),
        **_left_out(shortlist),
    }


def _waiting(desk: Desk, shortlist: Shortlist | None, references: References) -> Iterator[Values]:
    """Candidates who are held, each with what it waits for."""
    for item in shortlist.absent if shortlist else ():
        if shortlist and _asked(item, shortlist) and not _is(item, Verdict.INELIGIBLE):
            reasons = [reason for reason in item.reasons if reason.weight is Verdict.HELD]
            yield {
                "ten": item.subject.name,
                "don_vi": desk.names.unit(item.subject.unit),
                "ly_do": messages(reasons),
                "nguon": references.of(item.subject.evidence, item.subject.id),
            }
