"""The command line: exit codes, sentences instead of tracebacks, and a clean standard output."""

from __future__ import annotations

import errno
import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
import typer

from addin.buttons.catalog import BUTTONS
from addin.cli.commands import app
from addin.cli.show import as_word
from addin.doctor import examine
from addin.package import WorkbookPackage
from addin.workbook.layout import layout_of
from campaign.plan.loading import load_campaign
from tests.command_line import Cli

ROOT = Path(__file__).parents[1]
GOOD = "Đơn vị,Tên mô hình,Nội dung,Ngày nộp\nUBND phường Thới An,Một cửa,Gọi số,15/5/2020\n"
AS_OF = "2020-11-02T08:00"


@pytest.fixture
def units(tmp_path: Path) -> Path:
    """A folder with one sound file."""
    folder = tmp_path / "units"
    folder.mkdir()
    (folder / "a.csv").write_text(GOOD, encoding="utf-8")
    return folder


def started(*words: str, **extra: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, *words]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, check=False, env=os.environ | extra
    )


def test_a_whole_run_ends_with_0_and_says_what_was_done(cli: Cli, units: Path) -> None:
    out = units.parent / "so.xlsx"
    code, said, _ = cli("run", units, "--workbook", out, "--as-of", AS_OF)
    assert code == 0
    assert out.exists()
    assert "Đã đọc 1 tệp, 1 dòng: nhận 1" in said


def test_notes_without_a_row_and_sheets_made_anew_are_said(cli: Cli, units: Path) -> None:
    out = units.parent / "so.xlsx"
    run = ("run", units, "--workbook", out, "--as-of", AS_OF)
    assert "mồ côi" not in cli(*run)[1].lower()
    sheet = layout_of(load_campaign("q12-cchc-2020"))["registration"]
    package = WorkbookPackage.open(out)
    package.set_cells(sheet.title, {(sheet.first, sheet.index("office_note")): "cần bổ sung"})
    package.save(out)
    (units / "a.csv").write_text(GOOD.replace("Một cửa", "Hẹn giờ"), encoding="utf-8")
    assert "Có 1 dòng ghi chú của văn phòng không còn dòng gốc" in cli(*run)[1]
    book = openpyxl.load_workbook(out)
    del book["Cảnh báo"]
    book.save(out)
    (units / "a.csv").write_text(GOOD, encoding="utf-8")
    said = cli(*run)[1]
    assert "các trang được lập lại" in said
    assert "không còn dòng gốc" not in said


def test_a_broken_file_among_good_ones_is_named_and_ends_with_1(cli: Cli, units: Path) -> None:
    (units / "hỏng.xlsx").write_bytes(b"PK\x03\x04 cut off")
    out = units.parent / "so.xlsx"
    code, said, _ = cli("run", units, "--workbook", out, "--as-of", AS_OF)
    assert code == 1
    assert "CHƯA ĐẦY ĐỦ: 1 tệp không đọc được" in said
    assert "hỏng.xlsx" in said
    assert out.exists()


def test_a_scan_is_named_with_what_to_do_and_the_account_still_closes(
    cli: Cli, units: Path
) -> None:
    (units / "Phường Thạnh Lộc - sơ kết.pdf").write_bytes(b"%PDF-1.7")
    (units / "Kế hoạch phát động.pdf").write_bytes(b"%PDF-1.7")
    out = units.parent / "so.xlsx"
    run = ("run", units, "--workbook", out, "--as-of", AS_OF, "--json", "-")
    code, text, said = cli(*run)
    made = json.loads(text)
    assert code == 1
    assert "CHƯA ĐẦY ĐỦ: 1 tệp không đọc được" in said
    assert "“Phường Thạnh Lộc - sơ kết.pdf” là tệp PDF" in said
    assert "Kế hoạch" not in said
    assert made["skipped"] == ["Kế hoạch phát động.pdf"]
    totals = made["totals"]
    assert totals["rows_in"] == totals["accepted"] + totals["held"] + totals["rejected"] == 1
    flags = layout_of(load_campaign("q12-cchc-2020"))["flags"]
    lines = openpyxl.load_workbook(out)[flags.title].iter_rows(min_row=flags.first + 1)
    (line,) = ([cell.value for cell in line] for line in lines if line[1].value == "Không đọc được")
    assert "UBND phường Thạnh Lộc" in line


def test_a_copy_of_the_district_workbook_among_the_units_files_is_nobody_s(
    cli: Cli, units: Path
) -> None:
    out = units.parent / "so.xlsx"
    run = ("run", units, "--workbook", out, "--as-of", AS_OF, "--json", "-")
    before = json.loads(cli(*run)[1])
    copy = units / "UBND phường Thạnh Lộc - sổ cũ.xlsx"
    copy.write_bytes(out.read_bytes())
    code, text, said = cli(*run)
    made = json.loads(text)
    assert (code, made["unread"], made["skipped"]) == (0, [], [copy.name])
    assert made["totals"] == before["totals"]
    assert "CHƯA ĐẦY ĐỦ" not in said
    (units / "a.csv").unlink()
    code, _, said = cli(*run)
    assert code == 2
    assert f"“{copy.name}” là sổ thi đua do phần mềm lập" in said
    assert "chưa nộp" not in said


def test_many_unread_files_are_not_all_listed_on_the_screen(cli: Cli, units: Path) -> None:
    for number in range(23):
        (units / f"scan{number}.pdf").write_bytes(b"%PDF-1.7")
    said = cli("run", units, "--workbook", units.parent / "so.xlsx", "--as-of", AS_OF)[1]
    assert said.count("  - Tệp “scan") == 20
    assert "… và 3 tệp nữa: xem cuối trang Điều khiển." in said


def test_a_folder_of_papers_alone_is_told_in_a_few_sentences(cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "units"
    folder.mkdir()
    for number in range(7):
        (folder / f"scan{number}.pdf").write_bytes(b"%PDF-1.7")
    code, _, said = cli("run", folder, "--workbook", tmp_path / "so.xlsx", "--as-of", AS_OF)
    assert code == 2
    assert said.count("là tệp PDF") == 5
    assert "Còn 2 tệp nữa cũng không đọc được." in said
    assert not (tmp_path / "so.xlsx").exists()


def test_the_end_of_a_run_counts_doubts_by_what_is_open(cli: Cli, units: Path) -> None:
    (units / "Phường Thạnh Lộc.xlsx").write_bytes(b"PK\x03\x04 cut off")
    said = cli("run", units, "--workbook", units.parent / "so.xlsx", "--as-of", AS_OF)[1]
    (counts,) = re.findall(r"Nội dung phải nộp: (.*)\.", said)
    assert counts.startswith("1 đúng hạn")
    assert counts.endswith("3 chưa rõ vì không đọc được tệp")


@pytest.mark.parametrize(
    ("text", "why"),
    [("Kính gửi;Phòng Nội vụ\n", "dòng tiêu đề cột"), (" ; \n", "không có chữ nào")],
)
def test_a_file_from_which_no_table_was_read_is_no_part_of_a_complete_run(
    cli: Cli, units: Path, text: str, why: str
) -> None:
    (units / "b.csv").write_text(text, encoding="utf-8")
    code, said, _ = cli("run", units, "--workbook", units.parent / "so.xlsx", "--as-of", AS_OF)
    assert code == 1
    assert "“b.csv”" in said
    assert why in " ".join(said.split())


def test_a_run_that_is_interrupted_says_so(
    cli: Cli, units: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("addin.run.run", stop)
    code, _, err = cli("run", units, "--workbook", units.parent / "so.xlsx")
    assert code == 2
    assert "Đã dừng theo yêu cầu; không sổ nào bị ghi dở." in err


def test_a_file_whose_name_is_no_text_is_read_again_and_remembered(cli: Cli, units: Path) -> None:
    old = os.fsdecode(b"ph\xf5ng.csv")
    (units / "a.csv").rename(units / old)
    run = ("run", units, "--workbook", units.parent / "so.xlsx", "--as-of", AS_OF, "--json", "-")
    first, again = cli(*run), cli(*run)
    assert first[0] == again[0] == 0
    assert json.loads(first[1])["sources"][0]["source"] == r"ph\xf5ng.csv"
    assert json.loads(again[1]) == json.loads(first[1])


def test_a_workbook_whose_name_is_no_text_is_refused_with_a_sentence(cli: Cli, units: Path) -> None:
    out = units.parent / os.fsdecode(b"s\xe9.xlsx")
    code, _, err = cli("run", units, "--workbook", out, "--as-of", AS_OF)
    assert code == 2
    assert "có ký tự không đọc được" in err
    assert not out.exists()


@pytest.mark.parametrize("path", ["kết quả/sổ.xlsm", "a&b/so.xlsm", "(1).xlsm", "so'.xlsm"])
def test_a_command_to_copy_keeps_its_path_together(path: str) -> None:
    assert shlex.split(f"thidua papers --workbook {as_word(Path(path))}")[-1] == path


def test_a_plain_path_stays_as_it_is_in_a_command() -> None:
    assert as_word(Path("kết-quả/sổ.xlsm")) == str(Path("kết-quả/sổ.xlsm"))


def test_only_broken_files_end_with_2_and_write_nothing(cli: Cli, units: Path) -> None:
    (units / "a.csv").unlink()
    (units / "a.xlsx").write_bytes(b"PK\x03\x04 cut off")
    out = units.parent / "so.xlsx"
    code, said, err = cli("run", units, "--workbook", out)
    assert (code, said) == (2, "")
    assert "a.xlsx" in err
    assert not out.exists()


def test_an_empty_folder_ends_with_2(cli: Cli, tmp_path: Path) -> None:
    code, _, err = cli("run", tmp_path, "--workbook", tmp_path / "so.xlsx")
    assert code == 2
    assert "Không có tệp nào để đọc" in err


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"source": "khong-co"}, "Không tìm thấy “khong-co”"),
        ({"--as-of": "hôm qua"}, "--as-of “hôm qua” không phải là ngày giờ"),
        ({"--as-of": "2020-02-30"}, "không phải là ngày giờ"),
        ({"--workbook": "so.txt"}, "phải có đuôi .xlsx hoặc .xlsm"),
        ({"--workbook": "khong-co/so.xlsx"}, "Không ghi được tệp “so.xlsx”"),
        ({"--campaign": "khong-co.toml"}, "Không mở được đợt thi đua"),
        ({"--json": "khong-co/bao-cao.json"}, "Không ghi được tệp “bao-cao.json”"),
        ({"--sai": "1"}, "không có tùy chọn --sai. Xem `thidua run --help`"),
    ],
)
def test_wrong_usage_ends_with_2_and_one_sentence(
    cli: Cli,
    units: Path,
    monkeypatch: pytest.MonkeyPatch,
    changed: dict[str, str],
    said: str,
) -> None:
    monkeypatch.chdir(units.parent)
    words = {"source": "units", "--workbook": "so.xlsx", "--as-of": AS_OF} | changed
    first = words.pop("source")
    code, out, err = cli("run", first, *(word for pair in words.items() for word in pair))
    assert (code, out) == (2, "")
    assert said in err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("run x", "thiếu tùy chọn --workbook. Xem `thidua run --help`."),
        ("press all", "thiếu “SỔ”."),
        ("rnu", "không có lệnh “rnu”. Có phải ý bạn là “run”?"),
        ("run x --workbook", "tùy chọn --workbook cần một giá trị theo sau."),
        ("run --fresh=1", "tùy chọn --fresh không nhận giá trị."),
        ("sandbox --port abc", "giá trị của --port không dùng được."),
        ("doctor a b", "thừa: a b."),
    ],
)
def test_wrong_words_are_told_in_vietnamese(cli: Cli, words: str, said: str) -> None:
    code, out, err = cli(*words.split())
    assert (code, out) == (2, "")
    assert said in err


def test_a_folder_that_cannot_be_written_is_a_sentence(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "tep"
    file.write_text("x")
    code, _, err = cli("template", "--all", "--out", file)
    assert code == 2
    assert f"Không đọc hoặc ghi được “{file}”" in err
    assert "ngoài dự kiến" not in err


def test_a_read_only_folder_is_a_sentence(
    cli: Cli, units: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(**_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("addin.package.atomic.tempfile.mkstemp", closed)
    code, _, err = cli("run", units, "--workbook", units.parent / "so.xlsx", "--as-of", AS_OF)
    assert code == 2
    assert "Không ghi được tệp “so.xlsx”" in err


def test_a_damaged_workbook_is_refused_and_left_as_it_was(cli: Cli, units: Path) -> None:
    out = units.parent / "so.xlsx"
    out.write_bytes(b"not a workbook")
    code, _, err = cli("run", units, "--workbook", out, "--as-of", AS_OF)
    assert code == 2
    assert "so.xlsx" in err
    assert out.read_bytes() == b"not a workbook"


def test_a_broken_definition_is_explained(cli: Cli, units: Path) -> None:
    plan = units.parent / "dot.toml"
    plan.write_text("[campaign\n", encoding="utf-8")
    code, said, _ = cli("campaign", "check", plan)
    assert code == 2
    assert "dot.toml" in said
    assert "lỗi cần sửa" in said
    out = units.parent / "so.xlsx"
    code, _, err = cli("run", units, "--workbook", out, "--campaign", plan)
    assert code == 2
    assert "dot.toml" in err


@pytest.mark.parametrize("name", ["q12-cchc-2020", "tphcm-cchc-2026"])
def test_shipped_definitions_have_no_mistake_and_are_listed(cli: Cli, name: str) -> None:
    assert cli("campaign", "check", name) == (0, f"{name}: không có lỗi.\n", "")
    assert f"{name}: " in cli("campaign", "list")[1]


def test_json_on_standard_output_is_nothing_but_json(cli: Cli, units: Path) -> None:
    out = units.parent / "so.xlsx"
    code, said, err = cli("run", units, "--workbook", out, "--as-of", AS_OF, "--json", "-")
    assert code == 0
    assert json.loads(said)["as_of"] == "2020-11-02T08:00:00"
    assert "Đã đọc 1 tệp" in err


def test_the_json_file_is_what_standard_output_gets(cli: Cli, units: Path) -> None:
    file = units.parent / "bao-cao.json"
    words = ("run", units, "--workbook", units.parent / "so.xlsx", "--as-of", AS_OF, "--json")
    assert cli(*words, file)[0] == 0
    assert cli(*words, "-")[1] == file.read_text(encoding="utf-8")


def test_one_template_and_a_unit_nobody_knows(cli: Cli, tmp_path: Path) -> None:
    code, said, _ = cli("template", "--unit", "UBND phường Thới An", "--out", tmp_path)
    assert code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["phuong-thoi-an.xlsx"]
    assert "Đã ghi 1 biểu mẫu" in said
    assert cli("template", "--unit", "Sao Hỏa", "--out", tmp_path)[0] == 2
    assert cli("template", "--out", tmp_path)[0] == 2


def test_the_doctor_knows_every_package_that_is_installed_with_us() -> None:
    wanted = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    names = {re.split(r"[\[>=<]", line)[0] for line in wanted}
    found = {finding.name: finding for finding in examine()}
    assert names - {"tzdata"} <= set(found)
    assert all(found[name].good and found[name].detail for name in names - {"tzdata"})


def test_the_doctor_finds_what_is_needed(cli: Cli) -> None:
    code, said, _ = cli("doctor")
    assert code == 0
    assert "Python: có" in said


@pytest.mark.parametrize(
    ("words", "vietnamese", "english"),
    [
        ((), "tổng hợp biểu", "Runs a public-service emulation campaign"),
        (("run",), "Tổng hợp, xét và lập danh sách", "Do the whole main job."),
        (("demo",), "Chạy thử", "Run the shipped example."),
        (("template",), "Tạo biểu mẫu", "Write the units' workbooks."),
        (("campaign",), "Xem và kiểm tra", "Campaign definitions."),
        (("campaign", "check"), "Kiểm tra tệp mô tả", "Explain every mistake."),
        (("doctor",), "Máy này có gì", "What is installed and what is missing."),
    ],
)
def test_help_is_vietnamese_with_an_english_line(
    cli: Cli, words: tuple[str, ...], vietnamese: str, english: str
) -> None:
    code, said, _ = cli(*words, "--help")
    assert code == 0
    assert vietnamese in " ".join(said.split())
    assert english in " ".join(said.split())


ENGLISH = re.compile(
    r"Usage|Options|OPTIONS|Commands|COMMAND|Arguments|required|default|Show this message"
    r"|<(str|path|int|float|list)[^>]*>|x>="
)


def test_no_page_of_help_has_a_frame_in_english(cli: Cli) -> None:
    def pages(group: object, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        yield path
        for name, command in getattr(group, "commands", {}).items():
            yield from pages(command, (*path, name))

    found = list(pages(typer.main.get_command(app), ()))
    assert len(found) > 20
    for path in found:
        code, said, _ = cli(*path, "--help")
        assert (code, ENGLISH.findall(said)) == (0, []), path
        assert "Cách gọi: thidua" in said
        assert "Hiện trang này rồi thôi." in said


def test_help_marks_what_must_be_given_and_what_is_taken_otherwise(cli: Cli) -> None:
    said = " ".join(cli("serve", "--help")[1].split())
    assert "--settings <đường dẫn> Tệp cài đặt .toml của máy chủ. [bắt buộc]" in said
    assert "--port <số> Cổng để nghe. [mặc định: 8000]" in said
    assert "TỆP <chữ>" in cli("campaign", "check", "--help")[1]
    assert "--limit <số>" in cli("ledger", "runs", "--help")[1]


def test_what_follows_a_command_has_a_vietnamese_name_in_help_and_errors(cli: Cli) -> None:
    assert "thidua press [TÙY CHỌN] NÚT SỔ" in cli("press", "--help")[1]
    assert "thiếu “ĐƠN-VỊ”" in cli("ledger", "history")[2]


def test_the_help_of_press_names_every_button(cli: Cli) -> None:
    said = " ".join(cli("press", "--help")[1].split())
    assert [one.id for one in BUTTONS if f"{one.id} ({one.label})" not in said] == []


def test_the_version_is_told_at_once(cli: Cli) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert cli("--version") == (0, f"thidua {project['version']}\n", "")
    done = started("-X", "importtime", "-m", "addin.cli", "--version")
    for slow in (b"pandas", b"pydantic", b"rich", b"xlsxwriter", b"sqlalchemy", b"requests"):
        assert not re.search(rb"\| +" + slow + rb"\b", done.stderr), slow


def test_a_press_that_could_not_read_a_file_says_so_and_ends_with_1(
    cli: Cli, units: Path, tmp_path: Path
) -> None:
    book = tmp_path / "so.xlsx"
    assert cli("run", units, "--workbook", book, "--as-of", AS_OF)[0] == 0
    words = ("press", "all", book, "--sources", units, "--as-of", AS_OF)
    assert cli(*words)[0] == 0
    (units / "hong.xlsx").write_bytes(b"PK\x03\x04")
    code, said, _ = cli(*words)
    assert code == 1
    assert "CHƯA ĐẦY ĐỦ: 1 tệp không đọc được" in said


def test_a_form_of_an_offices_own_campaign_is_checked_when_its_file_is_named(
    cli: Cli, tmp_path: Path
) -> None:
    shipped = ROOT / "templates/campaigns/q12-cchc-2020.toml"
    own = tmp_path / "riêng.toml"
    own.write_text(
        shipped.read_text(encoding="utf-8").replace('"q12-cchc-2020"', '"cua-minh"'), "utf-8"
    )
    asked = ("template", "--unit", "phuong-thoi-an", "--campaign", own, "--out", tmp_path)
    assert cli(*asked)[0] == 0
    form = tmp_path / "phuong-thoi-an.xlsx"
    assert "Không mở được đợt thi đua “cua-minh”" in cli("press", "validate", form)[2]
    code, said, _ = cli("press", "validate", form, "--campaign", own)
    assert (code, "ghi ở trang “Kiểm tra biểu”" in said) == (0, True)


@pytest.mark.parametrize("place", ["B7", "Cảnh báo!", "Cảnh báo!ABC", "Cảnh báo!B0", "Cảnh báo!7"])
def test_a_selection_that_is_no_cell_of_a_sheet_is_shown_how_to_be_written(
    cli: Cli, book: Path, place: str
) -> None:
    code, _, said = cli("press", "explain", book, "--select", place)
    assert code == 2
    assert f"“{place}” phải có dạng Trang!Ô" in " ".join(said.split())


def test_no_command_shows_the_help_and_ends_with_2(cli: Cli) -> None:
    code, out, err = cli()
    assert code == 2
    assert "Thi Đua" in out + err


def test_help_loads_nothing_heavy() -> None:
    program = (
        "import sys\nfrom addin.cli import main\nsys.argv = ['thidua', '--help']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "heavy = {'pandas', 'xlsxwriter', 'pydantic', 'openpyxl', 'rapidfuzz'} & set(sys.modules)\n"
        "print(sorted(heavy))\n"
    )
    made = started("-c", program)
    assert made.returncode == 0
    assert made.stdout.decode().splitlines()[-1] == "[]"


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_words_come_out_whole_whatever_the_pipe_was_set_to(encoding: str) -> None:
    made = started("-m", "addin.cli", "doctor", PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert made.returncode == 0
    assert "Python: có" in made.stdout.decode("utf-8")


def test_debug_shows_where_it_failed(units: Path) -> None:
    file = units / "a.csv"
    words = ("-m", "addin.cli", "template", "--all", "--out", str(file))
    assert b"Traceback" not in started(*words).stderr
    assert b"Traceback" in started(*words, "--debug").stderr
