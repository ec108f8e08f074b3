"""What is said of Google's door: plans as tables, whatever names there are in them."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

from rich.console import Console

from addin.cli.sheets_show import show_plan, show_provision
from addin.provisioning import ProvisionRequest, run_provision
from sheets_sync.provision.asked import Provisioned
from sheets_sync.sandbox.server import OFFICE
from tests.sheets_office import (
    CAMPAIGN,
    REGISTRATION,
    UNITS,
    Office,
    account_of,
    new_office,
    quiet,
)

WARD = UNITS[0]
REGISTRATION_NUMBER = 100


def told(show, *given, **options) -> tuple[object, str]:  # noqa: ANN001, ANN002, ANN003 - any of them
    console = Console(file=StringIO(), width=120)
    code = show(*given, to=console, **options)
    return code, console.file.getvalue()  # type: ignore[attr-defined]


def provisioned(office: Office) -> list[Provisioned]:
    return office.provision(dry_run=True)


def test_a_provision_s_plan_names_what_is_mended_who_gets_access_and_who_has_it_unasked(
    tmp_path: Path,
) -> None:
    with new_office(tmp_path, UNITS[:2]) as office:
        book = office.book(WARD, OFFICE)
        book.worksheet(REGISTRATION.title).update([["x"]], "B7")
        book.remove_permissions(account_of(WARD))
        book.share("la@sandbox.test", perm_type="user", role="reader", notify=False)
        gone = office.files()[UNITS[1]].id
        with office.box.lock:
            del office.box.world.files[gone]
        code, text = told(show_provision, provisioned(office), dry_run=True)
    assert code == 0
    assert "Việc sẽ làm" in text
    assert "ghi lại “Tên mô hình" in " ".join(text.split())
    assert "lập bảng tính mới, có các tab Hướng dẫn" in text
    assert account_of(WARD) in text
    assert "ngoài danh sách mà vẫn có quyền: la@sandbox.test." in text
    assert text.endswith("2 đơn vị: 0 đã đúng, 2 sẽ làm, 0 chưa làm được.\n")


def test_what_failed_is_told_below_the_table_and_in_the_exit_code(tmp_path: Path) -> None:
    with new_office(tmp_path, UNITS[:1]) as office:
        book = office.book(WARD, OFFICE)
        book.worksheet(REGISTRATION.title).update_title("Đăng ký cũ")
        book.batch_update({"requests": [{"deleteSheet": {"sheetId": REGISTRATION_NUMBER}}]})
        book.add_worksheet(REGISTRATION.title, 20, 5).update([["của phường"]], "A1")
        code, text = told(show_provision, provisioned(office), dry_run=False)
    assert code == 1
    assert "CHƯA LÀM ĐƯỢC. UBND phường Thạnh Xuân: tab “Đăng ký” không phải do" in text


def test_whom_google_refuses_is_named_below_the_table_and_not_among_those_let_in(
    tmp_path: Path,
) -> None:
    with new_office(tmp_path, UNITS[:1]) as office:
        done = office.provision(editors=("khong.co@that.invalid", "truong.phong@sandbox.test"))
        code, text = told(show_provision, done, dry_run=False)
    table, below = text.split("└", 1)
    assert code == 1
    assert "truong.phong@sandbox.test" in table
    assert "khong.co@that.invalid" not in table
    assert "CÒN THIẾU. UBND phường Thạnh Xuân: không chia sẻ được cho khong.co@that" in below


def test_a_double_that_goes_into_the_bin_is_told(tmp_path: Path) -> None:
    with new_office(tmp_path, UNITS[:1]) as office:
        office.box.advance(3600)
        office.google().create("Bản thứ hai", CAMPAIGN, WARD, "")
        code, text = told(show_provision, provisioned(office), dry_run=True)
    assert code == 0
    assert "bỏ 1 bản thừa còn trống vào Thùng rác" in " ".join(text.split())


def test_a_sync_s_plan_tells_the_office_s_time_and_no_name_is_taken_for_markup(
    tmp_path: Path,
) -> None:
    with new_office(tmp_path, UNITS[:1]) as office:
        office.google().create("Của [red]ai[/red] đó", CAMPAIGN, "khong-co", "")
        with office.box.lock:
            for file in office.box.world.files.values():
                file.modified = 1_589_075_100.0
        _, text = told(show_plan, office.preview())
    assert "Của [red]ai[/red] đó" in text
    assert "10/05/2020 08:45" in text
    assert text.endswith("đọc 1, tệp không của đơn vị nào 1.\n")


def test_units_without_an_address_and_an_address_of_several_units_are_named(
    tmp_path: Path,
) -> None:
    both = "hai.noi@sandbox.test"
    with new_office(tmp_path) as office:
        file = tmp_path / "dia-chi.csv"
        file.write_text(f"{UNITS[0]},{both}\n{UNITS[1]},{both}\n", "utf-8")
        request = ProvisionRequest(str(office.campaign), accounts=file, dry_run=True)
        done = run_provision(request, office.google(), quiet)
        _, text = told(show_provision, done, dry_run=True)
    assert f"{both} mở được bảng của 2 đơn vị: UBND phường Thạnh" in text
    assert "CHƯA AI MỞ ĐƯỢC, vì tệp không có địa chỉ: UBND phường Thới An." in text
