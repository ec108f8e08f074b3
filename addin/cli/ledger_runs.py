"""``thidua ledger runs`` and ``decision``: what was decided, when, of whom, and why."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from addin.cli.ledger_place import OwnCampaign, Place, campaign_named, opened, print_table, shown
from addin.cli.options import Debug
from campaign.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from campaign.ledger.book import Ledger
    from campaign.ledger.found import Decided, Run
    from campaign.ledger.rulings import Ruled

_SEVERAL = 5
"""Runs that are named where one was not named clearly."""


def runs_command(
    ledger: Place = "",
    limit: Annotated[int, typer.Option("--limit", min=1, help="Bao nhiêu lần gần nhất.")] = 20,
    debug: Debug = False,
) -> int:
    """Các lần chạy đã ghi quyết định, lần mới nhất trước.

    The runs that decided something.
    """
    from addin.cli.show import say

    del debug
    place = opened(ledger)
    found = place.runs(limit)
    if not found:
        say(f"Sổ theo dõi {place.place} chưa ghi quyết định nào.")
        return 0
    heads = ("Bản ghi", "Lần chạy", "Chạy lúc", "Xét đến", "Cách chạy", "Sổ tổng hợp")
    print_table(f"{len(found)} lần chạy gần nhất", heads, map(_listed, found))
    say("Xem một lần: thidua ledger decision MÃ.")
    return 0


def decision_command(
    run: Annotated[
        str,
        typer.Argument(
            metavar="LẦN",
            help="Mã lần chạy, vài chữ đầu của mã, số bản ghi, hoặc một lúc (lần chạy cuối trước "
            "lúc ấy); bỏ trống: lần mới nhất.",
        ),
    ] = "",
    unit: Annotated[str, typer.Option("--unit", help="Chỉ một đơn vị: mã hoặc tên.")] = "",
    ledger: Place = "",
    campaign: OwnCampaign = "",
    debug: Debug = False,
) -> int:
    """Một lần chạy đã quyết gì: mỗi đối tượng được gì, vì sao.

    What was decided in a run.
    """
    from addin.cli.show import say
    from campaign.ledger.rulings import ruled

    del debug
    place = opened(ledger)
    wanted = _wanted_unit(place, unit, campaign) if unit else ""
    decided = place.decided_in(run_named(place, run))
    lines = [one for one in ruled(decided.verdicts) if wanted in {"", one.unit}]
    for sentence in _about(decided):
        say(sentence)
    if not lines:
        say("Lần chạy này không xét đối tượng nào" + (" của đơn vị này." if unit else "."))
        return 0
    heads = ("Đối tượng", "Loại", "Đơn vị", "Được gì", "Lý do")
    names = _unit_names(place, campaign, {one.unit for one in lines if one.unit})
    rows = (_row(one, names) for one in lines)
    print_table(f"Quyết định của lần chạy {decided.run}", heads, rows, ruled=True)
    return 0


def run_named(ledger: Ledger, typed: str) -> Run:
    """The run that an id, its beginning or a moment means; the last one when empty.

    Raises:
        UsageError: none, or several.
    """
    found = ledger.runs_named(typed, _SEVERAL) if typed else ledger.runs(1)
    if len({one.run for one in found}) > 1:
        named = ", ".join(dict.fromkeys(one.run for one in found))
        raise UsageError(f"“{typed}” là đầu mã của nhiều lần chạy ({named}): hãy ghi dài hơn.")
    if not found and typed:
        found = ledger.runs(1, _until(typed))
    if not found:
        before = f" cho đến {typed}" if typed else ""
        raise UsageError(f"Sổ theo dõi {ledger.place} chưa ghi quyết định nào{before}.")
    return found[0]


def _until(typed: str) -> datetime:
    from addin.cli.moments import moment
    from addin.recording import until

    try:
        return until(moment(typed, datetime.now(UTC)))
    except UsageError:
        raise UsageError(
            f"Không có lần chạy nào mã “{typed}”, và đó cũng không phải là ngày giờ. "
            "Xem các lần chạy: thidua ledger runs."
        ) from None


def _wanted_unit(ledger: Ledger, typed: str, campaign: str) -> str:
    from addin.cli.moments import moment
    from addin.ledger_units import unit_known

    now = moment("", datetime.now(UTC))
    _, unit = unit_known(ledger, campaign_named(ledger, campaign), now, typed)
    return unit.id


def _about(decided: Decided) -> list[str]:
    again = f"thidua run --from-ledger --as-of {decided.as_of.isoformat()} --workbook so-cu.xlsx"
    said = [
        f"Lần chạy {decided.run}, bản ghi {decided.seq}.",
        f"Chạy lúc {shown(decided.decided_at)}, xét đến {decided.as_of:%d/%m/%Y %H:%M}.",
        f"Theo {len(decided.sources)} nguồn; sổ tổng hợp: {decided.workbook or 'không ghi'}.",
        f"Dựng lại sổ như lần ấy (có --ledger, --campaign như ở lệnh này): {again}",
    ]
    if decided.skipped:
        said.append(f"Tệp bỏ qua: {', '.join(decided.skipped)}.")
    return said


def _listed(run: Run) -> tuple[str, ...]:
    way = f"Nút {run.press}" if run.press else "Lệnh"
    judged = f"{run.as_of:%d/%m/%Y %H:%M}"
    return str(run.seq), run.run, shown(run.decided_at), judged, way, run.workbook


def _unit_names(ledger: Ledger, campaign: str, wanted: Collection[str]) -> dict[str, str]:
    """Names by id; none where the ledger's campaign is the office's own and was not named."""
    from addin.cli.moments import moment
    from addin.ledger_units import unit_names

    try:
        known = campaign_named(ledger, campaign)
    except UsageError:
        if campaign:
            raise
        return {}
    return unit_names(ledger, known, moment("", datetime.now(UTC)), wanted)


def _row(one: Ruled, names: Mapping[str, str]) -> tuple[str, ...]:
    return one.name, one.kind, names.get(one.unit, one.unit), one.got, "\n".join(one.why)
