"""Texts that make sense only in a font their cell has not got, or in another encoding."""

from __future__ import annotations

from campaign.problems import Problem, Weight
from campaign.vietnamese.legacy import Encoding, guess

_CAUSE = {
    Encoding.TCVN3: "có vẻ gõ theo bảng mã TCVN3 (phông .VnTime) mà ô không còn phông đó",
    Encoding.VNI: "có vẻ gõ theo bảng mã VNI mà ô không còn phông đó",
    Encoding.UTF8: "có vẻ bị lỗi bảng mã khi chép hoặc xuất tệp",
}
_SHOWN = 200


def lost_font(stored: str, *, title: bool) -> Problem | None:
    """What a text may mean whose letters are another encoding's; ``None`` for text as it should be.

    Args:
        stored: The text as stored: cleaning takes away a letter of TCVN3.
        title: Whether the row is known by it, so that it is printed: then the row waits.
    """
    found = guess(stored)
    if found is None:
        return None
    said = f"Chữ trong ô {_CAUSE[found.encoding]}; có thể là “{found.text[:_SHOWN]}”."
    if title:
        mend = "Đúng thì chép nội dung đó vào cột Giá trị chốt, không đúng thì ghi lại cho đúng."
        return Problem("legacy_font_lost", Weight.HOLD, f"{said} {mend}", (found.text,))
    mend = "Nội dung vẫn được chép như trong tệp; đề nghị đơn vị gõ lại bằng phông Unicode."
    return Problem("legacy_font_lost", Weight.NOTE, f"{said} {mend}", (found.text,))
