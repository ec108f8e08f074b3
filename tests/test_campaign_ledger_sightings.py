"""What the ledger remembers of a row: the same digest, however many rows are written at once."""

from __future__ import annotations

from hashlib import blake2b

from hypothesis import given
from hypothesis import strategies as st

from campaign.ledger.chain import canonical
from campaign.ledger.sightings import sightings
from campaign.plan.definition import Form
from campaign.records import POSITIONS, Row, Scalar, SourceRecords, Status

_WIDTH = len(POSITIONS[Form.REGISTRATION])
_TEXTS = (
    st.sampled_from(["]", "],[", '"]', "\x00[", "a]\x00[b", "\n", "Thới An", "", '\\"']) | st.text()
)
_SCALARS: st.SearchStrategy[Scalar] = _TEXTS | st.none() | st.integers() | st.booleans()
_ROWS = st.lists(
    st.tuples(st.sampled_from(list(Status)), st.lists(_SCALARS, min_size=_WIDTH, max_size=_WIDTH)),
    max_size=5,
)


@given(_ROWS)
def test_a_rows_digest_is_that_of_its_own_status_and_values(
    rows: list[tuple[Status, list[Scalar]]],
) -> None:
    source = SourceRecords("a.xlsx", "0" * 64, "xlsx")
    source.rows = [
        Row(f"DK-{line}", Form.REGISTRATION, 0, line, None, status, values)
        for line, (status, values) in enumerate(rows)
    ]
    seen = sightings(source)
    alone = [
        blake2b(canonical([status.value, values]).encode(), digest_size=8).hexdigest()
        for status, values in rows
    ]
    assert [one.digest for one in seen] == alone
    assert [one.row for one in seen] == [row.id for row in source.rows]
    assert not any(
        one.complete for one, row in zip(seen, rows, strict=True) if row[0] is Status.REJECTED
    )
