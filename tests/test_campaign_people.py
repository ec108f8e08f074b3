"""Who is named in a cell: people with posts, degrees and offices beside them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.vietnamese.body_names import is_body
from campaign.vietnamese.people import more_than_names, people_in, same_person
from campaign.vietnamese.posts import POSTS, is_post
from campaign.vietnamese.text import bare_key

SURNAMES = (
    *("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ"),
    *("Hồ", "Ngô", "Dương", "Lý", "Đoàn", "Tô", "Trương", "Đinh", "Lâm", "Mai", "Trịnh", "Đào"),
    *("Hà", "Cao", "Phùng", "Lương", "Quách", "Văn", "Quan", "Phương", "Phó", "Chu", "Thái"),
    *("Tạ", "Kiều", "Thạch", "Danh", "Kim", "Châu", "Tăng", "Hứa", "Viên", "Nghiêm", "Khổng"),
    *("Thân", "Quyền", "Bành", "Giáp", "Lưu", "Triệu", "Vương", "Tống", "Đới", "Bàn", "Ban"),
    *("Trầm",),
)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Trần Văn Mẫu", ("trần văn mẫu",)),
        ("Ông Trần Văn Mẫu - Phó Chủ tịch UBND phường", ("trần văn mẫu",)),
        ("Trần Văn Mẫu (công chức", ("trần văn mẫu",)),
        ("Phó Trưởng phòng Lê Thị Thử", ("lê thị thử",)),
        ("1. Trần Văn Mẫu, công chức\n2. Lê Thị Thử, Phòng Nội vụ", ("trần văn mẫu", "lê thị thử")),
        ("Đ/c Trần Văn Mẫu/Đ/c Lê Thị Thử", ("trần văn mẫu", "lê thị thử")),
        ("công chức", ("công chức",)),
        (" ", ()),
    ],
)
def test_names_stand_apart_from_what_is_beside_them(typed: str, names: tuple[str, ...]) -> None:
    assert people_in(typed) == names


def test_a_cell_with_more_than_a_name_is_known_by_all_its_words() -> None:
    assert more_than_names("Trần Văn Mẫu (đơn của Lê Thử)") == "tran van mau don cua le thu"
    assert more_than_names("Bà Trần Thị Mẫu") == ""


@pytest.mark.parametrize("post", POSTS)
def test_a_post_is_nobody_s_name_in_any_case(post: str) -> None:
    assert is_post(post.upper())
    assert is_post(f"{post} phường")


@pytest.mark.parametrize("name", ["Trương Phong", "Đặng Viên Mẫu", "Phó Đức Mẫu", "Tô Trường Mẫu"])
@pytest.mark.parametrize("form", [str, bare_key])
def test_a_name_like_a_post_is_a_name(name: str, form: type[str]) -> None:
    assert not is_post(form(name))


@pytest.mark.parametrize("surname", SURNAMES)
def test_no_surname_makes_a_post_or_a_body_of_a_person(surname: str) -> None:
    for name in (f"{surname} Văn Mẫu", f"{surname} Thị Thử"):
        assert not is_post(name)
        assert not is_body(name)
        assert people_in(f"{name}, công chức") == people_in(name)


@pytest.mark.parametrize("surname", ["Quan", "Ban", "Bàn", "Đới", "Trầm", "Trương", "Tô", "Đoàn"])
def test_a_surname_without_marks_makes_no_body_of_a_person(surname: str) -> None:
    for name in (bare_key(f"{surname} Văn Mẫu"), bare_key(f"{surname} Thị Thu Thử")):
        assert not is_body(name)
        assert people_in(f"Lê Văn Thử, {name}") == ("lê văn thử", name)


@pytest.mark.parametrize(
    "name",
    [
        *("Ban Thi đua - Khen thưởng", "Ban Văn hóa - Xã hội", "Ban Văn hoá", "Ban Vận động"),
        *("Ban Thị trường", "Đội Văn nghệ", "Đội Thi hành án", "Ban Quản lý dự án", "Quận ủy"),
        *("Quận Bình Tân", "Ban Nội chính", "Trạm Y tế phường"),
    ],
)
@pytest.mark.parametrize("form", [str, bare_key])
def test_a_body_is_one_with_and_without_marks(name: str, form: type[str]) -> None:
    assert is_body(form(name))


@given(st.text(max_size=60))
def test_any_text_names_the_same_people_as_itself(text: str) -> None:
    assert same_person(text, text) is bool(people_in(text))
