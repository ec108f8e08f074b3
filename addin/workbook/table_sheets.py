"""The tables that the software computes, as data: units, flags, scores, awards, journal."""

from __future__ import annotations

from addin.workbook.fields import Field, Nature, Sheet, id_field, office
from campaign.columns import Owner
from campaign.labels import DECISION
from campaign.plan.definition import Award, Campaign

PARAMETERS = ("lowest", "highest", "weight")
"""Rows above the table of *Chấm điểm*, from row ``FIRST_PARAMETER`` on, one column an indicator."""

FIRST_PARAMETER = 3
SCALE_ROW = FIRST_PARAMETER + len(PARAMETERS)
DECIMALS_ROW = SCALE_ROW + 1
"""Rows (from 0) with the points scale and the decimals, in the first indicator's column."""


def units_sheet(campaign: Campaign) -> Sheet:
    """Đơn vị: the roster, which the office owns, and what is known of each unit."""
    groups = tuple(group.name for group in campaign.groups)
    valid = "Để trống nếu không có mốc."
    fields = (
        id_field(),
        office("name", "Tên đơn vị", 30),
        Field("group", "Nhóm", Owner.OFFICE, 22, "office", choices=groups),
        office("short_name", "Tên gọi ngắn", 24, "Tên không có “UBND”, không có tên quận."),
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
    note = (
        "Văn phòng giữ danh sách: sửa tên, cách gọi, ngày ở đây; thêm đơn vị vào dòng trống dưới "
        "bảng (ghi tên và nhóm); đơn vị thôi tham gia thì ghi ngày hết, không xóa dòng."
    )
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
        Field("clause", "Căn cứ", width=40, look="small"),
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
        pages=2,
    )


def scores_sheet(campaign: Campaign) -> Sheet:
    """Chấm điểm: live formulas over visible parameters."""
    values = [
        Field(f"value.{item.id}", f"{item.short_name} ({item.unit})", width=13, look="value")
        for item in campaign.indicators
    ]
    points = [
        Field(f"points.{item.id}", f"{item.short_name}: điểm quy đổi", width=13, look="points")
        for item in campaign.indicators
    ]
    fields = (
        id_field(),
        Field("rank", "Hạng theo điểm", width=10, look="tally"),
        Field("unit", "Đơn vị", width=30),
        Field("group", "Nhóm", width=29),
        Field("verdict", "Xét điều kiện", width=12, look="center"),
        *values,
        *points,
        Field("total", "Tổng điểm", width=13, look="points"),
        Field("stays", "Ở trong danh sách khi đổi trọng số (% số lần thử)", width=16, look="value"),
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
        Field("name", "Tập thể, cá nhân", width=42, look="strong"),
        Field("kind", "Đối tượng", width=16, look="center"),
        Field("unit", "Đơn vị", width=30),
        Field("points", "Điểm", width=11, look="points"),
        Field("reasons", "Lý do, lưu ý", width=46),
        Field("clauses", "Căn cứ", width=20, look="small"),
        Field("what_if", "Điều gì làm đổi kết quả", width=44),
        office("office_opinion", "Ý kiến Hội đồng", 22),
        *_decision_fields(),
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
        pages=2,
    )


def _decision_fields() -> tuple[Field, ...]:
    """What a person writes who decides otherwise than was computed: whole, or it does not count."""
    return (
        Field(
            "decision",
            "Quyết định khác",
            Owner.OFFICE,
            18,
            "office",
            "Chỉ ghi khi quyết định khác kết quả tính; cần cả người, văn bản và lý do.",
            tuple(DECISION.values()),
        ),
        office("decided_by", "Người quyết định", 18),
        office("decision_document", "Văn bản quyết định", 20, "Số và ngày văn bản."),
        office("decision_reason", "Lý do quyết định", 28),
        office(
            "passing_reason",
            "Lý do vượt hạng",
            28,
            "Bắt buộc khi đối tượng xếp hạng cao hơn vẫn ở ngoài danh sách.",
        ),
    )


def journal_sheet() -> Sheet:
    """Nhật ký: one line a run, never taken away."""
    fields = (
        Field("number", "Số", width=6, look="center"),
        Field("as_of", "Tính đến", width=17, look="moment"),
        Field("who", "Việc", width=30),
        Field("pressed", "Lúc bấm nút", width=17, look="moment"),
        Field("person", "Người bấm", width=16, look="small"),
        Field("sources", "Nguồn đọc được", width=10, look="tally"),
        Field("unread", "Nguồn không đọc được", width=12, look="tally"),
        Field("rows_in", "Dòng vào", width=10, look="tally"),
        Field("accepted", "Nhận", width=10, look="tally"),
        Field("held", "Chờ làm rõ", width=10, look="tally"),
        Field("rejected", "Không nhận", width=10, look="tally"),
        Field("orphans", "Ghi chú mồ côi", width=10, look="tally"),
        Field("changed", "Ô đã đổi", width=10, look="tally"),
        Field("inputs", "Dấu của dữ liệu vào (SHA-256)", width=40, look="small"),
        Field("outputs", "Dấu của kết quả (SHA-256)", width=40, look="small"),
        office("office_note", "Ghi chú của văn phòng", 30),
    )
    note = "Mỗi lần chạy thêm một dòng; dòng cũ giữ nguyên. Chạy lại y như cũ thì không thêm."
    return Sheet(
        "journal", "Nhật ký", "Nhật ký các lần chạy", note, Nature.JOURNAL, fields, frozen=2
    )
