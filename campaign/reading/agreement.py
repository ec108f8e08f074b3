"""What the cells of one row say of each other: contradictions that wait for a person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from campaign.plan.definition import Form
from campaign.problems import Problem, Weight
from campaign.reading.mending import CONFIRM, WHERE
from campaign.records import Row
from campaign.vietnamese.body_names import is_body
from campaign.vietnamese.names import plain_name
from campaign.vietnamese.people import BETWEEN_NAMES
from campaign.vietnamese.posts import is_post, leads, may_lead
from campaign.vietnamese.text import bare_key

Disagreement = tuple[str, Problem]
"""The column a problem stands in, and the problem."""

_GENDERS = {"ong": "Nam", "anh": "Nam", "ba": "Nữ", "chi": "Nữ", "co": "Nữ"}
_ITEM = re.compile(r"^\s*(?:\d{1,2}\s*[.)/-]|[-–+•*])\s*(?=[^\W\d_])")
"""How an item of a list begins: ``1. Một cửa``, ``- Một cửa``."""
_PERSON = re.compile(r"(?:(?:ông|bà|anh|chị)\s+)?(?:[^\W\d_]+\s+){1,4}[^\W\d_]+", re.IGNORECASE)
_OF_BODIES = re.compile(r"\b(?:tap the|doanh nghiep|ho kinh doanh)\b")
_NOBODY = re.compile(
    r"^(?:\d+ (?:ca nhan|tap the|nguoi|dong chi|can bo|cong chuc|vien chuc)|toan the"
    r"|cac (?:ca nhan|dong chi|can bo|cong chuc))\b"
)
_SEVERAL_WORDS = re.compile(r"(?!(?:to[àa]n|c[áa]c) )[^\W\d_]+(?: [^\W\d_]+)+", re.IGNORECASE)
"""What hardly any name is unlike, and no name to be looked at is like."""
_MORE = re.compile(r"\s[-–—]\s|\s*[(\[]|\s*[;\n&/+,]|\d")
_ANY_MARK = re.compile(r"[;\n&/+,]")
_WARD = re.compile(r"\s*P\s*[.\s]\s*[^\W\d_]{2}")
"""``P. Thới An``; no surname is one letter."""
_PERSON_KINDS = ("ca nhan", "can bo", "cong chuc", "vien chuc", "nguoi dan", "cong dan")
_HEAD_KINDS = re.compile(r"\b(?:nguoi dung dau|thu truong|lanh dao)\b")
_NOT_ASKED = re.compile(r"\b(?:khong|chua|thoi|rut|hoac|hay|neu|da (?:nhan|duoc|tang))\b")
"""Words (``bare_key``) beside an award's name by which it is not, or not surely, asked for."""


def disagreements(row: Row) -> Iterator[Disagreement]:
    """Contradictions inside a proposal, and a title that lists several."""
    if row.form is Form.PROPOSAL:
        yield from _gender(row)
        yield from _head_or_not(row)
        yield from _body_or_person(row)
        yield from tuple(_several_people(row)) or _unclear_name(row)
        yield from _unclear_award(row)
    elif row.form is not Form.CRITERIA:
        yield from _several_titles(row)


def _gender(row: Row) -> Iterator[Disagreement]:
    """``Bà`` and ``Nam``: a tie may go to a woman, so nobody's gender is guessed."""
    called = _GENDERS.get(bare_key(row.text("salutation")), "")
    typed = row.text("gender")
    if (
        called
        and typed
        and bare_key(typed) in {"nam", "nu"}
        and bare_key(typed) != bare_key(called)
    ):
        message = (
            f"Ghi “{row.text('salutation')}” nhưng giới tính “{typed}”. "
            "Quy định có ưu tiên khi bằng nhau nên đề nghị ghi hai ô cho khớp, hoặc văn phòng ghi "
            "giới tính đúng vào cột Giá trị chốt."
        )
        yield "gender", Problem("gender_disagrees", Weight.HOLD, message, ("Nam", "Nữ"))


def _head_or_not(row: Row) -> Iterator[Disagreement]:
    """``Trưởng phòng`` called ``Cá nhân``: a head has criteria of his or her own (plan 4.2).

    Who leads a body inside a unit is no head of the unit, so this is told and nothing waits.
    """
    kind, post = row.text("kind"), row.text("position")
    stated = bare_key(kind)
    if _HEAD_KINDS.search(stated) or _OF_BODIES.search(stated) or not may_lead(post):
        return
    if stated.startswith(_PERSON_KINDS) or not leads(post):
        message = (
            f"Đối tượng ghi “{kind}”, chức vụ “{post}”: đang xét theo tiêu chí của cá nhân. Là "
            f"người đứng đầu đơn vị thì ghi “Người đứng đầu” ở cột Đối tượng: {WHERE}; không phải "
            "thì để nguyên; đơn vị có vi phạm thì văn phòng ghi “Cá nhân” để xác nhận."
        )
        yield "kind", Problem("head_or_not", Weight.NOTE, message)


def _body_or_person(row: Row) -> Iterator[Disagreement]:
    """``UBND phường`` called ``Cá nhân``: a collective has criteria of its own (plan 4.1)."""
    kind, name = row.text("kind"), row.text("name")
    stated = bare_key(kind)
    of_a_person = stated.startswith(_PERSON_KINDS[:4]) or _HEAD_KINDS.search(stated)
    if of_a_person and not _OF_BODIES.search(stated) and _names_a_body(name):
        said = f"Đối tượng ghi “{kind}” mà “{name}” là tên của tập thể"
        message = f"{said}. Đề nghị ghi lại ô sai: {WHERE}."
        yield "kind", Problem("body_or_person", Weight.HOLD, message)


def _names_a_body(name: str) -> bool:
    first = _MORE.split(name, maxsplit=1)[0].strip()
    return is_body(first or name) or _WARD.match(name) is not None


def _several_people(row: Row) -> Iterator[Disagreement]:
    """Two people in one cell cannot be judged as one; a post behind a name is nobody's name."""
    name = row.text("name")
    if not BETWEEN_NAMES.search(name):
        return
    names = [_ITEM.sub("", part) for part in BETWEEN_NAMES.split(name) if part]
    if _ANY_MARK.search(name):
        names = [one for one in names if not is_post(one)]
    if len(names) > 1 and all(_is_person(part) for part in names):
        message = (
            f"Ô ghi nhiều người ({', '.join(names)}): mỗi người cần một dòng riêng. "
            "Đề nghị đơn vị tách dòng."
        )
        yield "name", Problem("several_people", Weight.HOLD, message, tuple(names))


def _unclear_name(row: Row) -> Iterator[Disagreement]:
    """A name that is none, or has more in its cell: printed, and sought among violations."""
    if _SEVERAL_WORDS.fullmatch(row.text("name")):
        return
    name = plain_name(row.text("name"))
    first = _MORE.split(row.text("name"), maxsplit=1)[0].strip()
    if not name or _OF_BODIES.search(bare_key(row.text("kind"))) or is_body(first or name):
        return
    if _NOBODY.match(bare_key(name)):
        said = "không nêu tên ai: mỗi người cần một dòng riêng. Đề nghị đơn vị ghi từng người"
    elif " " not in name:
        said = f"chưa đủ họ và tên. Đề nghị ghi đủ họ tên ({WHERE})"
    elif first != row.text("name") and _is_person(first):
        said = f"có thêm chữ ngoài họ tên. Đề nghị ghi riêng họ tên “{first}” ({WHERE})"
    else:
        return
    message = f"Ô tên ghi “{row.text('name')}” {said}; đúng là tên như vậy thì {CONFIRM}."
    yield "name", Problem("name_unclear", Weight.HOLD, message)


def _unclear_award(row: Row) -> Iterator[Disagreement]:
    """``Không đề nghị Bằng khen`` names an award and does not ask for it."""
    typed = row.text("award")
    if typed and _is_unclear(typed):
        message = (
            f"“{typed}” không rõ là đề nghị hình thức nào. Đề nghị ghi đúng tên hình thức: {WHERE}."
        )
        yield "award", Problem("award_unclear", Weight.HOLD, message)


@lru_cache(maxsize=1024)
def _is_unclear(award: str) -> bool:
    return "?" in award or _NOT_ASKED.search(bare_key(award)) is not None


def _several_titles(row: Row) -> Iterator[Disagreement]:
    """A list of titles in one cell cannot be counted as one."""
    title = row.text("title")
    if "\n" not in title:
        return
    lines = [line for line in title.split("\n") if line.strip()]
    if len(lines) > 1 and all(map(_ITEM.match, lines)):
        names = tuple(_ITEM.sub("", line).strip() for line in lines)
        message = (
            f"Ô ghi nhiều nội dung ({'; '.join(names)}): mỗi mô hình, sáng kiến cần một dòng "
            "riêng. Đề nghị đơn vị tách dòng."
        )
        yield "title", Problem("several_titles", Weight.HOLD, message, names)


def _is_person(text: str) -> bool:
    return bool(_PERSON.fullmatch(text)) and not is_body(text)
