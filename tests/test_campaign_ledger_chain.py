"""No record changes unseen, two processes never fork the chain, answers match a plain list."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaign.interval import Interval
from campaign.ledger.book import Ledger
from campaign.ledger.chain import COLUMNS, canonical, hash_of
from campaign.ledger.events import (
    Decision,
    Door,
    HandIn,
    JobRun,
    Observation,
    Outcome,
    Sighting,
)
from campaign.ledger.found import Wrong
from campaign.ledger.refusals import LedgerError
from campaign.ledger.saying import body_of, without_rows
from campaign.ledger.states import RowState, State, apply, changes
from campaign.ledger.times import written
from campaign.ledger.verifying import parse_anchor
from tests.ledger_cases import REGISTRATION, SHEET, WARD, look, on, row, tampered, told

OTHER = "sheets:other"
_LAST = 7


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small ledger with a record of every kind."""
    path = tmp_path_factory.mktemp("ledger") / "whole.sqlite"
    ledger = Ledger.open(path, clock=lambda: on(50))
    told(ledger, look(1, content=b"a" * 400), look(2, row(), content=b"b"))
    with ledger.atomic() as entry:
        entry.observe(look(3, row(digest="c"), source=OTHER, unit=None))
        entry.unchanged([SHEET], on(4))
        entry.receipt(HandIn(WARD, "registration", "TN-1", on(5), "a@example.vn"))
        moment = datetime(2020, 5, 6)  # noqa: DTZ001 - office time
        entry.decision(Decision("r", on(6), moment, "q12", (SHEET,), "i", "o", "", "so", b"book"))
        entry.note_job(JobRun("sync", on(6), on(7), "complete"))
    ledger.close()
    return path


def records(path: Path) -> list[list[object]]:
    with closing(sqlite3.connect(path)) as database:
        found = database.execute(f"SELECT {', '.join(COLUMNS)} FROM record ORDER BY seq")  # noqa: S608
        return [list(line) for line in found]


def rewritten(path: Path, start: int) -> list[str]:
    """Statements of a forger who knows the format: one record changed, all later hashes mended."""
    lines = records(path)
    statements, prev = [], str(lines[start - 1][0])
    for line in lines[start - 1 :]:
        line[0] = prev
        if line[1] == start:
            line[3] = "2020-01-01T00:00:00.000000Z"
        prev = hash_of(line)
        statements.append(
            f"UPDATE record SET prev = '{line[0]}', at = '{line[3]}', hash = '{prev}' "  # noqa: S608
            f"WHERE seq = {line[1]}"
        )
    return statements


_words = st.text(max_size=12)
_seen = st.builds(RowState, _words, st.none() | _words, st.booleans(), _words)


@settings(max_examples=100, deadline=None)
@given(
    st.builds(
        Observation,
        source=_words,
        unit=st.none() | _words,
        name=_words,
        observed_at=st.just(on(1)),
        sha256=_words,
        door=st.sampled_from(Door),
        outcome=st.sampled_from(Outcome),
        reason=_words,
        modified_at=st.none() | st.datetimes(timezones=st.just(UTC)),
        modified_by=_words,
        version=_words,
        code=_words,
    ),
    st.dictionaries(_words, _seen, max_size=4),
    st.dictionaries(_words, _seen, max_size=4),
)
def test_an_observation_is_written_as_any_json_and_turns_one_state_into_the_other(
    told: Observation, before: State, after: State
) -> None:
    body = body_of(told, changes(before, after))
    said = json.loads(body)
    assert canonical(said) == body
    assert json.loads(without_rows(body)) == {k: v for k, v in said.items() if k != "rows"}
    optional = {"reason", "modified_by", "version", "code"}
    for name in ("name", "door", "outcome", "sha256", *optional):
        assert said.get(name, "") == getattr(told, name)
    assert said.get("modified_at") == (told.modified_at and written(told.modified_at))
    apply(before, said | {"outcome": Outcome.READ})
    assert before == after


@given(st.lists(st.none() | _words, min_size=len(COLUMNS) - 2, max_size=len(COLUMNS) - 2))
def test_a_hash_is_that_of_the_columns_as_json(columns: list[str | None]) -> None:
    optional = [None if column == "" else column for column in columns[3:8]]
    line = ["0" * 64, 7, *(text or "" for text in columns[:3]), *optional, columns[8] or ""]
    said = json.dumps(line, separators=(",", ":"), ensure_ascii=True)
    assert hash_of(line) == sha256(said.encode("ascii")).hexdigest()


def test_a_whole_ledger_has_no_fault(whole: Path) -> None:
    found = tampered(whole)
    assert (found.faults, found.records, found.contents) == ((), _LAST, 4)
    assert tampered(whole, anchor=parse_anchor(str(found.anchor))).faults == ()


@settings(max_examples=80, deadline=None)
@given(
    st.integers(1, _LAST),
    st.sampled_from([*COLUMNS, "hash"]),
    st.sampled_from(["NULL", "''", "'x'", "'2020-05-01T00:00:00.000000Z'", "99", "-1"]),
)
def test_any_edit_of_any_record_is_found(whole: Path, seq: int, column: str, value: str) -> None:
    with closing(sqlite3.connect(whole)) as database:
        query = f"SELECT {column} IS {value} FROM record WHERE seq = {seq}"  # noqa: S608
        same = database.execute(query).fetchone()[0]
    required = {"seq", "kind", "at", "written", "body", "prev", "hash"}
    refused = (value == "NULL" and column in required) or (column == "seq" and "'" in value)
    if same or refused:  # the database itself refuses
        return
    faults = tampered(whole, f"UPDATE record SET {column} = {value} WHERE seq = {seq}").faults  # noqa: S608
    assert faults
    assert {fault.seq for fault in faults} & {seq, seq + 1, 99, -1}


@pytest.mark.parametrize("seq", range(1, _LAST))
def test_a_removed_record_is_named(whole: Path, seq: int) -> None:
    faults = tampered(whole, f"DELETE FROM record WHERE seq = {seq}").faults  # noqa: S608
    assert (faults[0].wrong, faults[0].seq) == (Wrong.REMOVED, seq)
    assert f"Bản ghi {seq} đã bị xóa" in faults[0].sentence


@pytest.mark.parametrize("seq", [0, -3, _LAST + 1, _LAST + 9])
def test_an_inserted_record_is_found(whole: Path, seq: int) -> None:
    columns = ", ".join(column for column in COLUMNS if column != "seq")
    copied = f"INSERT INTO record (seq, hash, {columns}) SELECT {seq}, hash, {columns} FROM record WHERE seq = 2"  # noqa: E501, S608
    assert any(fault.seq == seq for fault in tampered(whole, copied).faults)


@pytest.mark.parametrize("seq", range(1, _LAST))
def test_a_record_whose_own_hash_was_mended_breaks_the_next(whole: Path, seq: int) -> None:
    first = rewritten(whole, seq)[0]
    faults = tampered(whole, first).faults
    assert [(fault.wrong, fault.seq) for fault in faults] == [(Wrong.BROKEN, seq + 1)]


@pytest.mark.parametrize("seq", range(1, _LAST + 1))
def test_only_an_anchor_finds_a_chain_rewritten_to_its_end(whole: Path, seq: int) -> None:
    anchor = parse_anchor(str(tampered(whole).anchor))
    forged = rewritten(whole, seq)
    assert tampered(whole, *forged).faults == ()
    (fault,) = tampered(whole, *forged, anchor=anchor).faults
    assert (fault.wrong, fault.seq) == (Wrong.REWRITTEN, _LAST)


def test_only_an_anchor_finds_an_end_that_was_cut_off(whole: Path) -> None:
    anchor = parse_anchor(str(tampered(whole).anchor))
    cut = f"DELETE FROM record WHERE seq > {_LAST - 1}"  # noqa: S608
    assert tampered(whole, cut).faults == ()
    (fault,) = tampered(whole, cut, anchor=anchor).faults
    assert fault.wrong is Wrong.TRUNCATED
    assert f"Sổ chỉ còn đến bản ghi {_LAST - 1}" in fault.sentence


@pytest.mark.parametrize(("kept", "orphans"), [(_LAST - 2, 2), (1, 3), (0, 4)])
def test_an_end_that_was_cut_off_leaves_contents_of_no_record(
    whole: Path, kept: int, orphans: int
) -> None:
    (fault,) = tampered(whole, f"DELETE FROM record WHERE seq > {kept}").faults  # noqa: S608
    assert fault.wrong is Wrong.UNNAMED
    assert f"{orphans} nội dung tệp không thuộc bản ghi nào" in fault.sentence


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE content SET data = x'00' WHERE packing = 'zlib'",
        "UPDATE content SET data = x'00' WHERE packing = 'plain'",
        "UPDATE content SET packing = 'zlib'",
        "DELETE FROM content",
    ],
)
def test_a_kept_file_that_was_changed_or_deleted_is_found(whole: Path, statement: str) -> None:
    assert {fault.wrong for fault in tampered(whole, statement).faults} == {Wrong.CONTENT}


@pytest.mark.parametrize("kept", [b"book", b"b"])
def test_each_kept_file_is_missed_alone(whole: Path, kept: bytes) -> None:
    digest = sha256(kept).hexdigest()
    gone = f"DELETE FROM content WHERE sha256 = '{digest}'"  # noqa: S608
    (fault,) = tampered(whole, gone).faults
    assert (fault.wrong, fault.seq) == (Wrong.CONTENT, 6 if kept == b"book" else 2)


@pytest.mark.parametrize("value", ["x'00ff'", "CAST(x'ff' AS TEXT)"])
@pytest.mark.parametrize("column", ["kind", "at", "body", "unit", "hash", "prev"])
def test_a_record_that_is_no_text_any_more_is_named(whole: Path, column: str, value: str) -> None:
    faults = tampered(whole, f"UPDATE record SET {column} = {value} WHERE seq = 2").faults  # noqa: S608
    assert {fault.seq for fault in faults} & {2, 3}


@pytest.mark.parametrize("value", ["'words'", "12"])
def test_a_kept_file_that_is_no_bytes_any_more_is_named(whole: Path, value: str) -> None:
    faults = tampered(whole, f"UPDATE content SET data = {value}").faults  # noqa: S608
    assert {fault.wrong for fault in faults} == {Wrong.CONTENT}


@pytest.mark.parametrize("table", ["record", "content"])
def test_a_table_that_is_gone_is_said(whole: Path, table: str) -> None:
    (fault,) = tampered(whole, f"DROP TABLE {table}").faults
    assert fault.wrong is Wrong.SCHEMA
    assert f"Bảng “{table}” (" in fault.sentence


@pytest.mark.parametrize("table", ["record", "content"])
def test_a_damaged_page_is_said(whole: Path, tmp_path: Path, table: str) -> None:
    path = tmp_path / "l.sqlite"
    shutil.copy(whole, path)
    with closing(sqlite3.connect(path)) as database:
        where = f"SELECT rootpage FROM sqlite_master WHERE name = '{table}'"  # noqa: S608
        (page,) = database.execute(where).fetchone()
        (size,) = database.execute("PRAGMA page_size").fetchone()
    data = bytearray(path.read_bytes())
    data[size * (page - 1) : size * page] = b"\x13" * size
    path.write_bytes(data)
    ledger = Ledger.open(path, create=False)
    (fault,) = ledger.verify().faults
    ledger.close()
    assert fault.wrong is Wrong.DAMAGED
    assert "malformed" in fault.sentence


@pytest.mark.parametrize("text", ["", "12", "x-0123456789abcdef", "3-0123", "3-0123456789ABCDEFGH"])
def test_what_is_no_anchor_is_said(text: str) -> None:
    with pytest.raises(LedgerError, match="không phải là mốc"):
        parse_anchor(text)


APPENDER = """
import sys
from campaign.ledger.book import Ledger
from tests.ledger_cases import look, row, told
ledger = Ledger.open(sys.argv[1])
for number in range(25):
    told(ledger, look(number, row(digest=sys.argv[2] + str(number)), source="sheets:both"))
"""


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("pg", marks=pytest.mark.postgres)])
def test_two_processes_never_fork_the_chain(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    place = str(tmp_path / "l.sqlite")
    if kind == "pg":
        from tests.postgres_server import new_database

        place = new_database(request.getfixturevalue("postgres"))
    both = [subprocess.Popen([sys.executable, "-c", APPENDER, place, name]) for name in "ab"]
    assert [process.wait() for process in both] == [0, 0]
    ledger = Ledger.open(place)
    found = ledger.verify()
    assert (found.records, found.faults) == (50, ())
    # Each look recorded its change against the one just before it, whoever wrote that.
    assert all(len(event.body["rows"]) == 1 for event in ledger.history(WARD, on(99)))
    ledger.close()


FORMS = st.sampled_from(["registration", "registration", "interim"])
rows = st.sets(st.sampled_from(["DK-1", "DK-2", "DK-3"])).flatmap(
    lambda ids: st.tuples(
        *(st.builds(_row, st.just(name), st.booleans(), FORMS) for name in sorted(ids))
    )
)
looks = st.tuples(st.sampled_from([SHEET, OTHER]), rows, st.sampled_from([*Outcome, Outcome.READ]))
sweeps = st.sets(st.sampled_from([SHEET, OTHER]), min_size=1)


def _row(name: str, whole: bool, form: str) -> Sighting:  # noqa: FBT001 - drawn
    return row(name, complete=whole)._replace(form=form)


@settings(max_examples=60, deadline=None)
@given(st.lists(looks | sweeps, max_size=9), st.integers(0, 10), st.integers(1, 2))
def test_answers_are_those_of_a_plain_list(
    history: list[tuple[str, tuple[Sighting, ...], Outcome] | set[str]], end: int, minimum: int
) -> None:
    plain: list[tuple[int, str, dict[str, bool]]] = []
    last: dict[str, dict[str, bool]] = {}
    wanted = REGISTRATION.model_copy(update={"minimum_rows": minimum})
    with TemporaryDirectory() as folder:
        ledger = Ledger.open(Path(folder) / "l.sqlite")
        for day, step in enumerate(history, 1):
            with ledger.atomic() as entry:
                if isinstance(step, set):
                    entry.unchanged(step, on(day))
                    plain += [(day, s, last[s]) for s in sorted(step) if s in last]
                else:
                    source, seen, outcome = step
                    entry.observe(look(day, *seen, source=source, outcome=outcome))
                    if outcome is Outcome.READ:
                        mine = (one for one in seen if one.form == "registration")
                        last[source] = {one.row: one.complete for one in mine}
                        plain.append((day, source, last[source]))
        upto = [each for each in plain if each[0] <= end]
        found = ledger.intervals(WARD, [wanted], on(end)).get((WARD, "registration"))
        assert found == ledger.intervals(None, [wanted], on(end)).get((WARD, "registration"))
        assert _ends(found) == _plainly(upto, minimum)
        for name in (SHEET, OTHER):
            held = ledger.snapshot(name, on(end))
            assert bool(held) == any(source == name for _, source, _ in upto)
        ledger.close()


def _ends(found: Interval | None) -> tuple[datetime | None, datetime | None] | None:
    return None if found is None else (found.last_without, found.first_complete)


def _plainly(
    upto: list[tuple[int, str, dict[str, bool]]], minimum: int
) -> tuple[datetime | None, datetime | None] | None:
    holding = {source for _, source, held in upto if held} or {source for _, source, _ in upto}
    current: dict[str, dict[str, bool]] = {}
    without = None
    for day, source, held in upto:
        if source not in holding:
            continue
        current[source] = held
        whole = {name for each in current.values() for name, complete in each.items() if complete}
        if len(whole) >= minimum:
            return without, on(day)
        without = on(day)
    return None if without is None else (without, None)
