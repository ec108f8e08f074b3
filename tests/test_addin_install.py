"""Installing for Excel on Windows and the Mac: the true steps, on folders of the test's own."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from addin.build.xlam import addin_file
from addin.install.checks import check
from addin.install.places import Places, find_places, mac_script
from addin.install.settings import value_of, with_interpreter, without_interpreter
from addin.install.steps import install, read_settings, uninstall
from campaign.errors import UsageError

PYTHON = sys.executable
SYSTEMS = ["win32", "darwin"]


def places_of(system: str, folder: Path, encoding: str = "utf-8") -> Places:
    roaming = {"APPDATA": str(folder / "AppData" / "Roaming")}
    return find_places(system, roaming, folder, encoding)


@pytest.fixture(params=SYSTEMS)
def places(request: pytest.FixtureRequest, tmp_path: Path) -> Places:
    found = places_of(request.param, tmp_path)
    found.sign.mkdir(parents=True)
    return found


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_windows_finds_everything_where_excel_looks(tmp_path: Path) -> None:
    places = places_of("win32", tmp_path)
    places.sign.mkdir(parents=True)
    list(install(places, PYTHON))
    assert files(tmp_path) == {
        "AppData/Roaming/Microsoft/Excel/XLSTART/thidua.xlam",
        ".xlwings/xlwings.conf",
    }
    assert places.settings.read_bytes() == f'"INTERPRETER_WIN","{PYTHON}"\r\n'.encode()


def test_a_mac_finds_everything_where_excel_looks(tmp_path: Path) -> None:
    places = places_of("darwin", tmp_path)
    places.sign.mkdir(parents=True)
    list(install(places, PYTHON))
    group = "Library/Group Containers/UBF8T346G9.Office/User Content.localized"
    assert files(tmp_path) == {
        f"{group}/Startup.localized/Excel/thidua.xlam",
        "Library/Containers/com.microsoft.Excel/Data/xlwings.conf",
        f"Library/Application Scripts/com.microsoft.Excel/{mac_script().name}",
    }
    assert places.settings.read_bytes() == f'"INTERPRETER_MAC","{PYTHON}"\n'.encode()


def test_what_was_installed_checks_out_and_its_python_answers(places: Places) -> None:
    said = list(install(places, PYTHON))
    assert "thẻ “Thi đua”" in said[-1]
    assert places.addin.read_bytes() == addin_file()
    findings = list(check(places))
    assert [finding.name for finding in findings if not finding.good] == []
    assert findings[-1].name == "Phần xử lý trả lời"


def test_a_second_install_changes_nothing(places: Places, tmp_path: Path) -> None:
    list(install(places, PYTHON))
    before = {name: (tmp_path / name).read_bytes() for name in files(tmp_path)}
    assert "đã đúng từ trước" in list(install(places, PYTHON))[1]
    assert {name: (tmp_path / name).read_bytes() for name in files(tmp_path)} == before


def test_what_the_user_had_set_stays_and_comes_back(places: Places) -> None:
    theirs = f'"ONEDRIVE","x"\r\n"{places.key.lower()}","C:\\Khac\\python.exe"\r\nla lung'.encode()
    places.settings.parent.mkdir(parents=True, exist_ok=True)
    places.settings.write_bytes(theirs + b"\xe9")
    said = list(install(places, PYTHON))
    assert any("trước đây là C:\\Khac\\python.exe" in sentence for sentence in said)
    assert value_of(read_settings(places), places.key) == PYTHON
    assert theirs.split(b"\r\n")[0] in places.settings.read_bytes()
    list(install(places, "/khac/python"))
    list(uninstall(places))
    lines = places.settings.read_bytes().splitlines()
    assert lines[0] == b'"ONEDRIVE","x"'
    assert lines[1] == f'"{places.key}","C:\\Khac\\python.exe"'.encode()
    assert lines[2:] == [b"la lung\xe9"]


def test_uninstalling_leaves_no_settings_that_only_we_wrote(places: Places) -> None:
    list(install(places, PYTHON))
    first, *_ = uninstall(places)
    assert "Đã gỡ nút lệnh" in first
    assert not places.addin.exists()
    assert not places.settings.exists()
    assert list(uninstall(places)) == ["Không có nút lệnh nào để gỡ."]
    missing = {finding.name for finding in check(places) if not finding.good}
    assert {"Nút lệnh trong Excel", "Thiết lập Python cho Excel"} <= missing


def test_an_add_in_of_another_version_is_named(places: Places) -> None:
    list(install(places, PYTHON))
    places.addin.write_bytes(b"khac")
    found = next(one for one in check(places) if one.name == "Nút lệnh trong Excel")
    assert "của bản khác" in found.sentence()


@pytest.mark.parametrize("kind", ["gone", "broken"])
def test_a_python_that_cannot_answer_is_named(places: Places, tmp_path: Path, kind: str) -> None:
    python = tmp_path / "python"
    if kind == "broken":
        python.write_text("#!/bin/sh\necho 'No module named addin' >&2\nexit 1\n")
        python.chmod(0o755)
    list(install(places, str(python)))
    found = list(check(places))[-1]
    assert not found.good
    said = {"gone": "không còn tệp", "broken": "No module named addin"}[kind]
    assert said in found.sentence()


@pytest.mark.parametrize("system", SYSTEMS)
def test_without_excel_nothing_is_written(system: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Không thấy Excel"):
        list(install(places_of(system, tmp_path), PYTHON))
    assert files(tmp_path) == set()


def test_a_system_without_excel_is_told_what_it_can_do() -> None:
    with pytest.raises(UsageError, match=r"không có Excel.*thidua run"):
        find_places("linux", {}, Path("/"))


def test_windows_without_its_folder_says_so() -> None:
    with pytest.raises(UsageError, match="APPDATA"):
        find_places("win32", {}, Path("/"))


def test_a_path_that_vba_cannot_read_is_refused_with_the_cure(tmp_path: Path) -> None:
    places = places_of("win32", tmp_path, "cp1252")
    places.sign.mkdir(parents=True)
    with pytest.raises(UsageError, match="thư mục không dấu"):
        list(install(places, r"C:\Users\Nguyễn\python.exe"))
    with pytest.raises(UsageError, match="Microsoft Store"):
        list(install(places, r"C:\Program Files\WindowsApps\Python\python.exe"))
    assert files(tmp_path) == set()


def test_a_home_that_vba_cannot_read_is_pointed_out(tmp_path: Path) -> None:
    places = places_of("win32", tmp_path / "Nguyễn", "cp1252")
    places.sign.mkdir(parents=True)
    assert any(sentence.startswith("LƯU Ý") for sentence in install(places, PYTHON))


def test_a_folder_that_takes_no_file_is_one_sentence(tmp_path: Path) -> None:
    places = places_of("win32", tmp_path)
    places.sign.mkdir(parents=True)
    places.addin.parent.write_text("")
    with pytest.raises(UsageError, match="Không tạo được thư mục"):
        list(install(places, PYTHON))


@pytest.mark.parametrize("text", ["", '"A","1"\n', '"A","1"', '"A","1"\r\n"B","2"\r\n'])
def test_settings_come_back_letter_for_letter(text: str) -> None:
    made = with_interpreter(text, "INTERPRETER_WIN", "p", "\n")
    assert value_of(made, "interpreter_win") == "p"
    assert without_interpreter(made, "INTERPRETER_WIN", "\n").rstrip("\n") == text.rstrip("\n")
