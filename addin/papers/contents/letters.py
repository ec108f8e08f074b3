"""Letters to one unit: what is still missing, and which proposals were refused and why."""

from __future__ import annotations

from collections.abc import Iterator

from addin.papers import words
from addin.papers.contents.council import kind_words
from addin.papers.desk import Contact, Desk, Values
from addin.papers.references import References
from addin.workbook.shown import day_text
from campaign.glance.held import HeldItem, HeldKind
from campaign.judging.due_days import setting_text
from campaign.labels import FORM
from campaign.plan.definition import Award
from campaign.result.lists import Absent
from campaign.result.submissions import Doubt, Standing, Submission
from campaign.result.verdicts import Reason, Verdict
from campaign.roster.units import Unit

_WANTED = (Standing.MISSING, Standing.INCOMPLETE, Standing.UNCERTAIN, Standing.NOT_DUE)


def reminders(desk: Desk, unit: Unit) -> Values | None:
    """Công văn đôn đốc: what a unit has not handed in and what it must make clear.

    Returns:
        ``None`` when nothing is missing. What is not due yet makes no letter by itself, but is
        named with its deadline where there is one.
    """
    references = References()
    missing = [
        item
        for item in desk.submissions.get(unit.id, ())
        if item.standing in _WANTED and not (item.standing is Standing.NOT_DUE and item.rows)
    ]
    held = [item for item in desk.held.get(unit.id, ()) if item.kind is HeldKind.ROW]
    if not held and all(item.standing is Standing.NOT_DUE for item in missing):
        return None
    settings = {setting_text(desk.campaign.deliverable(item.deliverable)) for item in missing}
    settings = settings or {setting_text(item) for item in desk.campaign.deliverables}
    return {
        "don_vi": words.tied(unit.name),
        "thieu": [
            _missing(desk, item, number, references) for number, item in enumerate(missing, 1)
        ],
        "lam_ro": [_unclear(item, number, references) for number, item in enumerate(held, 1)],
        "cach_tinh": "; ".join(sorted(settings)),
        "lien_he": _contact(desk.contacts.get(unit.id), references),
        "nguon": references.lines,
    }


def _missing(desk: Desk, item: Submission, number: int, references: References) -> Values:
    deliverable = desk.campaign.deliverable(item.deliverable)
    until = f"đến hết {day_text(item.last_day)}"
    if item.extension is not None:
        until += f" (gia hạn theo {item.extension.document})"
    return {
        "stt": number,
        "noi_dung": words.tied(deliverable.name),
        "can_cu": words.tied(f"Kế hoạch, {deliverable.clause}"),
        "tinh_trang": words.tied(_state(desk, item)),
        "han": until,
        "nguon": references.all(desk.places_of(item)),
    }


def _state(desk: Desk, item: Submission) -> str:
    late = (desk.result.as_of.date() - item.last_day).days
    if item.standing is Standing.NOT_DUE:
        return f"Chưa nộp, còn {-late} ngày"
    if item.doubt is Doubt.UNREAD:
        asked = f"không đọc được “{item.evidence.file}”; đề nghị gửi lại bằng bảng tính"
        return f"Chưa rõ đã nộp hay chưa: {asked}"
    if item.standing is Standing.UNCERTAIN and item.doubt is not Doubt.DAY:
        return "Chưa rõ đã nộp hay chưa; đề nghị xác nhận"
    if item.standing is Standing.UNCERTAIN:
        days = " hoặc ".join(desk.names.reading(text) for text in item.readings)
        return f"Đã nộp nhưng chưa rõ ngày nào{f' ({days})' if days else ''}; đề nghị xác nhận"
    if item.standing is Standing.INCOMPLETE:
        return f"Có nộp nhưng thiếu nội dung bắt buộc; quá hạn {late} ngày"
    return f"Chưa nộp, quá hạn {late} ngày"


def _unclear(item: HeldItem, number: int, references: References) -> Values:
    place = item.evidence
    return {
        "stt": number,
        "dong": f"{FORM[item.form] if item.form else ''}: {item.name or item.ref}",
        "ly_do": item.why,
        "o": f"{place.file}, trang {place.sheet}, ô {place.cell}",
        "nguon": references.of(place, item.ref),
    }


def _contact(contact: Contact | None, references: References) -> str:
    if contact is None:
        return ""
    phone = f"điện thoại {contact.phone}" if contact.phone else ""
    whole = ", ".join(filter(None, (contact.name, contact.position, phone)))
    return f"{whole} {references.of(contact.evidence, contact.row)}"


def refusals(desk: Desk, unit: Unit) -> Values | None:
    """Thông báo không đủ điều kiện: each refused proposal with ground, clause and reason.

    Returns:
        ``None`` when nothing that the unit proposed was refused.
    """
    references = References()
    lines = list(_refused(desk, unit.id, references))
    waiting = [item for item in desk.held.get(unit.id, ()) if item.kind is HeldKind.SUBJECT]
    if not lines:
        return None
    for number, line in enumerate(lines, 1):
        line["stt"] = number
    return {
        "don_vi": words.tied(unit.name),
        "ket_qua": _outcome(desk, unit.id),
        "dong": lines,
        "cho": [
            f"{item.name}: {item.why} {references.of(item.evidence, item.ref)}" for item in waiting
        ],
        "thay_doi": list(dict.fromkeys(_changes(desk, unit.id))),
        "nguon": references.lines,
    }


def _outcome(desk: Desk, unit: str) -> str:
    """What the letter says happened: who only stood beyond the places met all conditions."""
    refused = [
        {reason.code for reason in absent.reasons if reason.weight is Verdict.INELIGIBLE}
        for award in desk.campaign.awards
        for absent in desk.absent.get((award.id, unit), ())
        if award.id in absent.subject.awards
    ]
    beyond = [codes == {"over_quota"} for codes in refused if codes]
    said = (("không đủ điều kiện", not all(beyond)), ("ngoài chỉ tiêu", any(beyond)))
    return " hoặc ".join(words_ for words_, so in said if so)


def _changes(desk: Desk, unit: str) -> Iterator[str]:
    """The smallest change of facts that would put each refused candidate on its list."""
    for award in desk.campaign.awards:
        for absent in desk.absent.get((award.id, unit), ()):
            subject = absent.subject
            refused = any(reason.weight is Verdict.INELIGIBLE for reason in absent.reasons)
            card = desk.result.cards.of(subject.id) if desk.result.cards else None
            if card is None or not refused or award.id not in subject.awards:
                continue
            for change in card.what_if:
                if change.award == award.id and change.listed:
                    yield f"{subject.name} – {change.message}"


def _refused(desk: Desk, unit: str, references: References) -> Iterator[Values]:
    for award in desk.campaign.awards:
        for absent in desk.absent.get((award.id, unit), ()):
            reasons = [r for r in absent.reasons if r.weight is Verdict.INELIGIBLE]
            if award.id in absent.subject.awards and reasons:
                yield _refusal(desk, award, absent, reasons, references)


def _refusal(
    desk: Desk, award: Award, absent: Absent, reasons: list[Reason], references: References
) -> Values:
    grounds = dict.fromkeys(
        desk.campaign.ground_name(reason.ground) for reason in reasons if reason.ground
    )
    clauses = dict.fromkeys(words.tied(reason.clause) for reason in reasons)
    subject = absent.subject
    references.of(subject.evidence, subject.id)
    places = [subject.evidence, *(reason.evidence for reason in reasons)]
    return {
        "ten": subject.name,
        "loai": kind_words(subject),
        "hinh_thuc": award.short_name,
        "can_cu": "; ".join(grounds),
        "dieu_khoan": "; ".join(clauses),
        "ly_do": " ".join(dict.fromkeys(reason.message for reason in reasons)),
        "nguon": references.all(places),
    }
