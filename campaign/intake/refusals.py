"""Why a source cannot be read: one code, one Vietnamese sentence that says what to do."""

from __future__ import annotations

from campaign.errors import SourceError

_SENTENCES = {
    "empty": "Tệp “{name}” rỗng (0 byte): đề nghị đơn vị gửi lại tệp đã có số liệu.",
    "blank": "Tệp “{name}” không có chữ nào: đề nghị đơn vị gửi lại tệp đã có số liệu.",
    "no_table": (
        "Tệp “{name}” (trang {detail}): không tìm thấy dòng tiêu đề cột nào quen thuộc nên chưa "
        "đọc được dòng nào. Hãy đặt tên cột như biểu mẫu (ít nhất STT và tên mô hình, hoặc họ "
        "tên), hoặc lấy tệp ra nếu không phải biểu nộp."
    ),
    "damaged": (
        "Tệp “{name}” bị hỏng, không đọc được ({detail}): hãy mở bằng Excel hoặc LibreOffice, "
        "lưu lại, hoặc đề nghị đơn vị gửi lại."
    ),
    "encrypted": (
        "Tệp “{name}” đặt mật khẩu mở tệp: hãy mở bằng mật khẩu, bỏ mật khẩu rồi lưu lại, "
        "hoặc đề nghị đơn vị gửi bản không đặt mật khẩu."
    ),
    "not_a_workbook": (
        "Tệp “{name}” không phải bảng tính đọc được ({detail}): hãy mở tệp, lưu thành .xlsx, .ods "
        "hoặc .csv rồi nộp lại."
    ),
    "paper": (
        "Tệp “{name}” là {detail}, không phải bảng tính, nên phần mềm không đọc được. Là bài nộp "
        "thì nhờ đơn vị gửi biểu bằng bảng tính, hoặc ghi ngày nhận vào trang Sổ tiếp nhận; không "
        "phải bài nộp thì chuyển tệp ra khỏi thư mục."
    ),
    "own_workbook": (
        "Tệp “{name}” là sổ thi đua do phần mềm lập, không phải biểu của một đơn vị, nên không "
        "được đọc. Hãy chỉ thư mục có biểu của các đơn vị."
    ),
    "binary_workbook": (
        "Tệp “{name}” chưa đọc được: đây là bảng tính Excel dạng nhị phân .xlsb; hãy mở bằng Excel "
        "rồi lưu thành .xlsx."
    ),
    "too_large": (
        "Tệp “{name}” quá lớn ({detail}): hãy bỏ hình ảnh và các trang không cần rồi lưu lại."
    ),
    "zip_bomb": (
        "Tệp “{name}” khi giải nén sẽ lớn bất thường ({detail}) nên không được mở: hãy chép bảng "
        "số liệu sang một tệp mới rồi nộp lại."
    ),
    "entity_bomb": (
        "Tệp “{name}” chứa khai báo XML không an toàn ({detail}) nên không được mở: hãy mở bằng "
        "Excel hoặc LibreOffice rồi lưu lại thành tệp mới."
    ),
    "too_wide": (
        "Tệp “{name}”, trang “{sheet}” có ô lạc ở quá xa ({cell}) làm bảng lớn quá mức: "
        "hãy xóa ô đó rồi lưu lại."
    ),
}

CODES = frozenset(_SENTENCES)
"""Every code a ``SourceError`` of this package can carry."""


def refusal(name: str, code: str, detail: str = "") -> SourceError:
    """Build the error of one source; ``detail`` is a short Vietnamese phrase in brackets."""
    return SourceError(name, code, _SENTENCES[code].format(name=name, detail=detail))


def stray_cell(name: str, sheet: str, cell: str) -> SourceError:
    """Build the error of a sheet stretched by one far cell (A1 address)."""
    sentence = _SENTENCES["too_wide"].format(name=name, sheet=sheet, cell=cell)
    return SourceError(name, "too_wide", sentence)
