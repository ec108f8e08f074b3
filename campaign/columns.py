"""The one place where a unit's columns have names, labels, synonyms, types and owners.

Sources: rules.md of the plan ("List of proposals, usual columns", "Registration, usual
columns", "Interim report"); the synonyms are office practice.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from campaign.plan.words import Form

if TYPE_CHECKING:
    from campaign.plan.definition import Deliverable


class Kind(StrEnum):
    """How a column's cells are read (``campaign.cells``)."""

    TEXT = "text"
    INTEGER = "integer"
    UNIT = "unit"
    DATE = "date"
    PERIOD_DATE = "period_date"
    NUMBER = "number"
    PERCENT = "percent"
    PHONES = "phones"
    IDENTITY = "identity"
    ANSWER = "answer"


class Owner(StrEnum):
    """Who may write a column's cells."""

    UNIT = "unit"
    OFFICE = "office"
    COMPUTED = "computed"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of one form.

    Attributes:
        key: Name in code, frames and JSON.
        label: Vietnamese header in what we print.
        kind: How its cells are read.
        synonyms: Other headers that mean it, as people type them.
        required: A row without it is held.
        width: Print width in characters.
        help: What to fill in, for the unit; Vietnamese. ``{day}`` and ``{end}`` stand for a due
            date and the last day of the campaign.
        choices: Usual values offered as a dropdown; others are allowed.
        group: Upper header when the label is one of a merged pair (``Thời gian``).
        owner: Who writes it.
        hidden: Not shown to the unit (row ids).
    """

    key: str
    label: str
    kind: Kind = Kind.TEXT
    synonyms: tuple[str, ...] = ()
    required: bool = False
    width: int = 18
    help: str = ""
    choices: tuple[str, ...] = ()
    group: str = ""
    owner: Owner = Owner.UNIT
    hidden: bool = False


_ORDER = Column("order", "STT", Kind.TEXT, ("Số TT", "Số thứ tự", "TT", "No"), width=6)
_UNIT = Column(
    "unit",
    "Đơn vị",
    Kind.UNIT,
    (
        "Tên đơn vị",
        "Cơ quan, đơn vị",
        "Cơ quan",
        "Đơn vị đăng ký",
        "Đơn vị báo cáo",
        "Đơn vị thực hiện",
        "Đơn vị công tác",
        "Nơi công tác",
        "Phường",
        "Tên cơ quan, đơn vị",
        "Phường, đơn vị",
    ),
    width=26,
    help="Tên đơn vị của mình, ví dụ: UBND phường Thới An.",
)
_TITLE = Column(
    "title",
    "Tên mô hình, sáng kiến, giải pháp, cách làm hay",
    Kind.TEXT,
    (
        "Tên mô hình",
        "Tên sáng kiến",
        "Tên giải pháp",
        "Tên mô hình, sáng kiến",
        "Tên mô hình, giải pháp, sáng kiến",
        "Tên giải pháp, mô hình, sáng kiến",
        "Mô hình, sáng kiến, giải pháp",
        "Mô hình, giải pháp, sáng kiến tiêu biểu",
        "Giải pháp, mô hình, sáng kiến",
        "Tên công trình, mô hình, sáng kiến",
        "Tên công trình, sáng kiến, giải pháp",
        "Nội dung đăng ký",
        "Mô hình",
        "Sáng kiến",
        "Giải pháp",
        "Tên đề tài, sáng kiến",
    ),
    required=True,
    width=44,
    help="Viết đủ tên, một mô hình một dòng.",
)
_SUBMITTED = Column(
    "submitted",
    "Ngày nộp",
    Kind.DATE,
    ("Ngày gửi", "Ngày đăng ký", "Ngày báo cáo", "Thời điểm nộp", "Ngày nộp hồ sơ", "Ngày gửi về"),
    width=13,
    help="Ngày gửi về Phòng Nội vụ, dạng {day}.",
)
_NOTE = Column("note", "Ghi chú", Kind.TEXT, ("Chú thích", "Ghi chú khác"), width=22)
_ROW_ID = Column(
    "row_id",
    "Mã dòng",
    Kind.TEXT,
    ("Mã số dòng", "row_id", "ID"),
    width=14,
    help="Mã do phần mềm cấp, xin không sửa.",
    owner=Owner.COMPUTED,
    hidden=True,
)

REGISTRATION: tuple[Column, ...] = (
    _ORDER,
    _UNIT,
    _TITLE,
    Column(
        "category",
        "Loại hình",
        Kind.TEXT,
        ("Loại", "Hình thức", "Phân loại", "Loại hình đăng ký"),
        width=16,
        help="Mô hình, sáng kiến, giải pháp hay cách làm hay.",
        choices=("Mô hình", "Sáng kiến", "Giải pháp", "Cách làm hay", "Công trình"),
    ),
    Column(
        "field",
        "Lĩnh vực CCHC",
        Kind.TEXT,
        ("Lĩnh vực", "Lĩnh vực cải cách hành chính", "Nhóm lĩnh vực", "Lĩnh vực áp dụng"),
        width=22,
        help="Một trong các lĩnh vực của chương trình cải cách hành chính.",
        choices=(
            "Cải cách thể chế",
            "Cải cách thủ tục hành chính",
            "Cải cách tổ chức bộ máy",
            "Xây dựng đội ngũ CBCCVC",
            "Cải cách tài chính công",
            "Hiện đại hóa hành chính",
        ),
    ),
    Column(
        "content",
        "Nội dung",
        Kind.TEXT,
        ("Nội dung thực hiện", "Tóm tắt nội dung", "Nội dung mô hình", "Mô tả", "Nội dung chính"),
        width=46,
        help="Làm gì, làm thế nào; hai đến năm câu.",
    ),
    Column(
        "goal",
        "Mục tiêu",
        Kind.TEXT,
        ("Mục đích", "Mục tiêu, hiệu quả dự kiến", "Hiệu quả dự kiến", "Kết quả dự kiến"),
        width=32,
        help="Mong muốn đạt được gì, nếu được xin ghi con số.",
    ),
    Column(
        "starts",
        "Bắt đầu",
        Kind.PERIOD_DATE,
        (
            "Ngày bắt đầu",
            "Từ ngày",
            "Thời gian bắt đầu",
            "Thời điểm bắt đầu",
            "Thời gian từ",
            "Thời gian thực hiện từ",
            "Từ tháng",
        ),
        width=13,
        help="Ngày bắt đầu thực hiện, dạng {day}.",
        group="Thời gian",
    ),
    Column(
        "ends",
        "Hoàn thành",
        Kind.PERIOD_DATE,
        (
            "Kết thúc",
            "Ngày hoàn thành",
            "Ngày kết thúc",
            "Đến ngày",
            "Thời gian đến",
            "Thời gian thực hiện đến",
            "Đến tháng",
            "Thời gian hoàn thành",
            "Thời gian kết thúc",
            "Thời hạn hoàn thành",
        ),
        width=13,
        help="Ngày dự kiến hoàn thành, dạng {end}.",
        group="Thời gian",
    ),
    Column(
        "person",
        "Người phụ trách",
        Kind.TEXT,
        (
            "Họ tên người phụ trách",
            "Họ và tên người phụ trách",
            "Họ và tên người thực hiện",
            "Người thực hiện",
            "Người chịu trách nhiệm",
            "Người chủ trì",
            "Chủ trì",
            "Cán bộ phụ trách",
            "Tác giả",
            "Người đăng ký",
            "Chủ nhiệm",
            "Đầu mối",
        ),
        width=22,
        help="Họ và tên người chịu trách nhiệm chính.",
    ),
    Column("position", "Chức vụ", Kind.TEXT, ("Chức danh", "Chức vụ, đơn vị"), width=18),
    Column(
        "phone",
        "Điện thoại",
        Kind.PHONES,
        ("SĐT", "Số điện thoại", "ĐT", "Điện thoại liên hệ", "Số ĐT", "Di động"),
        width=15,
        help="Số di động hoặc số cơ quan; ô đã để dạng chữ nên không mất số 0.",
    ),
    Column(
        "event",
        "Công trình chào mừng",
        Kind.TEXT,
        ("Chào mừng", "Công trình, ngày lễ chào mừng", "Gắn với công trình chào mừng"),
        width=22,
        help="Gắn với ngày lễ lớn nào trong năm, nếu có.",
    ),
    _SUBMITTED,
    _NOTE,
    _ROW_ID,
)

INTERIM: tuple[Column, ...] = (
    _ORDER,
    _UNIT,
    _TITLE,
    Column(
        "progress",
        "Tình hình triển khai",
        Kind.TEXT,
        (
            "Triển khai",
            "Công tác triển khai",
            "Tiến độ",
            "Tiến độ thực hiện",
            "Tình hình thực hiện",
        ),
        width=40,
        help="Đã làm những việc gì đến ngày báo cáo.",
    ),
    Column(
        "result",
        "Kết quả bước đầu",
        Kind.TEXT,
        ("Kết quả", "Kết quả đạt được", "Kết quả sơ kết", "Kết quả giai đoạn 1"),
        width=40,
        help="Kết quả đã thấy, nếu được xin ghi con số.",
    ),
    Column(
        "limits",
        "Hạn chế và nguyên nhân",
        Kind.TEXT,
        ("Hạn chế", "Khó khăn, vướng mắc", "Tồn tại, hạn chế", "Hạn chế, nguyên nhân"),
        width=32,
    ),
    Column(
        "next_steps",
        "Nhiệm vụ đợt 2",
        Kind.TEXT,
        ("Nhiệm vụ", "Phương hướng", "Nhiệm vụ thời gian tới", "Nhiệm vụ tiếp theo"),
        width=32,
    ),
    Column("requests", "Kiến nghị", Kind.TEXT, ("Đề xuất", "Kiến nghị, đề xuất"), width=26),
    Column("appendix", "Phụ lục", Kind.TEXT, ("Phụ lục kèm theo", "Tài liệu kèm theo"), width=18),
    _SUBMITTED,
    _NOTE,
    _ROW_ID,
)

RESULT: tuple[Column, ...] = (
    _ORDER,
    _UNIT,
    _TITLE,
    Column(
        "state",
        "Mức độ hoàn thành",
        Kind.TEXT,
        ("Tình trạng", "Mức độ", "Hoàn thành", "Tình trạng thực hiện", "Kết quả thực hiện"),
        width=18,
        help="Đã áp dụng, đang thực hiện, hay chưa thực hiện.",
        choices=("Đã áp dụng", "Đang thực hiện", "Chưa thực hiện"),
    ),
    Column(
        "outcome",
        "Kết quả, hiệu quả",
        Kind.TEXT,
        (
            "Hiệu quả",
            "Kết quả",
            "Kết quả đạt được",
            "Hiệu quả mang lại",
            "Hiệu quả áp dụng",
            "Kết quả, hiệu quả đạt được",
        ),
        required=True,
        width=46,
        help="Kết quả cụ thể, có số liệu so với trước khi làm.",
    ),
    Column(
        "scope",
        "Phạm vi áp dụng",
        Kind.TEXT,
        ("Phạm vi", "Khả năng nhân rộng", "Phạm vi, khả năng nhân rộng"),
        width=24,
    ),
    Column(
        "evidence",
        "Tài liệu minh chứng",
        Kind.TEXT,
        ("Minh chứng", "Hồ sơ kèm theo", "Tài liệu kiểm chứng", "Văn bản, minh chứng"),
        width=26,
        help="Số văn bản, đường dẫn, ảnh chụp.",
    ),
    Column(
        "finished",
        "Ngày hoàn thành",
        Kind.PERIOD_DATE,
        ("Thời gian hoàn thành", "Thời điểm hoàn thành", "Hoàn thành ngày"),
        width=13,
    ),
    _SUBMITTED,
    _NOTE,
    _ROW_ID,
)

CRITERIA: tuple[Column, ...] = (
    Column(
        "criterion",
        "Mã",
        Kind.TEXT,
        ("Mã tiêu chí", "Tiêu chí số", "Mục", "Khoản"),
        width=16,
        owner=Owner.OFFICE,
    ),
    _UNIT,
    Column(
        "text",
        "Nội dung tiêu chí",
        Kind.TEXT,
        ("Tiêu chí", "Nội dung", "Nội dung tiêu chí thi đua", "Chỉ tiêu"),
        required=True,
        width=64,
        owner=Owner.OFFICE,
    ),
    Column(
        "answer",
        "Tự đánh giá",
        Kind.ANSWER,
        (
            "Kết quả",
            "Kết quả tự đánh giá",
            "Đánh giá",
            "Mức đạt",
            "Đơn vị tự đánh giá",
            "Tự chấm",
            "Kết quả thực hiện",
        ),
        width=24,
        help="Đạt hoặc Không đạt; tỷ lệ thì ghi 100% hoặc 25/25.",
    ),
    Column(
        "evidence",
        "Minh chứng",
        Kind.TEXT,
        ("Tài liệu minh chứng", "Tài liệu kiểm chứng", "Văn bản minh chứng"),
        width=34,
        help="Số, ngày văn bản hoặc tài liệu chứng minh.",
    ),
    _SUBMITTED,
    _NOTE,
)

PROPOSAL: tuple[Column, ...] = (
    _ORDER,
    Column(
        "kind",
        "Đối tượng",
        Kind.TEXT,
        ("Loại đối tượng", "Đối tượng khen thưởng", "Đối tượng đề nghị"),
        width=18,
        help="Tập thể, người đứng đầu, cá nhân, người dân hay doanh nghiệp.",
        choices=("Tập thể", "Người đứng đầu", "Cá nhân", "Người dân", "Doanh nghiệp"),
    ),
    Column(
        "salutation",
        "Ông/Bà",
        Kind.TEXT,
        ("Ông (Bà)", "Danh xưng", "Ông, Bà"),
        width=9,
        choices=("Ông", "Bà"),
    ),
    Column(
        "name",
        "Họ và tên (hoặc tên tập thể)",
        Kind.TEXT,
        (
            "Họ tên",
            "Họ và tên",
            "Tập thể",
            "Tên tập thể",
            "Tên tập thể, cá nhân",
            "Họ tên hoặc tập thể",
            "Tập thể, cá nhân",
            "Tên tập thể / Họ và tên cá nhân",
            "Họ và tên, tập thể",
            "Tên cá nhân, tập thể",
        ),
        required=True,
        width=30,
        help="Viết đủ như sẽ in trên giấy khen.",
    ),
    Column("born", "Ngày sinh", Kind.PERIOD_DATE, ("Năm sinh", "Ngày, tháng, năm sinh"), width=13),
    Column(
        "gender",
        "Giới tính",
        Kind.TEXT,
        ("Nam/Nữ", "Nam, nữ", "Phái", "Giới"),
        width=10,
        help="Nam hoặc Nữ; quy định ưu tiên nữ khi bằng nhau.",
        choices=("Nam", "Nữ"),
    ),
    Column(
        "position",
        "Chức vụ",
        Kind.TEXT,
        ("Chức danh", "Nghề nghiệp", "Chức vụ, nghề nghiệp"),
        width=20,
    ),
    _UNIT,
    Column(
        "award",
        "Hình thức đề nghị",
        Kind.TEXT,
        (
            "Hình thức khen thưởng",
            "Hình thức",
            "Đề nghị",
            "Hình thức đề nghị khen thưởng",
            "Danh hiệu",
            "Đề nghị khen thưởng",
            "Danh hiệu, hình thức",
        ),
        required=True,
        width=18,
        help="Giấy khen, hoặc Bằng khen (chỉ xét trong số được Giấy khen).",
    ),
    Column(
        "achievement",
        "Tóm tắt thành tích",
        Kind.TEXT,
        ("Thành tích", "Thành tích nổi bật", "Tóm tắt thành tích tiêu biểu", "Thành tích đạt được"),
        width=46,
        help="Hai đến năm câu; nếu được xin ghi con số.",
    ),
    Column(
        "print_text",
        "Nội dung in trên bằng",
        Kind.TEXT,
        ("Nội dung ghi trên bằng", "Nội dung in trên giấy khen", "Nội dung in", "Nội dung khen"),
        width=36,
    ),
    Column(
        "women_share",
        "Tỷ lệ nữ (%)",
        Kind.PERCENT,
        ("Tỷ lệ nữ", "Nữ (%)", "% nữ"),
        width=11,
        help="Chỉ ghi cho tập thể; để xét thứ tự khi bằng nhau.",
    ),
    Column(
        "votes",
        "Số phiếu đồng ý",
        Kind.TEXT,
        ("Phiếu đồng ý", "Số phiếu", "Kết quả bỏ phiếu", "Tỷ lệ phiếu"),
        width=13,
        help="Ví dụ 11/13: 11 phiếu thuận trên 13 thành viên Hội đồng, kể cả người vắng.",
    ),
    Column(
        "identity",
        "Số CCCD/CMND",
        Kind.IDENTITY,
        (
            *("CCCD", "CMND", "Số CCCD", "Số CMND", "Số CMND/CCCD", "CMND/CCCD", "CCCD/CMND"),
            *("Số định danh", "Số định danh cá nhân", "Số căn cước", "Căn cước công dân"),
            *("Số căn cước công dân", "Số chứng minh nhân dân"),
        ),
        width=16,
    ),
    Column("phone", "Điện thoại", Kind.PHONES, ("SĐT", "Số điện thoại"), width=15),
    _SUBMITTED,
    _NOTE,
    _ROW_ID,
)

FORMS: dict[Form, tuple[Column, ...]] = {
    Form.REGISTRATION: REGISTRATION,
    Form.INTERIM: INTERIM,
    Form.RESULT: RESULT,
    Form.CRITERIA: CRITERIA,
    Form.PROPOSAL: PROPOSAL,
}
"""Columns of each form, in print order."""

MAIN: dict[Form, str] = {
    Form.REGISTRATION: "title",
    Form.INTERIM: "title",
    Form.RESULT: "title",
    Form.CRITERIA: "text",
    Form.PROPOSAL: "name",
}
"""Key of the column that says what a row is about, by form."""

TABS: dict[Form, str] = {
    Form.REGISTRATION: "Đăng ký",
    Form.INTERIM: "Sơ kết",
    Form.RESULT: "Kết quả",
    Form.CRITERIA: "Tiêu chí",
    Form.PROPOSAL: "Đề nghị khen thưởng",
}
"""Usual tab titles; a deliverable may name another."""

FORM_WORDS: dict[Form, tuple[str, ...]] = {
    Form.INTERIM: ("so ket", "giai doan 1", "6 thang"),
    Form.RESULT: ("ket qua", "tong ket"),
    Form.REGISTRATION: ("dang ky",),
    Form.CRITERIA: ("tieu chi", "tu danh gia", "cham diem"),
    Form.PROPOSAL: ("de nghi", "khen thuong", "trinh khen", "danh sach khen"),
}
"""Words (``bare_key``) of titles that tell a form."""

DECLARATION = "khai-bao-vi-pham"
"""Id of the row in *Tiêu chí* in which a unit declares violations; older forms show it."""

DECLARATION_CODE = "Khai báo"
"""What stands in column *Mã* of that row."""


def column(form: Form, key: str) -> Column:
    """The column ``key`` of ``form``.

    Raises:
        KeyError: when the form has no such column.
    """
    for item in FORMS[form]:
        if item.key == key:
            return item
    raise KeyError(key)


def tab_title(deliverable: Deliverable, form: Form) -> str:
    """The tab of a unit's workbook that holds a form of what is handed in.

    The deliverable names the tab of its first form; further forms keep their usual title.
    """
    return deliverable.tab if form is deliverable.forms[0] else TABS[form]
