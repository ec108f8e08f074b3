"""What the commands of ``thidua ledger`` share: which ledger, whose campaign, how a table looks."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from addin.cli.options import DEFAULT_CAMPAIGN

if TYPE_CHECKING:
    from campaign.ledger.book import Ledger

Place = Annotated[
    str,
    typer.Option(
        "--ledger", help="Tệp .sqlite hoặc postgresql://…; bỏ trống: THIDUA_LEDGER, hoặc sổ riêng."
    ),
]
OwnCampaign = Annotated[
    str,
    typer.Option(
        "--campaign", help="Tên đợt thi đua có sẵn, hoặc tệp .toml; bỏ trống: đợt của sổ."
    ),
]
UnitNamed = Annotated[str, typer.Argument(metavar="ĐƠN-VỊ", help="Mã hoặc tên đơn vị.")]

_PIPED_WIDTH = 200
"""Columns of a table where no terminal says how wide it is."""


def opened(option: str, *, altered: bool = False) -> Ledger:
    """The ledger of the option, of the environment, or the user's own, to look into alone.

    Args:
        option: What was named.
        altered: Whether one whose schema was altered opens too.

    Raises:
        LedgerError: it is not there, or can't be opened.
    """
    from campaign.ledger.book import Ledger
    from campaign.ledger.places import default_place, named_place
    from campaign.ledger.preparing import Purpose

    purpose = Purpose.VERIFYING if altered else Purpose.READING
    return Ledger.open(named_place(option) or default_place(), create=False, purpose=purpose)


def campaign_named(ledger: Ledger, option: str) -> str:
    """The campaign of the option, else the ledger's own.

    Raises:
        UsageError: it is another one than the ledger's, or one of the office's own that was not
            named.
    """
    from campaign.errors import UsageError
    from campaign.ledger.refusals import another_campaign
    from campaign.plan.loading import load_campaign, shipped_campaigns

    theirs = ledger.campaign()
    if not option:
        if theirs and theirs not in shipped_campaigns():
            raise UsageError(
                f"Sổ theo dõi {ledger.place} là của đợt “{theirs}”, không có sẵn trong phần mềm: "
                "hãy ghi thêm --campaign và tệp .toml của đợt ấy."
            )
        return theirs or DEFAULT_CAMPAIGN
    ours = load_campaign(option).campaign.id
    if theirs and ours != theirs:
        raise another_campaign(ledger.place, theirs, ours)
    return option


def print_table(
    title: str, heads: Sequence[str], rows: Iterable[Sequence[str]], *, ruled: bool = False
) -> None:
    """A table on the terminal; what units typed is printed letter by letter.

    Args:
        title: What it is of.
        heads: Of its columns.
        rows: Their cells.
        ruled: Whether lines part the rows: for cells of several lines.
    """
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=Text(title), show_lines=ruled)
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    console = Console(file=sys.stdout, width=None if sys.stdout.isatty() else _PIPED_WIDTH)
    console.print(table)


def shown(moment: datetime | None) -> str:
    """An aware moment on the office's clock; empty for none."""
    from campaign.office_time import to_office

    return f"{to_office(moment):%d/%m/%Y %H:%M:%S}" if moment else ""
