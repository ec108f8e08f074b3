from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest

from addin.papers.shelf import Shelf
from campaign.errors import SourceError, UsageError
from campaign.intake.files import expand, expand_all
from campaign.intake.own_files import WRITTEN
from campaign.result.unread import PAPER


def touch(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def names(*sources: Path | str) -> list[str]:
    return [file.name for file in expand(sources)]


def test_a_folder_is_searched_in_stable_order(tmp_path: Path) -> None:
    touch(tmp_path, "b.xlsx", "a/z.XLS", "a/y.ods", "c.csv", "d.xlsm", "e.tsv")
    assert names(tmp_path) == ["a/y.ods", "a/z.XLS", "b.xlsx", "c.csv", "d.xlsm", "e.tsv"]
    assert all(file.path.is_file() for file in expand([tmp_path]))


def test_names_are_composed(tmp_path: Path) -> None:
    touch(tmp_path, unicodedata.normalize("NFD", "Thới An.xlsx"))
    assert names(tmp_path) == [unicodedata.normalize("NFC", "Thới An.xlsx")]


def test_bytes_of_a_name_that_are_no_text_are_shown(tmp_path: Path) -> None:
    touch(tmp_path, os.fsdecode(b"ph\xf5ng t\xe2n.xlsx"), os.fsdecode("phòng nội vụ.csv".encode()))
    assert names(tmp_path) == [r"ph\xf5ng t\xe2n.xlsx", "phòng nội vụ.csv"]
    assert all(file.data() == b"x" for file in expand([tmp_path]))


def test_locks_and_hidden_files_are_passed_over(tmp_path: Path) -> None:
    touch(tmp_path, "~$a.xlsx", ".~lock.a.ods#", ".b.xlsx", ".git/c.xlsx", "d.xlsx")
    found = expand_all([tmp_path])
    assert [file.name for file in found.files] == ["d.xlsx"]
    assert found.skipped == []


def test_own_results_are_listed_as_skipped(tmp_path: Path) -> None:
    touch(tmp_path, "thidua-ket-qua-2020.xlsx", "thidua-thoi-an.xlsx", "tong-hop.xlsx")
    found = expand_all([tmp_path])
    assert [file.name for file in found.files] == ["thidua-thoi-an.xlsx", "tong-hop.xlsx"]
    assert [file.name for file in found.skipped] == ["thidua-ket-qua-2020.xlsx"]


def test_what_nobody_hands_in_is_listed_as_skipped(tmp_path: Path) -> None:
    touch(tmp_path, "a.lnk", "b.exe", "c.xlsx", "d.txt", "tong-quan.html", "report.json")
    found = expand_all([tmp_path])
    assert [file.name for file in found.files] == ["c.xlsx"]
    names = ["a.lnk", "b.exe", "d.txt", "report.json", "tong-quan.html"]
    assert [file.name for file in found.skipped] == names


def test_what_a_system_puts_into_folders_is_passed_over_in_silence(tmp_path: Path) -> None:
    touch(tmp_path, "Thumbs.db", "a/desktop.ini", ".DS_Store", "~$BC.docx", "c.xlsx")
    found = expand_all([tmp_path])
    assert [file.name for file in found.files] == ["c.xlsx"]
    assert found.skipped == []


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("BC.signed.pdf", "tệp PDF"),
        ("BC.DOCX", "văn bản Word"),
        ("z1.jpg", "hình ảnh"),
        ("thư.eml", "thư điện tử"),
    ],
)
def test_a_paper_of_a_folder_is_named_and_not_opened(tmp_path: Path, name: str, kind: str) -> None:
    (paper,) = expand(_with(tmp_path, name))
    paper.path.unlink()
    with pytest.raises(SourceError, match=f"“{name}” là {kind}, không phải bảng tính") as refused:
        paper.data()
    assert refused.value.code == PAPER


def _with(folder: Path, name: str) -> list[Path]:
    touch(folder, name)
    return [folder]


def test_papers_that_we_wrote_are_nobody_s_also_after_somebody_worked_on_them(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "van-ban"
    shelf = Shelf(folder)
    shelf.put("cong-van-don-doc/UBND phường Thới An.docx", b"letter")
    shelf.put("bao-cao.docx", b"report")
    shelf.close()
    (folder / "bao-cao.docx").write_bytes(b"edited")
    touch(folder, "cong-van-don-doc/Phường Thạnh Lộc.docx")
    found = expand_all([tmp_path])
    assert [file.name for file in found.files] == ["van-ban/cong-van-don-doc/Phường Thạnh Lộc.docx"]
    assert [file.name for file in found.skipped] == [
        "van-ban/bao-cao.docx",
        "van-ban/cong-van-don-doc/UBND phường Thới An.docx",
    ]


def test_a_damaged_list_makes_no_paper_ours(tmp_path: Path) -> None:
    touch(tmp_path, "Phường Thới An.docx")
    for text in ("", "{", "[]"):
        (tmp_path / WRITTEN).write_text(text)
        assert names(tmp_path) == ["Phường Thới An.docx"]


def test_a_file_named_outright_is_read_whatever_it_is(tmp_path: Path) -> None:
    touch(tmp_path, "x/a.docx")
    assert names(tmp_path / "x" / "a.docx") == ["a.docx"]


def test_patterns(tmp_path: Path) -> None:
    touch(tmp_path, "x/a.xlsx", "x/b.docx", "y/c.xlsx", "y/d.ods")
    assert names(str(tmp_path / "*" / "*.xlsx")) == ["x/a.xlsx", "y/c.xlsx"]
    assert names(str(tmp_path / "**" / "*.[xo]*")) == ["x/a.xlsx", "y/c.xlsx", "y/d.ods"]


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    touch(tmp_path, "a.xlsx")
    assert names(tmp_path, tmp_path / "a.xlsx") == ["a.xlsx"]


def test_a_name_with_brackets_is_a_file_first(tmp_path: Path) -> None:
    touch(tmp_path, "Thới An [bản 2].xlsx")
    assert names(str(tmp_path / "Thới An [bản 2].xlsx")) == ["Thới An [bản 2].xlsx"]


@pytest.mark.parametrize("missing", ["khong-co.xlsx", "*.xlsx"])
def test_what_is_not_there_is_told(missing: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="hãy kiểm tra lại đường dẫn"):
        expand([tmp_path / missing])


def test_an_empty_folder_has_no_files(tmp_path: Path) -> None:
    assert expand([tmp_path]) == []


@pytest.mark.parametrize("suffix", [".xlsb", ".numbers", ".zip", ".rar"])
def test_what_may_hold_a_units_table_is_no_file_to_pass_over(tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"thoi-an{suffix}").write_bytes(b"PK\x03\x04")
    found = expand_all([tmp_path])
    assert [file.name for file in found.files] == [f"thoi-an{suffix}"]
    with pytest.raises(SourceError):
        found.files[0].opened(b"PK\x03\x04")
