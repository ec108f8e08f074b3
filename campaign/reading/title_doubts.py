"""What makes a title doubtful by itself: it names nothing, or seems to belong to another line."""

from __future__ import annotations

from campaign.problems import Problem, Weight
from campaign.reading.body import Body
from campaign.reading.lines import says_nothing
from campaign.reading.mending import CONFIRM

NOTHING = Problem(
    "nothing_named",
    Weight.HOLD,
    "Ô này không nêu tên nào nên không được tính. Nếu có, đề nghị đơn vị ghi đủ tên; đúng là không "
    "có thì đơn vị xóa dòng, hoặc văn phòng ghi “Rút” vào cột Giá trị chốt.",
)
"""Words in place of a title that say there is none."""
_BULLETS = "-–—+*•"
_ALONE = Problem(
    "title_alone",
    Weight.HOLD,
    "Dòng không có số thứ tự và chỉ có chữ này: có thể là phần nối tiếp của dòng trên hoặc tên của "
    "một nhóm. Đúng là một nội dung riêng thì đơn vị ghi số thứ tự, không phải thì gộp vào dòng "
    f"của nó; hoặc {CONFIRM}, không phải thì ghi “Rút”.",
)
_NO_LETTER = Problem(
    "title_no_letter",
    Weight.HOLD,
    "Tên không có chữ nào nên không rõ là gì. Đề nghị đơn vị ghi đủ tên; đúng là tên như vậy thì "
    f"{CONFIRM}.",
)


def doubt_of_title(body: Body, line: int, key: str, main: str) -> Problem | None:
    """What a person must look at before the line is taken for what its title says.

    Args:
        body: The lines.
        line: The line.
        key: The column that says what the rows are about.
        main: What stands there.
    """
    if says_nothing(main):
        return NOTHING
    if main[0].isupper():
        return None
    if key != "text" and not any(map(str.isalpha, main)):
        return _NO_LETTER
    if key == "title" and _may_continue(body, line, main):
        return _ALONE
    return None


def _may_continue(body: Body, line: int, main: str) -> bool:
    """Whether a lone title without a number seems to go on from, or head, other lines."""
    if not (main[0].islower() or main[0] in _BULLETS) or "order" not in body.found.places:
        return False
    return not body.typed(line, "order") and len(body.own(line)) == 1
