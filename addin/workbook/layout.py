"""The district workbook as data: its sheets in order, with their columns and owners."""

from __future__ import annotations

from dataclasses import dataclass

from addin.unitbook.sheet_titles import sheet_title
from addin.workbook.fields import Field, Nature, Sheet, id_field, office
from addin.workbook.form_sheets import form_sheet
from campaign.columns import Owner
from campaign.definition import Award, Campaign, Form
from campaign.labels import RECEIPT_ACTION, VIOLATION_STATE

VERSION = 1
"""Layout of the workbook, kept in it for later readers."""

MACHINE = "_thidua"
"""The very hidden sheet with version, campaign and prototype cells of every look."""

PROTOTYPE_ROW, FIRST_CHOICE = 2, 4
"""Rows (from 0) of the machine sheet: prototype cells under their names, then dropdown lists."""

PARAMETERS = ("lowest", "highest", "weight")
"""Rows above the table of *Chấm điểm*, from row ``FIRST_PARAMETER`` on, one column an indicator."""

FIRST_PARAMETER = 3
SCALE_ROW = FIRST_PARAMETER + len(PARAMETERS)
DECIMALS_ROW = SCALE_ROW + 1
"""Rows (from 0) with the points scale and the decimals, in the first indicator's column."""


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
    taken = [sheet.title for sheet in sheets] + ["Tổng quan", "Nhật ký", MACHINE]
    for award in campaign.awards:
        sheet = award_sheet(award, sheet_title(award.short_name, taken))
        taken.append(sheet.title)
        sheets.append(sheet)
    return Layout((*sheets, overview_sheet(), journal_sheet()))


def control_sheet() -> Sheet:
    """Điều khiển."""
    return Sheet("control", "Điều khiển", "Bảng điều khiển", nature=Nature.PAGE)


def overview_sheet() -> Sheet:
    """Tổng quan."""
    return Sheet("overview", "Tổng quan", "Tổng quan đợt thi đua", nature=Nature.PAGE)


def units_sheet(campaign: Campaign) -> Sheet:
    """Đơn vị: the roster, which the office owns, and what is known of each unit."""
    groups = tuple(group.name for group in campaign.groups)
    valid = "Để trống nếu không có mốc."
    fields = (
        id_field(),
        office("name", "Tên đơn vị", 30),
        Field("group", "Nhóm", Owner.OFFICE, 22, "office", choices=groups),
        office("aliases", "Tên gọi khác", 20, "Cách gọi tắt được chấp nhận, ngăn bằng dấu |."),
        office("valid_from", "Có từ ngày", 12, valid, "office_date"),
        office("valid_to", "Đến hết ngày", 12, valid, "office_date"),
        *(
            Field(f"due.{item.id}", item.short_name, width=15, look="center")
            for item in campaign.deliverables
        ),
        Field("accepted", "Đăng ký: nhận", width=9, look="tally"),
        Field("held", "Đăng ký: chờ làm rõ", width=9, look="tally"),
        Field("rejected", "Đăng ký: không nhận", width=9, look="tally"),
        Field("verdict", "Xét điều kiện", width=11, look="center"),
        Field("reasons", "Lý do", width=44, look="small"),
        office("office_note", "Ghi chú của văn phòng", 26),
    )
    note = "Danh sách đơn vị tham gia do văn phòng giữ; tình hình của từng đơn vị do phần mềm ghi."
    return Sheet(
        "units", "Đơn vị", "Đơn vị tham gia", note, fields=fields, label="verdict", frozen=2
    )


def flags_sheet() -> Sheet:
    """Cảnh báo: everything somebody should look at, one a line."""
    fields = (
        id_field(),
        Field("severity", "Mức độ", width=15, look="center"),
        Field("kind", "Loại", width=11, look="center"),
        Field("unit", "Đơn vị", width=26),
        Field("subject", "Đối tượng", width=28),
        Field("message", "Nội dung", width=54),
        Field("typed", "Giá trị đã gõ", width=22),
        Field("readings", "Cách đọc có thể", width=26),
        Field("clause", "Căn cứ", width=28, look="small"),
        Field("file", "Tệp", width=24, look="small"),
        Field("sheet", "Trang", width=12, look="small"),
        Field("cell", "Ô", width=8, look="small"),
        office(
            "settled",
            "Giá trị chốt",
            18,
            "Ghi giá trị đúng của ô; lần chạy sau phần mềm dùng giá trị này.",
        ),
        office("handler", "Người xử lý", 16),
        office("office_note", "Ghi chú", 26),
    )
    note = "Mỗi vấn đề một dòng. Ghi giá trị đúng vào cột “Giá trị chốt”, lần chạy sau sẽ dùng."
    return Sheet(
        "flags",
        "Cảnh báo",
        "Những điều cần xem lại",
        note,
        fields=fields,
        label="severity",
        frozen=4,
        pages=1,
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


def scores_sheet(campaign: Campaign) -> Sheet:
    """Chấm điểm: live formulas over visible parameters."""
    values = [
        Field(f"value.{item.id}", f"{item.short_name} ({item.unit})", width=13, look="value")
        for item in campaign.indicators
    ]
    points = [
        Field(f"points.{item.id}", f"Điểm {item.short_name.lower()}", width=13, look="points")
        for item in campaign.indicators
    ]
    fields = (
        id_field(),
        Field("rank", "Hạng theo điểm", width=10, look="tally"),
        Field("unit", "Đơn vị", width=30),
        Field("group", "Nhóm", width=24),
        Field("verdict", "Xét điều kiện", width=12, look="center"),
        *values,
        *points,
        Field("total", "Tổng điểm", width=13, look="points"),
        office("office_note", "Ghi chú của văn phòng", 30),
    )
    note = "Điểm là công thức sống theo thang ở trên bảng; hạng này chưa xét điều kiện."
    return Sheet(
        "scores",
        "Chấm điểm",
        "Chấm điểm theo chỉ số",
        note,
        fields=fields,
        label="verdict",
        header=DECIMALS_ROW + 2,
        frozen=3,
    )


def award_sheet(award: Award, title: str) -> Sheet:
    """One award: the list, then everybody who is not on it with the reason."""
    fields = (
        id_field(),
        Field("place", "Danh sách", width=18, look="center"),
        Field("rank", "Hạng", width=7, look="tally"),
        Field("tied", "Đồng hạng", width=12, look="center"),
        Field("name", "Tập thể, cá nhân", width=36, look="strong"),
        Field("kind", "Đối tượng", width=16, look="center"),
        Field("unit", "Đơn vị", width=30),
        Field("points", "Điểm", width=11, look="points"),
        Field("reasons", "Lý do, lưu ý", width=56),
        Field("clauses", "Căn cứ", width=20, look="small"),
        office("office_opinion", "Ý kiến Hội đồng", 22),
        office("office_note", "Ghi chú của văn phòng", 22),
    )
    return Sheet(
        f"award.{award.id}",
        title,
        award.name,
        f"Căn cứ: {award.clause} của kế hoạch.",
        fields=fields,
        label="place",
        frozen=5,
    )


def journal_sheet() -> Sheet:
    """Nhật ký: one line a run, never taken away."""
    fields = (
        Field("number", "Số", width=6, look="center"),
        Field("as_of", "Tính đến", width=17, look="moment"),
        Field("who", "Việc", width=30),
        Field("sources", "Nguồn đọc được", width=10, look="tally"),
        Field("unread", "Nguồn không đọc được", width=12, look="tally"),
        Field("rows_in", "Dòng vào", width=10, look="tally"),
        Field("accepted", "Nhận", width=10, look="tally"),
        Field("held", "Chờ làm rõ", width=10, look="tally"),
        Field("rejected", "Không nhận", width=10, look="tally"),
        Field("orphans", "Ghi chú mồ côi", width=10, look="tally"),
        Field("inputs", "Dấu của dữ liệu vào (SHA-256)", width=30, look="small"),
        office("office_note", "Ghi chú của văn phòng", 30),
    )
    note = "Mỗi lần chạy thêm một dòng; dòng cũ giữ nguyên. Chạy lại y như cũ thì không thêm."
    return Sheet(
        "journal", "Nhật ký", "Nhật ký các lần chạy", note, Nature.JOURNAL, fields, frozen=2
    )
