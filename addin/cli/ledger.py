"""``thidua ledger``: is the record whole, and what does it say?"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from addin.cli.frame import Commands
from addin.cli.ledger_place import OwnCampaign, Place, UnitNamed, campaign_named, opened
from addin.cli.ledger_runs import decision_command, runs_command
from addin.cli.ledger_snapshot import snapshot_command
from addin.cli.options import Debug

ledger_app = Commands(
    "Sổ theo dõi: kiểm tra còn nguyên vẹn, xem đã thấy gì và đã quyết gì. (The ledger.)"
)


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
    found = opened(ledger, altered=True).verify(wanted)
    for fault in found.faults:
        say(f"SAI: {fault.sentence}")
    for note in found.notes:
        say(f"LƯU Ý: {note}")
    counts = f"{found.records} bản ghi, {found.contents} nội dung tệp"
    if found.faults:
        say(f"Sổ theo dõi KHÔNG còn nguyên vẹn: {len(found.faults)} chỗ sai trong {counts}.")
        return 1
    against = ", khớp mốc đã in" if wanted else ""
    say(f"Sổ theo dõi nguyên vẹn: {counts}{against}. Mốc hiện nay: {found.anchor}")
    return 0


@ledger_app.command("history")
def history_command(
    unit: UnitNamed,
    ledger: Place = "",
    campaign: OwnCampaign = "",
    debug: Debug = False,
) -> int:
    """Kể lại việc nộp của một đơn vị: lần nào thấy gì, ai sửa, lúc nào đủ.

    The story of a unit's hand-ins.
    """
    from addin.cli.moments import moment
    from addin.cli.story import show_story
    from addin.ledger_units import unit_known

    del debug
    place, now = opened(ledger), datetime.now(UTC)
    job, wanted = unit_known(place, campaign_named(place, campaign), moment("", now), unit)
    show_story(place, job.campaign, wanted, now)
    return 0


ledger_app.command("snapshot")(snapshot_command)
ledger_app.command("runs")(runs_command)
ledger_app.command("decision")(decision_command)
