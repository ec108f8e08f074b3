"""``thidua excel``: builds the add-in and puts it where Excel looks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from addin.cli.frame import Commands

if TYPE_CHECKING:
    from addin.install.places import Places

excel = Commands("Nút lệnh trong Excel: tạo, cài, gỡ, kiểm tra. (The Excel add-in.)")


@excel.command("build")
def build_command(
    out: Annotated[Path, typer.Option("--out", help="Thư mục để ghi.")],
    campaign: Annotated[
        str, typer.Option("--campaign", help="Tên đợt thi đua có sẵn, hoặc tệp .toml.")
    ] = "q12-cchc-2020",
) -> int:
    """Tạo thidua.xlam và một sổ .xlsm có nút lệnh, chưa có dữ liệu.

    Build the add-in and an empty workbook with buttons.
    """
    from addin.build.outputs import WORKBOOK, build
    from addin.cli.show import say

    written = build(out, campaign)
    for path in written:
        say(f"Đã ghi {path}.")
    if out / WORKBOOK not in written:
        say(f"Đã có sổ {out / WORKBOOK} nên giữ nguyên sổ đó.")
    return 0


@excel.command("install")
def install_command() -> int:
    """Đưa nút lệnh vào Excel của người dùng này.

    Install the add-in for this user.
    """
    import sys

    from addin.cli.show import say
    from addin.install.places import find_places
    from addin.install.steps import install

    places = find_places()
    for sentence in install(places, sys.executable):
        say(sentence)
    return _show(places)


@excel.command("uninstall")
def uninstall_command() -> int:
    """Gỡ nút lệnh và trả thiết lập về như trước.

    Remove the add-in.
    """
    from addin.cli.show import say
    from addin.install.places import find_places
    from addin.install.steps import uninstall

    for sentence in uninstall(find_places()):
        say(sentence)
    return 0


@excel.command("status")
def status_command() -> int:
    """Nút lệnh đã sẵn sàng chưa, thiếu gì.

    Check the installation.
    """
    from addin.install.places import find_places

    return _show(find_places())


def _show(places: Places) -> int:
    """Say how each part stands; 2 when one is missing."""
    from addin.cli.show import say
    from addin.install.checks import check

    missing = 0
    for finding in check(places):
        say(finding.sentence())
        missing += not finding.good
    return 2 if missing else 0
