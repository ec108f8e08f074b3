"""Which tabs a unit's workbook has, in which order, and what each is for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from campaign.columns import FORMS, TABS, Column, Owner, tab_title
from campaign.plan.definition import Campaign, Deliverable, Form
from campaign.unit_tabs.titles import sheet_title

GUIDE = "Hướng dẫn"
"""Title of the first tab."""

CLOSING = (Form.CRITERIA, Form.PROPOSAL)
"""Forms that every unit has at the end, whether or not a deliverable names them."""

_CODES = {
    Form.REGISTRATION: "DK",
    Form.INTERIM: "SK",
    Form.RESULT: "KQ",
    Form.CRITERIA: "TC",
    Form.PROPOSAL: "DN",
}

_HEADINGS = {
    Form.REGISTRATION: "Bảng đăng ký mô hình, sáng kiến, giải pháp",
    Form.INTERIM: "Báo cáo sơ kết",
    Form.RESULT: "Báo cáo kết quả thực hiện",
    Form.CRITERIA: "Bảng tự đánh giá tiêu chí thi đua",
    Form.PROPOSAL: "Danh sách đề nghị khen thưởng",
}


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab that a unit fills.

    Attributes:
        form: Which columns it has.
        title: Sheet title, legal and unique in the workbook.
        heading: What stands above the table.
        code: Letters its row ids begin with (``DK``).
        deliverable: The deliverable it belongs to, or goes along with.
        own: False when the tab only goes along with ``deliverable``.
        columns: What it shows, hidden columns last.
        shared: Whether several units write in it.
    """

    form: Form
    title: str
    heading: str
    code: str
    deliverable: Deliverable
    own: bool
    columns: tuple[Column, ...]
    shared: bool

    @property
    def shown(self) -> tuple[Column, ...]:
        """The columns a unit sees."""
        return tuple(column for column in self.columns if not column.hidden)

    def locks(self, column: Column) -> bool:
        """Whether a column's data cells are locked.

        Several units copy the office's texts for themselves, so in a shared tab they may be
        written over. Excel sorts a protected sheet only where every cell is unlocked: so the
        hidden ids are locked where texts of the office's are, and nowhere else. An id that was
        copied or lost is found when the tab is read.
        """
        texts = any(item.owner is Owner.OFFICE for item in self.columns) and not self.shared
        return texts and column.owner in {Owner.OFFICE, Owner.COMPUTED}


def tabs_of(campaign: Campaign, *, shared: bool) -> list[Tab]:
    """The tabs after the guide: each deliverable's forms, then criteria and proposals.

    ``shared`` workbooks serve several units and so keep the unit column.
    """
    tabs: list[Tab] = []
    for deliverable, form, wanted, own in _wanted(campaign):
        title = sheet_title(wanted, [GUIDE, *(tab.title for tab in tabs)])
        heading = deliverable.name if own and form is deliverable.forms[0] else _HEADINGS[form]
        before = sum(tab.form is form for tab in tabs)
        code = f"{_CODES[form]}{before + 1}" if before else _CODES[form]
        columns = _columns(form, shared=shared)
        tabs.append(Tab(form, title, heading, code, deliverable, own, columns, shared))
    return tabs


def _wanted(campaign: Campaign) -> Iterator[tuple[Deliverable, Form, str, bool]]:
    """Deliverable, form, wanted title and whether the deliverable names the form."""
    for item in campaign.deliverables:
        for form in item.forms:
            if form not in CLOSING:
                yield item, form, tab_title(item, form), True
    last = max(campaign.deliverables, key=lambda item: item.due)
    for form in CLOSING:
        owners = [item for item in campaign.deliverables if form in item.forms]
        for item in owners:
            yield item, form, tab_title(item, form), True
        if not owners:
            yield last, form, TABS[form], False


def _columns(form: Form, *, shared: bool) -> tuple[Column, ...]:
    """Columns of a form; one unit's own file needs no unit column, its name heads each tab."""
    kept = [column for column in FORMS[form] if shared or column.key != "unit"]
    return tuple(sorted(kept, key=lambda column: column.hidden))
