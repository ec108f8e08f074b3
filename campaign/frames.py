"""The consolidated records as typed pandas frames, for whoever computes on.

The rules themselves read the records: importing pandas costs a button press half a second,
more than judging a whole district does, so it is loaded only where frames are asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from campaign.columns import FORMS, Column, Kind

if TYPE_CHECKING:
    import pandas as pd

    from campaign.plan.definition import Form
    from campaign.result.whole import Result

FIXED: tuple[str, ...] = ("id", "unit", "status", "file", "sheet", "row")
"""Columns every frame begins with; ``row`` counts from 1 as the sheet does."""


def frame(result: Result, form: Form) -> pd.DataFrame:
    """All rows of one form, one line a row, in source order.

    Columns: ``id``, ``unit`` (id, missing while held), ``status``, ``file``, ``sheet`` as ``str``;
    ``row`` as ``int64``; then the form's own columns (``campaign.columns``) but unit and row id:
    text, phones and planned dates ``str``; submission dates ``datetime64[s]``; numbers and
    percentages exact ``Decimal`` in ``object`` columns, missing where nothing safe was read.
    """
    import pandas as pd

    own = [column for column in FORMS[form] if column.key not in {"unit", "row_id"}]
    lines = [
        (
            row.id,
            row.unit,
            row.status.value,
            source.name,
            source.tables[row.table].sheet,
            row.line + 1,
            *(row.get(column.key) for column in own),
        )
        for source, row in result.rows()
        if row.form is form
    ]
    made = pd.DataFrame(lines, columns=[*FIXED, *(column.key for column in own)])
    made = made.astype(dict.fromkeys(FIXED[:-1], "str") | {"row": "int64"})
    for column in own:
        made[column.key] = _typed(made[column.key], column)
    return made


def _typed(values: pd.Series, column: Column) -> pd.Series:
    """One column with its declared type."""
    import pandas as pd

    if column.kind is Kind.DATE:
        return pd.to_datetime(values, format="ISO8601").astype("datetime64[s]")
    if column.kind in (Kind.PERCENT, Kind.NUMBER):
        from decimal import Decimal

        return values.map(Decimal, na_action="ignore").astype("object")
    return values.astype("str")
