"""Sheets that show what units handed in, one a form: all rows, whatever became of them."""

from __future__ import annotations

from addin.workbook.fields import Field, Sheet, id_field, office
from campaign.columns import FORMS, Kind, Owner
from campaign.plan.definition import Campaign, Form

OWN = frozenset({"unit", "row_id"})
"""Columns of a form that stand elsewhere in the district workbook."""

CENTRED = frozenset({"order", "salutation", "gender", "votes"})
"""Columns of a few letters each, which would run into their neighbours."""

WIDEST = 40
"""Characters; long prose wraps."""

LOOK_OF_KIND: dict[Kind, str] = {
    Kind.TEXT: "text",
    Kind.INTEGER: "integer",
    Kind.UNIT: "text",
    Kind.DATE: "date",
    Kind.PERIOD_DATE: "date",
    Kind.NUMBER: "number",
    Kind.PERCENT: "number",
    Kind.PHONES: "text",
    Kind.IDENTITY: "text",
    Kind.ANSWER: "center",
}

_TITLES: dict[Form, tuple[str, str]] = {
    Form.REGISTRATION: ("Tổng hợp", "Tổng hợp đăng ký giải pháp, mô hình, sáng kiến"),
    Form.INTERIM: ("Sơ kết", "Tổng hợp báo cáo sơ kết"),
    Form.RESULT: ("Kết quả", "Tổng hợp báo cáo kết quả thực hiện"),
    Form.CRITERIA: ("Tự đánh giá", "Tổng hợp tự đánh giá theo tiêu chí thi đua"),
    Form.PROPOSAL: ("Đề nghị", "Tổng hợp đề nghị khen thưởng và kết quả xét điều kiện"),
}
_NOTE = (
    "Mỗi dòng của đơn vị là một dòng ở đây, kể cả dòng chờ làm rõ và dòng không nhận; "
    "ô nền vàng giữ nguyên chữ đã gõ. Được lọc, sắp xếp, chèn cột tùy ý."
)
_PAGES = {
    Form.REGISTRATION: 2,
    Form.INTERIM: 2,
    Form.RESULT: 2,
    Form.CRITERIA: 1,
    Form.PROPOSAL: 2,
}


def form_sheet(campaign: Campaign, form: Form) -> Sheet:
    """The sheet of one form."""
    title, heading = _TITLES[form]
    fields = (id_field(), *_before(form), *_typed(form), *_after(form), *_office(campaign, form))
    label = "verdict" if form is Form.PROPOSAL else "status"
    return Sheet(
        key=form.value,
        title=title,
        heading=heading,
        note=_NOTE,
        fields=fields,
        form=form,
        label=label,
        frozen=[item.key for item in fields].index("unit") + 1,
        pages=_PAGES[form],
    )


def _before(form: Form) -> list[Field]:
    status = Field("status", "Trạng thái", width=12, look="center")
    unit = Field("unit", "Đơn vị", width=22)
    if form is Form.PROPOSAL:
        verdict = Field("verdict", "Kết quả xét", width=11, look="center")
        return [verdict, status, unit]
    return [status, unit]


def _typed(form: Form) -> list[Field]:
    return [
        Field(
            column.key,
            column.label if not column.group else f"{column.group}: {column.label.lower()}",
            Owner.UNIT,
            min(column.width, WIDEST),
            "center" if column.key in CENTRED else LOOK_OF_KIND[column.kind],
        )
        for column in FORMS[form]
        if column.key not in OWN
    ]


def _after(form: Form) -> list[Field]:
    fields = []
    if form is Form.PROPOSAL:
        fields += [
            Field("reasons", "Lý do", width=44),
            Field("clauses", "Căn cứ", width=20, look="small"),
        ]
    fields.append(Field("problems", "Vấn đề", width=40, look="small"))
    if form is Form.REGISTRATION:
        fields.append(Field("similar", "Giống với", width=32, look="small"))
    return [
        *fields,
        Field("file", "Nguồn: tệp", width=24, look="small"),
        Field("sheet", "Nguồn: trang", width=12, look="small"),
        Field("cell", "Nguồn: ô", width=8, look="small"),
    ]


def _office(campaign: Campaign, form: Form) -> list[Field]:
    opinion = f"Ý kiến {campaign.office.department}"
    fields = [office("office_opinion", opinion, 26, "Ý kiến thẩm định; phần mềm không sửa.")]
    if form is Form.PROPOSAL:
        fields.append(office("office_votes", "Phiếu, biểu quyết", 16, "Kết quả họp Hội đồng."))
    return [*fields, office("office_note", "Ghi chú của văn phòng", 26)]
