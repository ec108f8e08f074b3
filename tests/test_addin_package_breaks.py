"""Page breaks go where a program looks for them, and never in the place of somebody's own."""

import re

import pytest

from addin.package.page_breaks import broken

TAIL = (
    b"</sheetData><pageMargins/><pageSetup paperSize='9'/><headerFooter><oddFooter>a</oddFooter>"
    b"</headerFooter><drawing r:id='rId1'/></worksheet>"
)


def rows(tail: bytes) -> list[int]:
    return [int(row) for row in re.findall(rb'<(?:x:)?brk id="(\d+)"', tail)]


def test_breaks_stand_after_the_footer_and_before_the_drawing() -> None:
    made = broken(TAIL, [39, 12], {12, 39})
    assert rows(made) == [12, 39]
    assert b'manualBreakCount="2"' in made
    before, after = made.split(b"<rowBreaks")
    assert before.endswith(b"</headerFooter>")
    assert after.endswith(b"</rowBreaks><drawing r:id='rId1'/></worksheet>")


def test_ours_give_way_to_ours() -> None:
    made = broken(broken(TAIL, [12, 39], {12, 39, 50}), [50], {12, 39, 50})
    assert rows(made) == [50]
    assert broken(made, [], {12, 39, 50}) == TAIL


def test_whoever_arranged_the_pages_keeps_them() -> None:
    arranged = broken(TAIL, [12, 40], {12, 40})
    assert broken(arranged, [39], {12, 39}) == arranged


@pytest.mark.parametrize("missing", ["headerFooter", "pageSetup"])
def test_a_sheet_without_a_footer_takes_them_too(missing: str) -> None:
    tail = TAIL.replace(b"<headerFooter><oddFooter>a</oddFooter></headerFooter>", b"")
    if missing == "pageSetup":
        tail = tail.replace(b"<pageSetup paperSize='9'/>", b"")
    made = broken(tail, [12], {12})
    assert made.index(b"<rowBreaks") == made.index(b"<drawing") - len(
        b'<rowBreaks count="1" manualBreakCount="1"><brk id="12" max="16383" man="1"/></rowBreaks>'
    )


def test_a_sheet_whose_tags_have_a_prefix_gets_breaks_with_it() -> None:
    tail = b"</x:sheetData><x:pageMargins/><x:drawing/></x:worksheet>"
    made = broken(tail, [12], {12})
    assert b"<x:pageMargins/><x:rowBreaks " in made
    assert rows(made) == [12]
