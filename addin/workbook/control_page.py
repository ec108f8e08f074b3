"""*Điều khiển*: what this workbook is, what the last run found, what the colours mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime, time

from addin.package import CellOut, Formula
from addin.workbook.account import Account
from addin.workbook.control import CONTROL_WIDTHS
from addin.workbook.control_rest import ControlRest
from addin.workbook.layout import Layout
from addin.workbook.looks import STANDING_FILL
from addin.workbook.pages import Page, Paint
from addin.workbook.shown import day_text
from addin.workbook.state_line import PAGE_ROW, state_line
from campaign.grid import address
from campaign.judging.due_days import last_day, setting_text
from campaign.labels import APPROVAL, FORM, STANDING, STATUS, SUBJECT, VERDICT
from campaign.plan.definition import Campaign, SubjectKind
from campaign.records import Status
from campaign.result.lists import Shortlist
from campaign.result.office_facts import OfficeFacts
from campaign.result.submissions import Standing
from campaign.result.verdicts import Verdict
from campaign.result.whole import Result

_HEAD = ["head_computed"]
_COUNTS = ["label", "count"]
_BUTTON_COLUMNS = range(6, 8)
BUTTON_AREA = f"{address(5, 6)}:{address(10, 7)}"
"""The cells that are kept free for form buttons, beside the facts of the run."""


class ControlPage:
    """Puts the page together, block by block.

    What the campaign alone makes long or short stands first, so that a printed page begins with the
    same block whatever was found.

    Attributes:
        page: The page as far as it was put together.
        breaks: Rows (from 0) with which a printed page begins.
    """

    def __init__(
        self, result: Result, campaign: Campaign, layout: Layout, account: Account, paint: Paint
    ) -> None:
        self.result, self.campaign, self.layout = result, campaign, layout
        self.account = account
        self.page = Page(paint, len(CONTROL_WIDTHS))
        self.breaks: list[int] = []

    def made(self) -> Page:
        """The whole page."""
        self._heading()
        self._run(PAGE_ROW + 1)
        self._put(self._account, self._handed_in)
        self._turn()
        self._put(self._judged, self._lists, self._deadlines, self._legend)
        self._turn()
        rest = ControlRest(self.page, self.result, self.campaign)
        self._put(rest.ledger, rest.quotas, rest.law, rest.not_read)
        return self.page

    def _put(self, *blocks: Callable[[int], None]) -> None:
        for block in blocks:
            block(self.page.next + 1)

    def _turn(self) -> None:
        self.breaks.append(self.page.next + 1)

    def _heading(self) -> None:
        header, office = self.campaign.campaign, self.campaign.office
        page = self.page
        page.put(0, 1, f"SỔ THI ĐUA · {header.short_name.upper()}", "title")
        page.put(1, 1, f"{header.name} – {office.name}, {office.department}", "subtitle")
        unread = len(self.result.unread)
        words = (
            f"CHƯA ĐẦY ĐỦ: {unread} nguồn không đọc được, xem cuối trang này."
            if unread
            else f"Đọc được cả {len(self.result.sources)} nguồn."
        )
        page.put(2, 1, words, "banner" if unread else "note")
        page.put(PAGE_ROW, 1, *state_line(self.result, self.campaign))

    def _run(self, top: int) -> None:
        page, header = self.page, self.campaign.campaign
        page.section(top, "Lần chạy này", 1, 4)
        page.section(top, "Nút lệnh (sổ .xlsm)", 6, 7)
        starts = header.starts or header.plan_date
        plan = header.plan_number or "(chưa ghi số kế hoạch)"
        period = f"{day_text(starts)} – " if starts else "từ ngày ban hành kế hoạch đến "
        provisional = self.campaign.scoring.provisional
        order = "TẠM TÍNH: chưa có quyết định trọng số" if provisional else "Theo quyết định"
        facts: list[tuple[str, CellOut, str]] = [
            ("Tính đến", self.result.as_of, "fact_moment"),
            ("Chốt số liệu", header.data_cutoff, "fact_day"),
            ("Thời gian thi đua", period + day_text(header.ends), "fact"),
            ("Kế hoạch", plan, "fact"),
            ("Nguồn đọc được / không đọc được", self._source_counts(), "fact"),
            ("Thứ tự xếp hạng", order, "fact"),
        ]
        for offset, (label, value, look) in enumerate(facts, 1):
            page.line(top + offset, 1, [label, value, None, None], ["label", look])
            for column in _BUTTON_COLUMNS:
                page.put(top + offset, column, None, "button_place")

    def _source_counts(self) -> str:
        return f"{len(self.result.sources)} / {len(self.result.unread)}"

    def _account(self, top: int) -> None:
        page = self.page
        page.section(top, "Kết toán dòng: vào = nhận + chờ làm rõ + không nhận", 1, 6)
        heads = ["Bảng", "Dòng vào", *(STATUS[status] for status in Status), "Kết toán"]
        page.line(top + 1, 1, heads, _HEAD)
        forms = [sheet.form for sheet in self.layout.sheets if sheet.form and sheet.part == 1]
        row = top + 2
        for form in forms:
            counts = self.account.of(form)
            values: list[CellOut] = [FORM[form], sum(counts), *counts, _closes(row)]
            page.line(row, 1, values, _COUNTS)
            row += 1
        totals: list[CellOut] = ["Cộng"]
        counted = [sum(self.account.of(form)[i] for form in forms) for i in range(len(Status))]
        for column, value in enumerate([sum(counted), *counted], 2):
            whole = f"{address(top + 2, column)}:{address(row - 1, column)}"
            totals.append(Formula(f"SUM({whole})", value))
        page.line(row, 1, [*totals, _closes(row)], ["total_label", "total"])

    def _handed_in(self, top: int) -> None:
        page = self.page
        page.section(top, "Tình hình nộp (số đơn vị)")
        page.line(top + 1, 1, ["Nội dung phải nộp", *STANDING.values()], _HEAD)
        for offset, item in enumerate(self.campaign.deliverables, 2):
            standings = [s.standing for s in self.result.submissions if s.deliverable == item.id]
            counts = [standings.count(standing) for standing in STANDING]
            page.line(top + offset, 1, [item.name, *counts], _COUNTS)

    def _judged(self, top: int) -> None:
        page = self.page
        page.section(top, "Xét điều kiện (số đối tượng)", 1, 4)
        page.line(top + 1, 1, ["Đối tượng", *(VERDICT[v] for v in Verdict)], _HEAD)
        for offset, kind in enumerate(SubjectKind, 2):
            verdicts = [j.verdict for j in self.result.judgements if j.subject.kind is kind]
            counts = [verdicts.count(verdict) for verdict in Verdict]
            page.line(top + offset, 1, [SUBJECT[kind], *counts], _COUNTS)

    def _lists(self, top: int) -> None:
        page = self.page
        page.section(top, "Danh sách khen thưởng", 1, 6)
        heads = ["Hình thức", "Trong danh sách", "Có đề nghị, ngoài danh sách", "Không đề nghị"]
        page.line(top + 1, 1, [*heads, "Việc của Hội đồng", "Tình trạng"], _HEAD)
        lists = {item.award: item for item in self.result.shortlists}
        states = {item.award: APPROVAL[item.state] for item in self.result.states}
        order = "tạm tính" if self.campaign.scoring.provisional else "theo quyết định"
        for offset, award in enumerate(self.campaign.awards, 2):
            page.line(top + offset, 1, [award.name, *_sizes(lists.get(award.id))], _COUNTS)
            state = f"{states.get(award.id, '')}, thứ tự {order}".lstrip(", ")
            page.put(top + offset, 6, state, "label")

    def _deadlines(self, top: int) -> None:
        page = self.page
        page.section(top, "Thời hạn đang áp dụng")
        heads: list[CellOut] = ["Nội dung", "Ngày nêu trong kế hoạch", "Ngày cuối còn đúng hạn"]
        page.line(top + 1, 1, heads, _HEAD)
        page.put(top + 1, 4, "Cách hiểu", "head_left")
        for column in (5, 6, 7):
            page.put(top + 1, column, None, "head_left")
        for offset, item in enumerate(self.campaign.deliverables, 2):
            values: list[CellOut] = [item.short_name, item.due, last_day(item), setting_text(item)]
            looks = ["label", "fact_date", "fact_date", "plain"]
            page.line(top + offset, 1, values, looks)

    def _legend(self, top: int) -> None:
        page = self.page
        page.section(top, "Chú giải")
        owners = [
            ("head_computed", "Xanh đậm", "Cột phần mềm ghi; mỗi lần chạy ghi lại."),
            ("head_unit", "Xanh xám", "Cột lấy từ tệp của đơn vị; muốn đổi thì sửa ở tệp nguồn."),
            ("head_office", "Nâu vàng", "Cột của văn phòng; phần mềm đọc, không bao giờ sửa."),
            ("waiting", "Ô vàng, chữ nghiêng", "Giữ nguyên chữ đã gõ, chờ chốt ở trang Cảnh báo."),
            ("lost", "Ô đỏ, chữ nghiêng", "Ô bị lỗi công thức trong tệp nguồn."),
            ("orphan", "Mồ côi từ …", "Ghi chú mà dòng gốc không còn; dòng có lại thì tự về chỗ."),
        ]
        for offset, (look, words, meaning) in enumerate(owners, 1):
            page.put(top + offset, 1, words, look)
            page.put(top + offset, 2, meaning, "plain")
        row = top + len(owners) + 1
        for column, standing in enumerate(STANDING_FILL, 1):
            page.put(row, column, STANDING[Standing(standing)], f"standing_{standing}")
        page.put(row + 1, 1, "Màu luôn đi cùng chữ; in đen trắng vẫn đọc được.", "note")
        page.put(row + 2, 1, "Trang này phần mềm ghi; muốn ghi thêm xin ghi từ cột J.", "note")


def _sizes(found: Shortlist | None) -> list[int]:
    """How many are on a list, proposed and off it, not proposed, and left to the council."""
    if found is None:
        return [0] * 4
    return [len(found.placed), len(found.absent), len(found.not_proposed), len(found.council)]


def page_breaks(campaign: Campaign, layout: Layout) -> list[int]:
    """Rows (from 0) with which a printed page of *Điều khiển* begins, whatever will be found."""
    moment = datetime.combine(campaign.campaign.ends, time())
    nothing = Result("", moment, [], [], [], [], [], [], {}, [], OfficeFacts())
    made = ControlPage(nothing, campaign, layout, Account(), defaultdict(int))
    made.made()
    return made.breaks


def _closes(row: int) -> Formula:
    """Whether a line of the account closes, as a live check."""
    left = address(row, 2)
    right = f"{address(row, 3)}:{address(row, 5)}"
    return Formula(f'IF({left}=SUM({right}),"Khớp","LỆCH")', "Khớp")
