"""``thidua ledger snapshot``: what a unit's sheets held at a moment, row by row."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from addin.cli.ledger_place import (
    OwnCampaign,
    Place,
    UnitNamed,
    campaign_named,
    opened,
    print_table,
    shown,
)
from addin.cli.options import Debug

if TYPE_CHECKING:
    from addin.sheets_then import SeenRow, SheetThen

_HEADS = ("Trang, ô", "Biểu", "Mã dòng", "Nội dung", "Khi đọc", "Cuối còn thiếu", "Đầu thấy đủ")


def snapshot_command(
    unit: UnitNamed,
    as_of: Annotated[
        str, typer.Option("--as-of", help="Lúc nào, ví dụ 2020-05-18T08:00; bỏ trống: bây giờ.")
    ] = "",
    out: Annotated[
        Path | None, typer.Option("--out", help="Thư mục để ghi tệp như lúc ấy; không ghi đè.")
    ] = None,
    ledger: Place = "",
    campaign: OwnCampaign = "",
    debug: Debug = False,
) -> int:
    """Bảng của một đơn vị có gì vào một lúc: từng dòng, ở ô nào, đủ từ lúc nào, ai sửa cuối.

    What a unit's sheets held at a moment.
    """
    from addin.cli.moments import moment
    from addin.cli.show import say
    from addin.ledger_units import unit_known
    from addin.sheets_then import sheets_then, write_files
    from campaign.errors import UsageError

    del debug
    at = moment(as_of, datetime.now(UTC))
    place = opened(ledger)
    job, wanted = unit_known(place, campaign_named(place, campaign), at, unit)
    sheets = sheets_then(place, job, wanted.id)
    if not sheets:
        raise UsageError(
            f"Đến {at:%d/%m/%Y %H:%M} sổ theo dõi {place.place} chưa ghi gì về {wanted.name}."
        )
    for sheet in sheets:
        _show(sheet, f"{wanted.name}, lúc {at:%d/%m/%Y %H:%M}")
    if out is not None:
        say(f"Đã ghi: {', '.join(map(str, write_files(place, sheets, out)))}")
    return 0 if all(sheet.whole for sheet in sheets) else 1


def _show(sheet: SheetThen, title: str) -> None:
    from addin.cli.show import say

    for note in sheet.notes:
        say(note)
    held, changed = sheet.held, sheet.changed
    if held is None or changed is None:
        return
    who = ", ".join(filter(None, (changed.modified_by, shown(changed.modified_at))))
    say(
        f"{held.name}: nội dung này thấy lần đầu lúc {shown(changed.observed_at)} (bản ghi "
        f"{changed.seq}); ai sửa, lúc nào: {who or 'không rõ'}."
    )
    if sheet.rows:
        print_table(title, _HEADS, map(_row, sheet.rows), ruled=True)
    elif sheet.whole:
        say("Chưa có dòng nào.")


def _row(seen: SeenRow) -> tuple[str, ...]:
    from campaign.labels import FORM, STATUS

    row, interval = seen.row, seen.interval
    without = shown(interval.last_without) if interval else ""
    complete = shown(interval.first_complete) if interval else ""
    form, status = FORM[row.form], STATUS[row.status]
    return seen.place, form, row.id, seen.said, status, without, complete
