"""The district workbook as data: its sheets in order, with their columns and owners."""

from __future__ import annotations

from dataclasses import dataclass

from addin.workbook.control import control_sheet
from addin.workbook.fields import Field, Nature, Sheet, office
from addin.workbook.form_sheets import form_sheet
from addin.workbook.machine import MACHINE
from addin.workbook.table_sheets import (
    award_sheet,
    flags_sheet,
    journal_sheet,
    scores_sheet,
    units_sheet,
)
from campaign.columns import Owner
from campaign.labels import RECEIPT_ACTION, STANCE, SUBJECT, VIOLATION_STATE, VOTE
from campaign.plan.definition import Campaign, Form
from campaign.unit_tabs.titles import sheet_title


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
    taken = [sheet.title for sheet in sheets] + [*_AFTER, MACHINE]
    for award in campaign.awards:
        sheet = award_sheet(award, sheet_title(award.short_name, taken))
        taken.append(sheet.title)
        sheets.append(sheet)
    sheets += [quotas_sheet(campaign), members_sheet(), ballots_sheet(campaign)]
    sheets.append(approvals_sheet(campaign))
    return Layout((*sheets, overview_sheet(), journal_sheet()))


_AFTER = ("Chỉ tiêu", "Hội đồng", "Phiếu Hội đồng", "Phê duyệt", "Tổng quan", "Nhật ký")
"""Titles of the sheets after the awards'."""


def overview_sheet() -> Sheet:
    """Tổng quan."""
    return Sheet("overview", "Tổng quan", "Tổng quan đợt thi đua", nature=Nature.PAGE)


def quotas_sheet(campaign: Campaign) -> Sheet:
    """Chỉ tiêu: places and vote shares that the plan leaves to the office."""
    lists = tuple(award.short_name for award in campaign.awards)
    groups = tuple(group.name for group in campaign.groups)
    share = "Trên tổng số thành viên Hội đồng, kể cả người vắng; để trống nếu không quy định."
    fields = (
        Field("list", "Danh sách", Owner.OFFICE, 18, "office", choices=lists),
        Field("kind", "Đối tượng", Owner.OFFICE, 24, "office", choices=tuple(SUBJECT.values())),
        Field("group", "Nhóm", Owner.OFFICE, 30, "office", "Để trống là mọi nhóm.", choices=groups),
        office("places", "Số chỗ", 10, "Nhiều nhất bao nhiêu.", "office_center"),
        office("threshold", "Phiếu đồng ý từ (%)", 14, share, "office_center"),
        office("document", "Văn bản quy định", 50, "Số, ngày; thiếu thì dòng chưa có hiệu lực."),
        office("note", "Ghi chú", 26),
    )
    note = (
        "Văn phòng tự ghi khi kế hoạch không ấn định; phần mềm chỉ đọc. Để trống là không giới hạn."
    )
    title = "Chỉ tiêu khen thưởng"
    return Sheet("quotas", "Chỉ tiêu", title, note, Nature.OFFICE, fields, frozen=1)


def members_sheet() -> Sheet:
    """Hội đồng: everybody a vote is counted over."""
    fields = (
        office("name", "Họ tên", 26),
        office("unit", "Đơn vị", 30, "Nơi công tác; để trống nếu không thuộc đơn vị dự thi."),
        office("post", "Chức danh trong Hội đồng", 26),
        office("note", "Ghi chú", 30),
    )
    note = "Ghi đủ mọi thành viên, kể cả người vắng: tỷ lệ phiếu tính trên tổng số thành viên."
    title = "Thành viên Hội đồng thi đua, khen thưởng"
    return Sheet("members", "Hội đồng", title, note, Nature.OFFICE, fields, frozen=1)


def ballots_sheet(campaign: Campaign) -> Sheet:
    """Phiếu Hội đồng: one line a member and candidate."""
    lists = tuple(award.short_name for award in campaign.awards)
    scale = f"Từ 0 đến {campaign.scoring.points_scale}; để trống là chưa chấm, không phải 0 điểm."
    fields = (
        Field("list", "Danh sách", Owner.OFFICE, 18, "office", choices=lists),
        office("candidate", "Đối tượng", 38, "Họ tên hoặc tên tập thể như trong đề nghị."),
        office("unit", "Đơn vị của đối tượng", 28, "Cần khi hai đối tượng trùng tên."),
        office("member", "Thành viên", 26, "Như trong trang Hội đồng."),
        Field("stance", "Việc", Owner.OFFICE, 20, "office_center", choices=tuple(STANCE)),
        office("score", "Điểm", 10, scale, "office_center"),
        Field("vote", "Biểu quyết", Owner.OFFICE, 16, "office_center", choices=tuple(VOTE)),
        office("note", "Ghi chú", 28),
    )
    note = "Văn phòng tự ghi; phần mềm chỉ đọc. Thành viên cùng đơn vị với đối tượng phải rút."
    title = "Phiếu của Hội đồng"
    return Sheet("ballots", "Phiếu Hội đồng", title, note, Nature.OFFICE, fields, frozen=2)


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
        office("document", "Số văn bản", 28),
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
        office("person", "Người ghi, người cho phép", 26),
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
