"""Cells of one proposal that contradict each other wait for a person."""

from __future__ import annotations

import pytest

from campaign.grid import CellValue
from campaign.problems import Weight
from campaign.records import Row, SourceRecords, Status
from tests.grids import Lines, codes, issue, read_rows

HEADER: list[CellValue] = ["STT", "Ông/Bà", "Họ và tên", "Giới tính", "Hình thức khen thưởng"]

BODY = "Bộ phận Tiếp nhận và Trả kết quả"


def proposed(salutation: str, name: str, gender: str) -> Row:
    lines: Lines = [["UBND PHƯỜNG THỚI AN"], HEADER, [1, salutation, name, gender, "Giấy khen"]]
    return read_rows(lines).rows[0]


@pytest.mark.parametrize(("salutation", "gender"), [("Bà", "Nam"), ("Ông", "Nữ"), ("chị", "NAM")])
def test_a_salutation_against_the_gender_waits(salutation: str, gender: str) -> None:
    row = proposed(salutation, "Trần Thị Mẫu", gender)
    assert row.status is Status.HELD
    assert issue(row, "gender_disagrees").cell == "D3"


@pytest.mark.parametrize(("salutation", "gender"), [("Bà", "nữ"), ("", "Nam"), ("Ông", "")])
def test_one_that_agrees_or_is_left_out_does_not(salutation: str, gender: str) -> None:
    assert proposed(salutation, "Trần Văn Mẫu", gender).status is Status.ACCEPTED


def posted(kind: str, post: str) -> Row:
    header = ["STT", "Đối tượng", "Họ và tên", "Chức vụ", "Hình thức khen thưởng"]
    person = [1, kind, "Trần Thị Mẫu", post, "Giấy khen"]
    return read_rows([["UBND PHƯỜNG THỚI AN"], header, person]).rows[0]


@pytest.mark.parametrize(
    "post", ["Trưởng phòng", "CHỦ TỊCH UBND phường", "Chủ tịch", "hiệu trưởng"]
)
def test_a_heads_post_beside_a_mere_person_is_told_and_does_not_wait(post: str) -> None:
    row = posted("Cá nhân", post)
    assert row.status is Status.ACCEPTED
    told = issue(row, "head_or_not")
    assert (told.cell, told.weight) == ("B3", Weight.NOTE)
    assert "ghi “Người đứng đầu” ở cột Đối tượng" in told.message


@pytest.mark.parametrize(
    ("kind", "post"),
    [
        *(("Công chức", "Quyền Chủ tịch UBND"), ("Người dân", "Chủ tịch phường")),
        *(("", "CT UBND phường"), ("Cá nhân", "TP. Nội vụ"), ("", "Phụ trách phòng")),
        ("Cá nhân", "Phó Bí thư Đảng ủy - Chủ tịch UBND phường"),
    ],
)
def test_a_short_or_double_post_of_a_head_is_told_too(kind: str, post: str) -> None:
    assert issue(posted(kind, post), "head_or_not").weight is Weight.NOTE


@pytest.mark.parametrize("kind", ["Cá nhân", "Công chức", "Người đứng đầu"])
@pytest.mark.parametrize("name", ["UBND phường Thới An", "P. Thới An", "Tổ Một cửa"])
def test_a_body_s_name_beside_a_person_waits(kind: str, name: str) -> None:
    header = ["STT", "Đối tượng", "Họ và tên", "Hình thức khen thưởng"]
    found = issue(
        read_rows([["UBND PHƯỜNG THỚI AN"], header, [1, kind, name, "Giấy khen"]]).rows[0],
        "body_or_person",
    )
    assert (found.cell, found.weight) == ("B3", Weight.HOLD)


@pytest.mark.parametrize(
    ("kind", "post"),
    [
        *(("Cá nhân", "TP-HT"), ("Người dân", "Công nhân"), ("", "Phó Phòng phụ trách")),
        *(("Cá nhân", "Phó Trưởng phòng"), ("Cá nhân", "Chuyên viên"), ("Cá nhân", "")),
        *(("Cá nhân", "Chủ tịch Hội Phụ nữ phường"), ("Người đứng đầu", "Trưởng phòng")),
        ("", "Trưởng phòng"),
    ],
)
def test_a_post_that_fits_whom_it_stands_beside_is_not_told_of(kind: str, post: str) -> None:
    assert "head_or_not" not in codes(posted(kind, post))


@pytest.mark.parametrize(
    "name",
    [
        *("Trần Thị Mẫu; Lê Văn Thử", "Trần Thị Mẫu và Lê Văn Thử"),
        *("Đoàn Văn Mẫu, Tô Thị Thử", "Tô Văn Mẫu và Bà Đoàn Thị Thử"),
        *("Bà Trần Thị Mẫu\nÔng Lê Văn Thử", "1. Trần Thị Mẫu\n2. Lê Văn Thử"),
        *(
            "Trương Văn Mẫu, Trương Thị Thử",
            "Trần Thị Mẫu, Đặng Viên",
            "Tran Thi Mau, Truong Phong",
        ),
        "Trần Văn Mẫu và công chức",
    ],
)
def test_two_people_in_one_cell_wait(name: str) -> None:
    row = proposed("", name, "")
    assert row.status is Status.HELD
    assert issue(row, "several_people").cell == "C3"


@pytest.mark.parametrize(
    "name",
    [
        "Trần Thị Mẫu, công chức; Lê Văn Thử, viên chức",
        "Trần Thị Mẫu, Trưởng phòng Nội vụ và Lê Văn Thử, Phó phòng",
        "Trần Thị Mẫu, ThS.\nLê Văn Thử, cử nhân",
    ],
)
def test_two_people_with_their_posts_are_two(name: str) -> None:
    found = issue(proposed("", name, ""), "several_people")
    assert found.readings == ("Trần Thị Mẫu", "Lê Văn Thử")


@pytest.mark.parametrize(
    "post",
    [
        *(", công chức", ", Công chức Tư pháp - Hộ tịch", "; chuyên viên chính", ", đảng viên"),
        *(", Phó Chủ tịch UBND phường", "\nPhó Trưởng phòng", "/Trưởng Công an phường"),
        *(", ThS.", ", Thạc sĩ Luật", ", Thượng tá", ", sinh năm 1980", ", Phòng Nội vụ"),
    ],
)
def test_one_person_with_a_post_is_one_and_waits_for_the_name_alone(post: str) -> None:
    row = proposed("", f"Tô Minh Quân{post}", "")
    assert "several_people" not in codes(row)
    assert "riêng họ tên “Tô Minh Quân” (" in issue(row, "name_unclear").message


@pytest.mark.parametrize("typed", ["Tran Thi Mau, cong chuc", "Tran Thi Mau, pho chu tich"])
def test_a_post_without_marks_is_one_too(typed: str) -> None:
    assert "riêng họ tên “Tran Thi Mau”" in issue(proposed("", typed, ""), "name_unclear").message


@pytest.mark.parametrize(
    "name",
    [
        "Phòng Tài nguyên và Môi trường",
        "Tập thể Tổ một cửa, Tổ hộ tịch",
        *(
            "Tổ một cửa, Tổ hộ tịch",
            "Đoàn phường và Đoàn trường THCS Mẫu",
            "Đoàn Thanh niên, Đoàn thể",
        ),
        "Nguyễn Thị Hòa",
        "H'Mẫu",
        BODY,
    ],
)
def test_a_collective_named_with_and_is_one(name: str) -> None:
    assert "several_people" not in codes(proposed("", name, ""))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "Ông Trần Văn Mẫu - Chủ tịch",
            "riêng họ tên “Ông Trần Văn Mẫu” (đơn vị sửa",
        ),
        ("TRẦN VĂN MẪU (Trưởng nhóm)", "riêng họ tên “TRẦN VĂN MẪU”"),
        ("Trần Văn Mẫu1", "có thêm chữ ngoài họ tên"),
        ("Mẫu", "chưa đủ họ và tên"),
        ("x", "chưa đủ họ và tên"),
        ("Đoàn Văn Mẫu - Chủ tịch phường", "riêng họ tên “Đoàn Văn Mẫu”"),
        ("TÔ THỊ MẪU (Tổ trưởng)", "riêng họ tên “TÔ THỊ MẪU”"),
        ("Tô Minh Quân (công chức)", "riêng họ tên “Tô Minh Quân”"),
        ("Bà Đoàn Thị Bích Phương - Phòng Nội vụ", "riêng họ tên “Bà Đoàn Thị Bích Phương”"),
        ("Đoàn Trường Giang (bí thư)", "riêng họ tên “Đoàn Trường Giang”"),
        ("Trương Văn Mẫu - Chủ tịch", "riêng họ tên “Trương Văn Mẫu”"),
        ("Truong Van Mau - chu tich", "riêng họ tên “Truong Van Mau”"),
        ("Quan Thị Mẫu (kế toán)", "riêng họ tên “Quan Thị Mẫu”"),
        ("Doan Van Mau - chu tich", "riêng họ tên “Doan Van Mau”"),
        ("03 cá nhân", "không nêu tên ai"),
        ("Toàn thể cán bộ công chức", "không nêu tên ai"),
        ("Các đồng chí lãnh đạo", "không nêu tên ai"),
    ],
)
def test_a_name_that_is_not_one_person_s_whole_name_waits(name: str, said: str) -> None:
    """It is printed on a certificate, and looked for among the violations."""
    found = issue(proposed("", name, ""), "name_unclear")
    assert (found.cell, found.weight) == ("C3", Weight.HOLD)
    assert said in found.message


@pytest.mark.parametrize(
    "name",
    [
        *("Trần Văn Mẫu", "Ông Trần Văn Mẫu", "Phòng Tài chính - Kế hoạch", "Khu phố 3", BODY),
        *("Trường Tiểu học Kim Đồng (cơ sở 2)", "Công ty TNHH Mẫu - Thử"),
        *("Đoàn Văn Mẫu", "Tô Thị Mẫu", "Đoàn phường Thới An - Quận 12", "Tổ 5, khu phố 2"),
        *("Đoàn Thanh niên (khối cơ quan)", "Tổ một cửa - hộ tịch", "Đoàn TNCS Hồ Chí Minh - Q12"),
        *("Cửa hàng Mẫu & Thử", "Hợp tác xã Mẫu, Thử", "Nhà thuốc Mẫu/Thử"),
        *("Trường THCS Mẫu - Thử", "Truong Tieu hoc Kim Dong - co so 2", "Quận đoàn, Quận hội"),
        *("Đoàn trường THCS Mẫu (cơ sở 1)", "To mot cua - ho tich", "Đoàn công tác, liên ngành"),
    ],
)
def test_a_whole_name_and_a_body_s_name_do_not(name: str) -> None:
    assert proposed("", name, "").status is Status.ACCEPTED


@pytest.mark.parametrize(
    "award",
    [
        *("Không đề nghị Bằng khen", "Giấy khen hoặc Bằng khen", "Giấy khen?"),
        *("Giấy khen (đã nhận năm 2019)", "Bằng khen (nếu được)"),
    ],
)
def test_an_award_that_is_named_and_not_asked_for_waits(award: str) -> None:
    lines: Lines = [["UBND PHƯỜNG THỚI AN"], HEADER, [1, "Bà", "Trần Thị Mẫu", "Nữ", award]]
    found = issue(read_rows(lines).rows[0], "award_unclear")
    assert (found.cell, found.weight) == ("E3", Weight.HOLD)


def people(*rows: tuple[str, str]) -> SourceRecords:
    header: list[CellValue] = ["STT", "Họ và tên", "Số CCCD", "Hình thức khen thưởng"]
    lines: Lines = [[n, name, card, "Giấy khen"] for n, (name, card) in enumerate(rows, 1)]
    return read_rows([["UBND PHƯỜNG THỚI AN"], header, *lines])


def test_one_identity_number_for_people_of_different_names_waits() -> None:
    card, own = "079085001234", "079085001299"
    out = people(("Trần Thị Mẫu", card), ("Lê Văn Thử", own), ("Lê Văn Ba", card))
    assert [row.status for row in out.rows] == [Status.HELD, Status.ACCEPTED, Status.HELD]
    found = issue(out.rows[0], "identity_shared")
    assert found.cell == "C3"
    assert "ô C5" in found.message


def test_one_person_proposed_twice_has_one_number() -> None:
    card = "079085001234"
    out = people(("Trần Thị Mẫu", card), ("Bà TRẦN THỊ MẪU", card), ("Lê Văn Ba", ""))
    assert [row.status for row in out.rows] == [Status.ACCEPTED] * 3
