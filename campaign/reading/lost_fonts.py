"""Texts that make sense only in a font their cell has not got, or in another encoding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from campaign.grid import CellValue
from campaign.problems import Problem, Weight
from campaign.vietnamese.legacy import Encoding, guess, is_unicode
from campaign.vietnamese.legacy_mixed import may_be_mixed
from campaign.vietnamese.text import clean

_CAUSE = {
    Encoding.TCVN3: "có vẻ gõ theo bảng mã TCVN3 (phông .VnTime) mà ô không còn phông đó",
    Encoding.VNI: "có vẻ gõ theo bảng mã VNI mà ô không còn phông đó",
    Encoding.UTF8: "có vẻ bị lỗi bảng mã khi chép hoặc xuất tệp",
}
_SHOWN = 200
_LETTERS = {"\u00ad": "\ufdd0", "\u00d0": "\ufdd1"}
"""What cleaning takes away or changes is a letter of TCVN3 (``ư``, ``é``), or a byte of UTF-8; each
with what stands in for it meanwhile."""
_HIDE = str.maketrans(_LETTERS)
_SHOW = str.maketrans({stand: letter for letter, stand in _LETTERS.items()})


def doubtful(cells: Sequence[CellValue], *, all_of_them: bool) -> Iterator[tuple[int, str]]:
    """The texts of a column of which ``lost_font`` may say something, with their places.

    One look at all of them tells whether any has a letter that Vietnamese has not got.

    Args:
        cells: What stands in the column.
        all_of_them: Whether texts count too whose letters could be Vietnamese as well.
    """
    mixed = may_be_mixed("".join([value for value in cells if value.__class__ is str]))
    if not mixed and not all_of_them:
        return
    for place, value in enumerate(cells):
        if isinstance(value, str) and not value.isascii() and (mixed or not is_unicode(value)):
            yield place, value


def kept(stored: str) -> str:
    """A text of another encoding for keeping: cleaned like any other, no letter of it lost."""
    return clean(stored.translate(_HIDE)).translate(_SHOW)


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
        mend = (
            "Đề nghị đơn vị gõ lại bằng phông Unicode; nếu đúng, văn phòng có thể chép nội dung đó "
            "vào cột Giá trị chốt."
        )
        return Problem("legacy_font_lost", Weight.HOLD, f"{said} {mend}", (found.text,))
    mend = "Nội dung vẫn được chép như trong tệp; đề nghị đơn vị gõ lại bằng phông Unicode."
    return Problem("legacy_font_lost", Weight.NOTE, f"{said} {mend}", (found.text,))
