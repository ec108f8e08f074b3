"""The district workbook as data: its sheets in order, with their columns and owners."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from addin.workbook.fields import Field, Nature, Sheet, office
from addin.workbook.form_sheets import form_sheet
from addin.workbook.table_sheets import (
    award_sheet,
    flags_sheet,
    journal_sheet,
    scores_sheet,
    units_sheet,
)
from campaign.columns import Owner
from campaign.definition import Campaign, Form
from campaign.labels import RECEIPT_ACTION, VIOLATION_STATE
from campaign.unit_tabs.titles import sheet_title

VERSION = 2
"""Layout of the workbook, kept in it: where its charts look is fixed when it is made."""

MACHINE = "_thidua"
"""The very hidden sheet with version, campaign and prototype cells of every look."""

PROTOTYPE_ROW, KNOWN_DAY_ROW, FIRST_CHOICE = 2, 3, 4
"""Rows (from 0) of the machine sheet: prototype cells under their names, a day, dropdown lists."""

CLEAN_ROWS = 100
"""First row (from 0) of the machine sheet with a clean row of each sheet, in the sheets' order."""

KNOWN_DAY = date(2020, 1, 1)
"""A day written into the machine sheet, which tells from what day the file counts."""


@dataclass(frozen=True, slots=True)
class Layout:
    """All sheets of one campaign's workbook, in order."""

    sheets: tuple[Sheet, ...]

    def __getitem__(self, key: str) -> Sheet:
        """The (first) sheet ``key``.

        Raises:
            KeyError: there is none.
        """
        for sheet in self.sheets:
            if sheet.key == key:
                return sheet
        raise KeyError(key)

    def parts(self, key: str) -> tuple[Sheet, ...]:
        """The sheet ``key`` with its further parts."""
        return tuple(sheet for sheet in self.sheets if sheet.key == key)

    @property
    def titles(self) -> tuple[str, ...]:
        """Sheet titles in order."""
        return tuple(sheet.title for sheet in self.sheets)


def forms_of(campaign: Campaign) -> tuple[Form, ...]:
    """The forms that units of this campaign fill, in the order of their sheets."""
    named = {form for item in campaign.deliverables for form in item.forms}
    if any(criterion.declared for criterion in campaign.criteria):
        named.add(Form.CRITERIA)
    named.add(Form.PROPOSAL)
    return tuple(form for form in Form if form in named)


def layout_of(campaign: Campaign) -> Layout:
    """The workbook of a campaign."""
    forms = forms_of(campaign)
    sheets = [control_sheet(), units_sheet(campaign)]
    sheets += [form_sheet(campaign, form) for form in forms if form is not Form.PROPOSAL]
    sheets += [flags_sheet(), violations_sheet(), receipts_sheet(campaign), scores_sheet(campaign)]
    sheets += [form_sheet(campaign, Form.PROPOSAL)]
    taken = [sheet.title for sheet in sheets] + ["Phê duyệt", "Tổng quan", "Nhật ký", MACHINE]
    for award in campaign.awards:
        sheet = award_sheet(award, sheet_title(award.short_name, taken))
        taken.append(sheet.title)
        sheets.append(sheet)
    return Layout((*sheets, approvals_sheet(campaign), overview_sheet(), journal_sheet()))


def control_sheet() -> Sheet:
    """Điều khiển."""
    return Sheet("control", "Điều khiển", "Bảng điều khiển", nature=Nature.PAGE)


def overview_sheet() -> Sheet:
    """Tổng quan."""
    return Sheet("overview", "Tổng quan", "Tổng quan đợt thi đua", nature=Nature.PAGE)


def approvals_sheet(campaign: Campaign) -> Sheet:
    """Phê duyệt: who prepared a list and who approved it, by the code on its pages."""
    lists = tuple(award.short_name for award in campaign.awards)
    code = "Chép đúng mã in ở đầu danh sách đã duyệt; dữ liệu đổi thì mã đổi và phải duyệt lại."
    fields = (
        Field("list", "Danh sách", Owner.OFFICE, 18, "office", choices=lists),
        office("prepared_by", "Người lập", 24),
        office("approved_by", "Người duyệt", 24, "Phải là người khác với người lập."),
        office("position", "Chức vụ người duyệt", 24),
        office("approved_on", "Ngày duyệt", 12, look="office_date"),
        office("document", "Văn bản", 22, "Số tờ trình hoặc biên bản."),
        office("code", "Mã dữ liệu đã duyệt", 56, code),
        office("note", "Ghi chú", 26),
    )
    note = "Văn phòng tự ghi; phần mềm chỉ đọc. Người lập và người duyệt là hai người khác nhau."
    return Sheet(
        "approvals",
        "Phê duyệt",
        "Phê duyệt danh sách khen thưởng",
        note,
        Nature.OFFICE,
        fields,
        frozen=1,
    )


def violations_sheet() -> Sheet:
    """Vi phạm: the office's own list."""
    fields = (
        office("unit", "Đơn vị", 30, "Chọn trong danh sách đơn vị."),
        office("person", "Họ tên cá nhân", 24, "Để trống nếu là vi phạm của tập thể."),
        office("content", "Nội dung", 46),
        Field("state", "Tình trạng", Owner.OFFICE, 24, "office", choices=tuple(VIOLATION_STATE)),
        office("document", "Số văn bản", 20),
        office("date", "Ngày", 12, look="office_date"),
        office("note", "Ghi chú", 30),
    )
    note = (
        "Văn phòng tự ghi; phần mềm chỉ đọc. Chỉ “Đã kết luận” mới loại; đang xem xét thì chưa xét."
    )
    return Sheet(
        "violations",
        "Vi phạm",
        "Vi phạm và việc đang xem xét",
        note,
        Nature.OFFICE,
        fields,
        frozen=2,
    )


def receipts_sheet(campaign: Campaign) -> Sheet:
    """Sổ tiếp nhận: the office's register of receipts and extensions."""
    asked = tuple(item.short_name for item in campaign.deliverables)
    moment = "Ví dụ 19/05/2020 17:30; không có giờ cũng được."
    fields = (
        office("unit", "Đơn vị", 28, "Chọn trong danh sách đơn vị."),
        Field("deliverable", "Nội dung nộp", Owner.OFFICE, 18, "office", choices=asked),
        Field("action", "Việc", Owner.OFFICE, 12, "office_center", choices=tuple(RECEIPT_ACTION)),
        office("signed", "Ngày ký", 12, look="office_date"),
        office("sent", "Ngày gửi", 16, moment, "office_moment"),
        office("received", "Ngày đến", 16, moment, "office_moment"),
        office("until", "Gia hạn đến ngày", 14, "Chỉ ghi khi gia hạn.", "office_date"),
        office("document", "Số văn bản", 24),
        office("person", "Người ghi, người cho phép", 22),
        office("note", "Ghi chú", 26),
    )
    note = (
        "Văn phòng tự ghi; ngày ở đây được tin hơn ngày đơn vị tự khai. Gia hạn không sửa thời hạn."
    )
    return Sheet(
        "receipts",
        "Sổ tiếp nhận",
        "Sổ tiếp nhận và gia hạn",
        note,
        Nature.OFFICE,
        fields,
        frozen=2,
    )
