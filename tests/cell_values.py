"""Whatever a cell can hold, for the promise that no reader ever breaks on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

if TYPE_CHECKING:
    from campaign.grid import CellValue

_WORDS = (
    "20|2020|31|06|ngày |tháng |năm |quý |II|17g30|đến |và |Đạt|không |có |vi phạm |khiển trách "
    "|trừ |điểm|hồ sơ|trên |+84|0909|1.000|25/26|nan|x|✓"
)
_SCRAPS = st.lists(
    st.sampled_from([*"0123456789/-.,:;()%+><=~ \n\u00a0", *_WORDS.split("|")]), max_size=12
).map("".join)

CELL_VALUES: st.SearchStrategy[CellValue] = st.one_of(
    st.none(),
    st.text(),
    _SCRAPS,
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)
