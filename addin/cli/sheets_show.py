"""What the user sees of Google's door: plans as tables, results as sentences."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from addin.cli.show import as_word, say

if TYPE_CHECKING:
    from rich.console import Console

    from addin.demo.google_door import GoogleDemo
    from addin.syncing import SyncOutcome
    from sheets_sync.provision.asked import Provisioned
    from sheets_sync.sync.plan import Item

_DEEDS = {
    "read": "đọc",
    "same": "không đổi",
    "absent": "CHƯA CÓ bảng tính",
    "lost": "KHÔNG CÒN THẤY bảng tính",
    "double": "CÓ HAI bảng tính",
    "stranger": "tệp không của đơn vị nào",
}
_WHYS = {
    "new": "chưa đọc bao giờ",
    "again": "lần trước chưa đọc được",
    "moved": "có thay đổi",
    "swept": "đọc lại định kỳ",
    "": "",
}
_FINDINGS = {
    "new": "mới",
    "changed": "có đổi",
    "same": "không đổi",
    "empty": "bỗng trống",
    "broken": "bị hỏng",
    "refused": "bị từ chối",
    "later": "chưa đọc được",
    "absent": "chưa có bảng tính",
    "lost": "không còn thấy",
    "double": "có hai bảng tính",
}


def show_plan(plan: Sequence[Item], to: Console | None = None) -> None:
    """A sync's plan, as a table."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table("Đơn vị", "Việc", "Vì sao", "Sửa lần cuối", title="Việc sẽ làm")
    for item in plan:
        modified = _local(item.file.modified) if item.file else ""
        cells = (item.who, _DEEDS[item.deed.value], _WHYS[item.why.value], modified)
        table.add_row(*map(Text, cells))
    console = to or Console(file=sys.stdout)
    console.print(table)
    counts = Counter(item.deed.value for item in plan)
    said = ", ".join(f"{_DEEDS[deed]} {number}" for deed, number in counts.items())
    console.print(f"{said}.", markup=False, highlight=False, soft_wrap=True)


def _local(moment: str) -> str:
    """Google's time as the office's clock shows it."""
    from datetime import datetime

    from campaign.office_time import to_office

    return f"{to_office(datetime.fromisoformat(moment)):%d/%m/%Y %H:%M}" if moment else ""


def show_sync(outcome: SyncOutcome, workbook: Path | None, *, quiet: bool) -> None:
    """What was read and written, and above all what is missing."""
    stream = sys.stderr if quiet else sys.stdout
    for sentence in sentences(outcome, workbook):
        stream.write(f"{sentence}\n")


def sentences(outcome: SyncOutcome, workbook: Path | None) -> list[str]:
    """The same as sentences."""
    from addin.cli.show import summary

    synced = outcome.synced
    counts = Counter(look.finding.value for look in synced.looks)
    found = ", ".join(f"{_FINDINGS[name]} {number}" for name, number in counts.items())
    lines = [f"Bảng tính Google: {found or 'không có'}."]
    if synced.holes:
        lines.append(f"CHƯA ĐẦY ĐỦ: {len(synced.holes)} chỗ thiếu:")
        lines += [f"  - {look.sentence}" for look in synced.holes]
    lines += outcome.said
    strangers = [item for item in synced.plan if item.deed.value == "stranger"]
    lines += [f"Tệp “{item.who}” không của đơn vị nào trong danh sách." for item in strangers]
    if outcome.run is not None:
        told = summary(outcome.run, workbook or Path())
        lines += told if workbook else told[:-1]
    written = [one for one in outcome.pushed if one.cells]
    if outcome.pushed:
        cells = sum(one.cells for one in written)
        lines.append(f"Đã trả lời {len(written)} đơn vị, {cells} ô.")
    failed = [one for one in outcome.pushed if one.error is not None]
    lines += [f"  - chưa trả lời được: {one.error}" for one in failed]
    return lines


def show_provision(done: Sequence[Provisioned], *, dry_run: bool, to: Console | None = None) -> int:
    """Each unit with what is, or would be, done, as a table; the exit code."""
    from rich.console import Console
    from rich.table import Column, Table
    from rich.text import Text

    from addin.cli.provision_words import addresses, counted, missing, provisioned, strangers

    verb = "sẽ" if dry_run else "đã"
    shared = Column("Chia sẻ cho", overflow="fold")
    table = Table("Đơn vị", "Việc", shared, title=f"Việc {verb} làm")
    table.show_lines = True
    for one in done:
        table.add_row(*map(Text, (one.unit.name, *provisioned(one))))
    console = to or Console(file=sys.stdout)
    console.print(table)
    failed = [one for one in done if not one.done]
    idle = sum(one.plan is not None and one.plan.idle for one in done)
    for sentence in [
        *strangers(done),
        *addresses(done),
        *(missing(one, str(error)) for one in failed for error in one.errors),
        counted(len(done), idle, len(failed), verb),
    ]:
        console.print(sentence, markup=False, highlight=False, soft_wrap=True)
    return 1 if failed else 0


def show_google_demo(demo: GoogleDemo, out: Path) -> None:
    """What happened in the wards' spreadsheets."""
    from addin.demo.google_door import FOLDER, LEDGER, WORKBOOK

    say("")
    say("Qua cửa Google Sheets (giả lập trên máy này), 11 phường, từ tháng 5 đến tháng 11/2020:")
    for note in demo.notes:
        say(f"  - {note}")
    say("Lần đồng bộ cuối:")
    for sentence in sentences(demo.outcome, out / FOLDER / WORKBOOK):
        say(sentence)
    place = out / FOLDER / LEDGER
    say(f"Chuyện của một phường: thidua ledger history phuong-thoi-an --ledger {as_word(place)}")
