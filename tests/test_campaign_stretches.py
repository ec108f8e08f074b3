"""Packed rows come back as they were, whatever stands in their cells."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from campaign.columns import FORMS
from campaign.judging.facts import is_complete
from campaign.plan.definition import Form
from campaign.problems import Issue, Weight
from campaign.reading.stretches import pack_rows
from campaign.records import Row, SourceRecords, Status

TYPED = st.none() | st.sampled_from(["", "Một cửa", "a\nb", "\x1e", "\x1f"]) | st.text(max_size=4)
VALUES = TYPED | st.booleans() | st.integers(-9, 9) | st.floats(allow_nan=False)
ISSUES = st.lists(
    st.builds(Issue, st.text(max_size=2), st.sampled_from(Weight), st.text(max_size=2)), max_size=2
)


@st.composite
def rows(draw: st.DrawFn, values: st.SearchStrategy[object]) -> list[Row]:
    """Rows of a few tables, one form a table."""
    forms = draw(st.lists(st.sampled_from(Form), max_size=3))
    return [
        Row(
            draw(st.sampled_from(["DK-1", "DK-1.2"])),
            form,
            table,
            line,
            draw(st.sampled_from([None, "p-1", "p-2"])),
            draw(st.sampled_from(Status)),
            [draw(values) for _ in FORMS[form]],  # type: ignore[misc]
            draw(ISSUES),
        )
        for table, form in enumerate(forms)
        for line in range(draw(st.integers(1, 3)))
    ]


@given(rows(TYPED) | rows(VALUES))
def test_rows_come_back_as_they_were(typed: list[Row]) -> None:
    packed = pack_rows(typed)
    again = [row for stretch in packed.stretches for row in stretch.rows()]
    assert again == typed
    kinds = [type(value) for row in typed for value in row.values]
    assert [type(value) for row in again for value in row.values] == kinds
    assert packed.ids == tuple(row.id for row in typed)


@given(rows(TYPED))
def test_packed_and_plain_rows_say_the_same_side_by_side(typed: list[Row]) -> None:
    packed = [stretch.block() for stretch in pack_rows(typed).stretches]
    plain = list(SourceRecords("a.xlsx", "", "xlsx", rows=typed).blocks())
    assert [block.rows() for block in packed] == [block.rows() for block in plain]
    for one, two in zip(packed, plain, strict=True):
        assert [list(one.column(c.key)) for c in FORMS[one.form]] == [
            list(two.column(c.key)) for c in FORMS[two.form]
        ]
        assert one.complete() == two.complete() == [is_complete(row) for row in two.rows()]
        assert one.noted == two.noted
