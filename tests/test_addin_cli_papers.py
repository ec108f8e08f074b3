"""``thidua papers`` and ``thidua overview``: a clerk names the workbook and nothing more."""

from __future__ import annotations

from pathlib import Path

import pytest

from addin.last_run import recall
from tests.command_line import Cli

AS_OF = "2020-11-02T08:00"

GOOD = (
    "Đơn vị,Tên mô hình,Nội dung,Người phụ trách,Điện thoại,Ngày nộp\n"
    "UBND phường Thới An,Một cửa,Gọi số,Lê Thị Mẫu,0909123456,31/6/2020\n"
)


@pytest.fixture
def book(cli: Cli, tmp_path: Path) -> Path:
    """A workbook of a run over one file."""
    (tmp_path / "don-vi").mkdir()
    (tmp_path / "don-vi" / "a.csv").write_text(GOOD, encoding="utf-8")
    made = tmp_path / "so.xlsx"
    assert cli("run", tmp_path / "don-vi", "--workbook", made, "--as-of", AS_OF)[0] == 0
    return made


def test_papers_need_only_the_workbook_of_the_last_run(cli: Cli, book: Path) -> None:
    code, said, _ = cli("papers", "--workbook", book)
    assert code == 0
    folder = book.parent / "van-ban-2020-11-02"
    assert str(folder) in said
    assert (folder / "cong-van-don-doc" / "UBND phường Thới An.docx").exists()
    assert (folder / "to-trinh" / "Giấy khen.docx").exists()


def test_one_unit_and_one_kind_can_be_asked_for(cli: Cli, book: Path, tmp_path: Path) -> None:
    out = tmp_path / "ra"
    asked = ("papers", "--workbook", book, "--out", out, "--unit", "P. Thới An")
    code, said, _ = cli(*asked, "--until", "06/11/2020", "--full")
    assert code == 0
    assert "không gửi ra ngoài" in said
    files = [path.relative_to(out).as_posix() for path in out.rglob("*.docx")]
    assert files == ["cong-van-don-doc/UBND phường Thới An.docx"]
    assert cli("papers", "bao-cao-so-ket", "--workbook", book, "--out", out)[0] == 0
    assert (out / "bao-cao-so-ket.docx").exists()


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("papers",), "Thiếu --workbook"),
        (("papers", "to-trin", "--workbook", "{book}"), "to-trinh"),
        (("papers", "--workbook", "{book}", "--unit", "Phường Hưng Thuận"), "Tân Hưng Thuận"),
        (("papers", "--workbook", "{book}", "--until", "32/11/2020"), "06/11/2020"),
        (("papers", "--workbook", "{book}", "--official"), "chưa được duyệt"),
        (("papers", "--workbook", "khong-co.xlsx"), "Không có sổ"),
        (("overview", "--workbook", "khong-co.xlsx", "--html", "x.html"), "Không có sổ"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    cli: Cli, book: Path, words: tuple[str, ...], why: str
) -> None:
    code, _, said = cli(*(word.format(book=book) for word in words))
    assert code == 2
    assert why in said


def test_where_no_run_is_remembered_the_sources_must_be_named(
    cli: Cli, book: Path, own_cache: Path
) -> None:
    for known in own_cache.parent.glob("runs/*.request.json"):
        known.unlink()
    code, _, said = cli("papers", "to-trinh", "--workbook", book)
    assert code == 2
    assert "--source" in said
    named = ("--source", book.parent / "don-vi", "--campaign", "q12-cchc-2020", "--as-of", AS_OF)
    assert cli("papers", "to-trinh", "--workbook", book, *named)[0] == 0


def test_files_that_changed_since_the_run_are_told(
    cli: Cli, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("addin.unchanged._RACY_NS", 0)
    folder = book.parent / "don-vi"
    assert cli("run", folder, "--workbook", book, "--as-of", AS_OF)[0] == 0
    assert "Đề nghị chạy lại" not in cli("papers", "to-trinh", "--workbook", book)[1]
    (folder / "b.csv").write_text(GOOD.replace("Một", "Hai"), encoding="utf-8")
    assert "Đề nghị chạy lại" in cli("papers", "to-trinh", "--workbook", book)[1]


def test_an_unread_file_makes_the_papers_incomplete(cli: Cli, book: Path) -> None:
    (book.parent / "don-vi" / "hong.xlsx").write_bytes(b"PK\x03\x04")
    code, said, _ = cli("papers", "bao-cao-so-ket", "--workbook", book)
    assert code == 1
    assert "CHƯA ĐẦY ĐỦ" in said


def test_the_overview_needs_only_the_workbook_too(cli: Cli, book: Path, tmp_path: Path) -> None:
    page = tmp_path / "tq.html"
    assert cli("overview", "--workbook", book, "--html", page)[0] == 0
    assert "Thới An" in page.read_text(encoding="utf-8")


def test_templates_are_copied_out_for_word(cli: Cli, tmp_path: Path) -> None:
    code, said, _ = cli("papers", "--export-templates", tmp_path / "mau")
    assert code == 0
    assert "8 mẫu" in said
    assert len(list((tmp_path / "mau").glob("*.docx"))) == 8


def test_a_relative_run_is_remembered_whole(
    cli: Cli, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(book.parent)
    assert cli("run", "don-vi", "--workbook", "so.xlsx", "--as-of", AS_OF, "--fresh")[0] == 0
    assert [Path(str(item)).is_absolute() for item in recall(book).sources] == [True]
