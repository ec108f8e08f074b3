"""``thidua ledger``: is the record whole, and what is the story of a unit?"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from addin.cli.frame import Commands
from addin.cli.options import DEFAULT_CAMPAIGN

if TYPE_CHECKING:
    from campaign.ledger.book import Ledger

ledger_app = Commands("Sổ theo dõi: kiểm tra còn nguyên vẹn, xem lịch sử nộp. (The ledger.)")

Place = Annotated[
    str,
    typer.Option(
        "--ledger", help="Tệp .sqlite hoặc postgresql://…; bỏ trống: THIDUA_LEDGER, hoặc sổ riêng."
    ),
]
Debug = Annotated[bool, typer.Option("--debug", help="Hiện chi tiết kỹ thuật khi có lỗi.")]


@ledger_app.command("verify")
def verify_command(
    ledger: Place = "",
    anchor: Annotated[
        str, typer.Option("--anchor", help="Mốc đã in trong sổ tổng hợp, trang Điều khiển.")
    ] = "",
    debug: Debug = False,
) -> int:
    """Tìm mọi bản ghi bị sửa, xóa hoặc chèn, mọi khóa, bảng bị gỡ hoặc đổi.

    Find every record that was edited, removed or inserted, and what of the schema was altered.
    """
    from addin.cli.show import say
    from campaign.ledger.verifying import parse_anchor

    del debug
    wanted = parse_anchor(anchor) if anchor else None
    found = _opened(ledger, upgrade=False).verify(wanted)
    for fault in found.faults:
        say(f"SAI: {fault.sentence}")
    counts = f"{found.records} bản ghi, {found.contents} nội dung tệp"
    if found.faults:
        say(f"Sổ theo dõi KHÔNG còn nguyên vẹn: {len(found.faults)} chỗ sai trong {counts}.")
        return 1
    against = ", khớp mốc đã in" if wanted else ""
    say(f"Sổ theo dõi nguyên vẹn: {counts}{against}. Mốc hiện nay: {found.anchor}")
    return 0


@ledger_app.command("history")
def history_command(
    unit: Annotated[str, typer.Argument(help="Mã hoặc tên đơn vị.")],
    ledger: Place = "",
    campaign: Annotated[
        str,
        typer.Option(
            "--campaign", help="Tên đợt thi đua có sẵn, hoặc tệp .toml; bỏ trống: đợt của sổ."
        ),
    ] = "",
    debug: Debug = False,
) -> int:
    """Kể lại việc nộp của một đơn vị: lần nào thấy gì, ai sửa, lúc nào đủ.

    The story of a unit's hand-ins.
    """
    from addin.cli.story import show_story
    from addin.templates import unit_named
    from campaign.ledger.refusals import another_campaign
    from campaign.plan.loading import load_campaign, load_campaign_roster, shipped_campaigns

    del debug
    opened = _opened(ledger)
    theirs = opened.campaign()
    name = campaign or (theirs if theirs in shipped_campaigns() else DEFAULT_CAMPAIGN)
    plan, roster = load_campaign(name), load_campaign_roster(name)
    if theirs and plan.campaign.id != theirs:
        raise another_campaign(opened.place, theirs, plan.campaign.id)
    wanted = unit_named(roster, unit, plan.campaign.ends)
    show_story(opened, plan, wanted, datetime.now(UTC))
    return 0


def _opened(option: str, *, upgrade: bool = True) -> Ledger:
    from campaign.ledger.book import Ledger
    from campaign.ledger.places import default_place, named_place

    return Ledger.open(named_place(option) or default_place(), create=False, upgrade=upgrade)
