"""What every paper of one run draws on: the result, read once, and what the user asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from addin.papers import words
from addin.workbook.account import account_of
from addin.workbook.shown import Names, day_text
from campaign.awards.decisions import ApprovalState, ListState
from campaign.glance.held import HeldItem
from campaign.glance.overview import Overview, overview_of
from campaign.plan.definition import Award, Campaign, Form
from campaign.records import Row, SourceRecords, Status
from campaign.result.evidence import Evidence
from campaign.result.lists import Absent, Shortlist
from campaign.result.submissions import Submission
from campaign.result.whole import Result
from campaign.roster.units import Unit
from campaign.vietnamese.masking import Verbatim, masked

Values = dict[str, Any]

DRAFT = "DỰ THẢO"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal's row, kept: sources are not to be walked for each paper."""

    row: Row
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Contact:
    """Who answers for a unit's registration."""

    name: str
    position: str
    phone: str
    row: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Initiative:
    """An accepted line of a registration or of a result report."""

    unit: str
    row: Row
    evidence: Evidence


@dataclass
class Desk:
    """One run's papers.

    Attributes:
        result: What the run decided.
        campaign: Its plan.
        units: The roster in force, in order.
        reply_by: Until when units are asked to answer; ``None`` leaves a blank to fill in.
        full: Leave phone and identity numbers readable.
        official: Final form: no draft mark; only where approval allows it.
    """

    result: Result
    campaign: Campaign
    units: Sequence[Unit]
    reply_by: date | None = None
    full: bool = False
    official: bool = False
    proposals: dict[str, Proposal] = field(default_factory=dict)
    contacts: dict[str, Contact] = field(default_factory=dict)
    initiatives: dict[Form, list[Initiative]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Walk the sources once."""
        for source in self.result.sources:
            for row in source.rows:
                self._take(source, row)
        order = {unit.id: number for number, unit in enumerate(self.units)}
        for lines in self.initiatives.values():
            lines.sort(key=lambda item: order.get(item.unit, len(order)))

    def _take(self, source: SourceRecords, row: Row) -> None:
        if row.form is Form.PROPOSAL:
            self.proposals[row.id] = Proposal(row, _place(source, row, "name"))
        elif row.form in _INITIATIVES and row.unit and row.status is Status.ACCEPTED:
            lines = self.initiatives.setdefault(row.form, [])
            lines.append(Initiative(row.unit, row, _place(source, row, "title")))
            name = row.text("person")
            if name and row.unit not in self.contacts:
                place = _place(source, row, "person")
                self.contacts[row.unit] = Contact(
                    name, row.text("position"), row.text("phone"), row.id, place
                )

    @cached_property
    def names(self) -> Names:
        """Units and groups as shown."""
        return Names(self.campaign, self.units)

    @cached_property
    def overview(self) -> Overview:
        """The result at a glance."""
        return overview_of(self.result, self.campaign, self.units)

    @cached_property
    def code(self) -> str:
        """A short mark of the sources that the run read."""
        return account_of(self.result).inputs[:12]

    @cached_property
    def submissions(self) -> dict[str, list[Submission]]:
        """Deliverables by unit."""
        found: dict[str, list[Submission]] = defaultdict(list)
        for item in self.result.submissions:
            found[item.unit].append(item)
        return found

    @cached_property
    def held(self) -> dict[str, list[HeldItem]]:
        """What waits for a person, by unit."""
        found: dict[str, list[HeldItem]] = defaultdict(list)
        for item in self.overview.held:
            found[item.unit or ""].append(item)
        return found

    @cached_property
    def absent(self) -> dict[tuple[str, str], list[Absent]]:
        """Those who are not on a list, by award and unit."""
        found: dict[tuple[str, str], list[Absent]] = defaultdict(list)
        for shortlist in self.result.shortlists:
            for item in shortlist.absent:
                found[shortlist.award, item.subject.unit or ""].append(item)
        return found

    def places_of(self, item: Submission) -> list[Evidence]:
        """Where to look at what was handed in; where no day is known, at the rows that wait."""
        if item.evidence.cell:
            return [item.evidence]
        forms = self.campaign.deliverable(item.deliverable).forms
        return [held.evidence for held in self.held.get(item.unit, ()) if held.form in forms]

    def shortlist(self, award: Award) -> Shortlist | None:
        """The list of an award."""
        return next((item for item in self.result.shortlists if item.award == award.id), None)

    def state(self, award: Award) -> ListState | None:
        """Draft, approved or voided, as the office recorded it; ``None`` before any record."""
        return next((item for item in self.result.states if item.award == award.id), None)

    def common(self, award: Award | None, *, decides: bool) -> Values:
        """Values that every paper may name."""
        office, header = self.campaign.office, self.campaign.campaign
        code = words.code_of(office.department)
        mark, stage, state = self._marks(award, decides=decides)
        when = day_text(self.result.as_of)
        provisional = self.campaign.scoring.provisional
        return {
            "co_quan_cap_tren": office.name.upper(),
            "co_quan": office.department.upper(),
            "ten_cap_tren": words.tied(office.name),
            "ten_co_quan": office.department,
            "ky_hieu": code,
            "dia_danh": words.tied(office.place),
            "ngay_thang": words.signing_day(self.result.as_of),
            "nam": str(self.result.as_of.year),
            "chuc_vu_ky": words.chief_of(office.department),
            "ten_phong_trao": words.within(words.tied(header.name)),
            "ten_ngan": words.tied(header.short_name),
            "chu_de": words.tied(header.theme),
            "ke_hoach": words.plan_words(self.campaign),
            "can_cu": [words.legal_words(item) for item in self.campaign.legal],
            "thoi_diem": when,
            "chot_so_lieu": day_text(header.data_cutoff),
            "tra_loi": words.day_words(self.reply_by) if self.reply_by else f"ngày {words.BLANK}",
            "du_thao": mark,
            "duyet": stage,
            "trang_thai": self._footer(state, award, decides=decides),
            "tam_tinh": _PROVISIONAL if provisional else "",
        }

    def _footer(self, state: str, award: Award | None, *, decides: bool) -> str:
        """State and data code, as ``campaign.awards.approval`` words them, and the as-of moment."""
        known = [item for item in self.campaign.awards if award is None or item.id == award.id]
        states = [found for item in known if (found := self.state(item))] if decides else []
        named = {item.id: f"{item.short_name} – " if award is None else "" for item in known}
        said = " ".join(f"{named[item.award]}{item.message}" for item in states)
        said = said or f"{state}. Mã dữ liệu: {self.code}."
        when = f"Số liệu đến {day_text(self.result.as_of)}."
        # A data code may look like a telephone number; it is none.
        codes = {item.code: f"\0{n}\0" for n, item in enumerate(states)} | {self.code: "\0x\0"}
        for code, mark in codes.items():
            said = said.replace(code, mark)
        said = said if self.full else masked(said)
        for code, mark in codes.items():
            said = said.replace(mark, code)
        return Verbatim(f"{said} {when}")

    def _marks(self, award: Award | None, *, decides: bool) -> tuple[str, str, str]:
        """The mark at the head of each page, the approval under it, the state at the foot."""
        known = [item for item in self.campaign.awards if award is None or item.id == award.id]
        states = [state for item in known if (state := self.state(item)) is not None]
        if not decides:
            return ("", "", "BẢN TRÌNH KÝ") if self.official else (DRAFT, "", DRAFT)
        whole = len(states) == len(known)
        if any(item.state is ApprovalState.VOIDED for item in states):
            return DRAFT, "PHÊ DUYỆT ĐÃ HẾT HIỆU LỰC", DRAFT
        if whole and self.official and all(item.official for item in states):
            return "", "", f"{DRAFT}: chưa duyệt"
        approved = whole and all(item.state is ApprovalState.APPROVED for item in states)
        return DRAFT, "ĐÃ DUYỆT" if approved else "CHƯA DUYỆT", f"{DRAFT}: chưa duyệt"


_INITIATIVES = frozenset({Form.REGISTRATION, Form.RESULT})


def _place(source: SourceRecords, row: Row, key: str) -> Evidence:
    return Evidence("cell", source.name, source.tables[row.table].sheet, source.cell(row, key))


_PROVISIONAL = (
    "THỨ TỰ TẠM TÍNH: chưa có quyết định về trọng số được ký. Thứ tự dưới đây tính từ các chỉ số "
    "của kế hoạch trên thang cố định, chỉ để tham khảo, không dùng để trình ký."
)
