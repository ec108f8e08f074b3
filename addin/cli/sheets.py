"""``thidua sheets``: make the units' spreadsheets, and log in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from addin.cli.frame import Commands
from addin.cli.options import DEFAULT_CAMPAIGN, CampaignOption, Credentials, Debug, DryRun

sheets_app = Commands("Bảng tính Google của các đơn vị. (The units' Google Sheets.)")

Roster = Annotated[
    Path | None,
    typer.Option("--workbook", help="Sổ tổng hợp, nếu có: lấy danh sách Đơn vị ở đó."),
]
Accounts = Annotated[
    Path | None,
    typer.Option("--accounts", help="Tệp .csv: mỗi dòng một đơn vị và các địa chỉ thư."),
]
Folder = Annotated[
    str, typer.Option("--folder", help="Mã thư mục hoặc Drive dùng chung chứa bảng tính mới.")
]
Editors = Annotated[
    list[str] | None,
    typer.Option("--editor", help="Địa chỉ của người văn phòng được sửa cả ô khóa."),
]
Units = Annotated[
    list[str] | None, typer.Option("--unit", help="Chỉ làm cho đơn vị này (mã hoặc tên).")
]
Locale = Annotated[str, typer.Option("--locale", help="Ngôn ngữ của bảng tính.")]
Notify = Annotated[
    bool, typer.Option("--notify", help="Cho Google gửi thư báo người được chia sẻ.")
]

Adopt = Annotated[
    bool,
    typer.Option(
        "--adopt",
        help="Nhận bảng tính đã có mà không mang dấu của dự án Google đang dùng (đổi khóa).",
    ),
]


@sheets_app.command("provision")
def provision_command(
    campaign: CampaignOption = DEFAULT_CAMPAIGN,
    workbook: Roster = None,
    accounts: Accounts = None,
    folder: Folder = "",
    editors: Editors = None,
    units: Units = None,
    locale: Locale = "vi_VN",
    notify: Notify = False,
    adopt: Adopt = False,
    credentials: Credentials = "",
    dry_run: DryRun = False,
    debug: Debug = False,
) -> int:
    """Lập, chia sẻ, khóa bảng tính cho từng đơn vị; chạy lại thì sửa chỗ đã lệch.

    Make, share and protect every unit's spreadsheet; run again, it mends what drifted.
    """
    from addin.cli.sheets_show import show_provision
    from addin.cli.show import progress_bar
    from addin.google import ways_to_google
    from addin.provisioning import ProvisionRequest, run_provision
    from sheets_sync.gsheets.accounts import PROVISION_SCOPES
    from sheets_sync.gsheets.connect import state_folder

    del debug
    state = state_folder()
    request = ProvisionRequest(
        *(campaign, workbook, accounts, folder, tuple(editors or ()), tuple(units or ()), locale),
        notify=notify,
        dry_run=dry_run,
        adopt=adopt,
        state=state,
    )
    google = ways_to_google(credentials, PROVISION_SCOPES, state)[0]
    with progress_bar() as progress:
        done = run_provision(request, google, progress)
    return show_provision(done, dry_run=dry_run)


@sheets_app.command("login")
def login_command(
    client: Annotated[
        Path, typer.Option("--client", help="Tệp client_secret….json tải từ Google Cloud.")
    ],
    debug: Debug = False,
) -> int:
    """Cho một người đăng nhập, để bảng tính là của người ấy (khi không có Drive dùng chung).

    Let a person log in, who will own the files.
    """
    from addin.cli.show import say
    from sheets_sync.gsheets.login import log_in

    del debug
    place = log_in(client)
    say(f"Đã đăng nhập; thông tin đăng nhập ở {place}. Giữ kín tệp này như mật khẩu.")
    return 0
