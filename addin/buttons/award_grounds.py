"""What the plan and the law of the day say of an award, for the card of a line of its list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from addin.buttons.open_book import OpenBook
from addin.buttons.tables_read import ReadTable
from addin.workbook.layout import Layout
from addin.workbook.pages import Paint
from addin.workbook.sheet_reading import SheetReader
from campaign.labels import SUBJECT
from campaign.plan.definition import Award, Campaign, SubjectKind
from campaign.plan.rule_packs import RulePack, authority_said, pack_on

AWARD = "award."
"""How the key of a list's sheet begins; the award's id follows."""


def grounds_of(
    table: ReadTable, row: int, campaign: Campaign, pack: RulePack | None
) -> tuple[str, ...]:
    """Sentences on the award and who may grant it; none for a line of another sheet.

    Args:
        table: The sheet of the line.
        row: The line, from 0.
        campaign: The plan, whose clauses are cited.
        pack: The law of the day; ``None`` where none is recorded for it.
    """
    awards = (one for one in campaign.awards if f"{AWARD}{one.id}" == table.sheet.key)
    said = table.text(row, "kind")
    kind = next((kind for kind, name in SUBJECT.items() if name == said), None)
    return tuple(line for award in awards for line in _said(award, kind, campaign, pack))


def _said(
    award: Award, kind: SubjectKind | None, campaign: Campaign, pack: RulePack | None
) -> Iterator[str]:
    yield f"Căn cứ khen thưởng: {award.clause} của kế hoạch."
    criteria = [one.clause for one in campaign.criteria if one.applies_to is kind]
    if kind is not None and criteria:
        yield f"Tiêu chí của {SUBJECT[kind].lower()}: {_together(criteria)} của kế hoạch."
    authority = "" if pack is None else authority_said(pack, award)
    if authority:
        yield f"Thẩm quyền: {authority}"


def _together(clauses: list[str]) -> str:
    """Clauses that differ in their last word only, together: ``mục 4.1, gạch đầu dòng 1, 2``."""
    last = {clause: clause.rpartition(" ") for clause in clauses}
    heads = {head for head, _, _ in last.values()}
    if len(last) > 1 and len(heads) == 1 and "" not in heads:
        return f"{heads.pop()} {', '.join(tail for _, _, tail in last.values())}"
    return "; ".join(last)


def law_of(
    book: OpenBook, layout: Layout, paint: Paint, now: datetime, own: tuple[RulePack, ...]
) -> RulePack | None:
    """The law of the day that the workbook was last judged for, as its journal says.

    Raises:
        UsageError: the journal has lost its header.
    """
    sheet = layout["journal"]
    state = SheetReader(sheet, str(book.book.name), paint).read(book.rows(sheet.title))
    at = state.places.get("as_of", -1)
    days = [cells[at].value for cells in state.lines if at in cells]
    judged = [day for day in days if isinstance(day, date)]
    day = judged[-1] if judged else now
    return pack_on(day.date() if isinstance(day, datetime) else day, own)
