"""One suite for both databases: what was seen is kept, and answered at any moment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
import sqlalchemy

from campaign.ledger.book import Ledger
from campaign.ledger.events import Decision, Door, HandIn, JobRun, Outcome, Sighting
from campaign.ledger.refusals import LedgerError
from campaign.result.evidence import EvidenceKind
from tests.ledger_cases import DAY, REGISTRATION, SHEET, WARD, look, on, row, told


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return str(tmp_path / "so theo dõi.sqlite")
    from tests.postgres_server import new_database

    return new_database(request.getfixturevalue("postgres"))


@pytest.fixture
def ledger(place: str) -> Iterator[Ledger]:
    made = Ledger.open(place, clock=lambda: on(200))
    yield made
    made.close()


def test_a_sheet_is_answered_as_it_was_at_any_moment(ledger: Ledger) -> None:
    told(ledger, look(1, content=b"one"), look(3, row(), content=b"two" * 500))
    assert ledger.snapshot(SHEET, on(0.5)) == []
    (early,) = ledger.snapshot(WARD, on(2))
    (late,) = ledger.snapshot(SHEET, on(3))
    assert ledger.content(early.sha256) == b"one"
    assert ledger.content(late.sha256) == b"two" * 500
    assert (late.unit, late.door, late.modified_by) == (WARD, Door.SHEETS, "vanthu@example.vn")
    assert [s.source for s in ledger.sources(on(9))] == [SHEET]


def test_a_sheet_that_is_suddenly_empty_is_noted_and_not_believed(ledger: Ledger) -> None:
    told(ledger, look(1, row()), look(2, outcome=Outcome.EMPTY))
    assert ledger.snapshot(SHEET, on(3))[0].observed_at == on(1)
    assert ledger.latest()[SHEET].outcome is Outcome.EMPTY


def test_an_interval_runs_from_last_without_to_first_complete(ledger: Ledger) -> None:
    told(ledger, look(1), look(2, row(complete=False)))
    with ledger.atomic() as entry:
        entry.unchanged([SHEET], on(4))
    told(ledger, look(5, row()), look(6, row(digest="b")))
    found = ledger.intervals(WARD, [REGISTRATION], on(9))[WARD, "registration"]
    assert (found.last_without, found.first_complete) == (on(4), on(5))
    assert found.kind is EvidenceKind.LEDGER
    assert ledger.intervals(WARD, [REGISTRATION], on(3))[WARD, "registration"].last_without == on(2)
    assert ledger.intervals(None, [REGISTRATION], on(9)) == {(WARD, "registration"): found}


def test_a_row_has_an_interval_of_its_own(ledger: Ledger) -> None:
    told(ledger, look(1, row("DK-1")), look(2, row("DK-1"), row("DK-2")))
    second = ledger.row_interval(SHEET, "DK-2", on(9))
    assert second is not None
    assert (second.last_without, second.first_complete) == (on(1), on(2))


def test_a_row_that_comes_and_goes_keeps_the_day_it_was_first_complete(ledger: Ledger) -> None:
    told(ledger, look(1), look(2, row()), look(3), look(4, row()))
    found = ledger.intervals(WARD, [REGISTRATION], on(9))[WARD, "registration"]
    assert (found.last_without, found.first_complete) == (on(1), on(2))


def test_a_hand_in_by_button_outweighs_every_look(ledger: Ledger) -> None:
    told(ledger, look(1), look(9, row()))
    with ledger.atomic() as entry:
        entry.receipt(HandIn(WARD, "registration", "TN-7", on(3), "vanthu@example.vn", SHEET))
    found = ledger.intervals(WARD, [REGISTRATION], on(20))[WARD, "registration"]
    assert (found.kind, found.first_complete, found.code) == (EvidenceKind.RECEIPT, on(3), "TN-7")


@pytest.mark.parametrize("complete", [True, False])
def test_a_receipt_for_an_incomplete_workbook_is_no_hand_in(
    ledger: Ledger, *, complete: bool
) -> None:
    handed = look(3, row(complete=complete), source="submit:TN-7", content=b"as handed in")
    told(ledger, look(1), handed, look(9, row()))
    with ledger.atomic() as entry:
        entry.receipt(HandIn(WARD, None, "TN-7", on(3), "a@example.vn", sha256=handed.sha256))
    found = ledger.intervals(WARD, [REGISTRATION], on(20))[WARD, "registration"]
    assert (found.kind is EvidenceKind.RECEIPT) == complete
    assert found.first_complete == (on(3) if complete else on(9))


def test_rows_of_several_units_in_one_sheet_are_told_apart(ledger: Ledger) -> None:
    both = (
        Sighting("DK-1", "registration", complete=True, digest="a", unit=WARD),
        Sighting("DK-2", "registration", complete=True, digest="a", unit="phuong-thanh-loc"),
    )
    told(ledger, look(1, both[0], unit=None), look(2, *both, unit=None))
    first = ledger.intervals(WARD, [REGISTRATION], on(9))[WARD, "registration"]
    second = ledger.intervals("phuong-thanh-loc", [REGISTRATION], on(9))
    assert first.first_complete == on(1)
    assert second["phuong-thanh-loc", "registration"].first_complete == on(2)


def test_an_unchanged_sheet_costs_no_record_of_its_own(ledger: Ledger) -> None:
    sheets = [f"sheets:{number}" for number in range(300)]
    with ledger.atomic() as entry:
        for sheet in sheets:
            entry.observe(look(1, source=sheet))
    before = ledger.anchor().seq
    with ledger.atomic() as entry:
        entry.unchanged(sheets[1:], on(2))
    assert ledger.anchor().seq == before + 1


def test_a_decision_is_found_with_everything_it_stood_on(ledger: Ledger) -> None:
    told(ledger, look(1, row()), look(1, source="sheets:other", unit=None))
    moment = datetime(2020, 5, 20, 8)  # noqa: DTZ001 - office time
    verdicts = {"submissions": [[WARD, "registration", "on_time"]]}
    with ledger.atomic() as entry:
        entry.decision(
            Decision(
                "r1",
                on(19),
                moment,
                "q12",
                (SHEET,),
                "i",
                "o",
                workbook_before=b"book",
                skipped=("a.docx",),
                verdicts=verdicts,
            )
        )
    (found,) = ledger.decisions("r1")
    assert [s.latest.source for s in found.sources] == [SHEET]
    assert found.skipped == ("a.docx",)
    assert ledger.content(found.workbook_before) == b"book"
    assert (found.as_of, found.verdicts) == (moment, verdicts)
    assert ledger.last_decision(datetime(2020, 5, 19)) is None  # noqa: DTZ001
    assert ledger.last_decision(moment) == found


def test_the_last_change_names_who_made_it(ledger: Ledger) -> None:
    told(ledger, look(1, content=b"a"), look(2, content=b"b"), look(3, content=b"b"))
    found = ledger.last_change(SHEET)
    assert found is not None
    assert (found.observed_at, found.version) == (on(2), "2")


def test_job_runs_come_newest_first(ledger: Ledger) -> None:
    with ledger.atomic() as entry:
        entry.note_job(JobRun("sync", on(1), on(1.1), "complete", {"read": 3}))
        entry.note_job(JobRun("sync", on(2), on(2.1), "failed"))
    assert [event.body["outcome"] for event in ledger.jobs("sync")] == ["failed", "complete"]


def test_a_failed_entry_leaves_nothing(ledger: Ledger) -> None:
    told(ledger, look(1))
    end = ledger.anchor()

    def half() -> None:
        with ledger.atomic() as entry:
            entry.observe(look(2, row()))
            raise LedgerError("ngắt giữa chừng")

    with pytest.raises(LedgerError):
        half()
    assert ledger.anchor() == end


def test_another_process_is_caught_up_with(ledger: Ledger, place: str) -> None:
    told(ledger, look(1, row("DK-1")))
    other = Ledger.open(place)
    told(other, look(2, row("DK-2")))
    told(ledger, look(3, row("DK-3")))
    assert ledger.row_interval(SHEET, "DK-1", on(1)) is not None
    states = [set(event.body.get("gone", [])) for event in ledger.history(WARD, on(9))]
    assert states == [set(), {"DK-1"}, {"DK-2"}]
    assert ledger.verify().faults == ()
    other.close()


@pytest.mark.parametrize("statement", ["UPDATE record SET body = '{}'", "DELETE FROM content"])
def test_the_database_itself_refuses_changes(ledger: Ledger, statement: str) -> None:
    told(ledger, look(1, content=b"x"))
    with (
        pytest.raises(sqlalchemy.exc.DBAPIError, match="append-only"),
        ledger.engine.begin() as connection,
    ):
        connection.exec_driver_sql(statement)


def test_a_ledger_of_a_later_version_is_refused_with_a_sentence(ledger: Ledger, place: str) -> None:
    with ledger.engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO migration VALUES ('9999-later', '')")
    with pytest.raises(LedgerError, match="cập nhật phần mềm"):
        Ledger.open(place)


def test_what_is_asked_of_a_ledger_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="Chưa có sổ theo dõi"):
        Ledger.open(tmp_path / "no.sqlite", create=False)
    (tmp_path / "junk.sqlite").write_bytes(b"not a database" * 100)
    with pytest.raises(LedgerError, match="Không mở được"):
        Ledger.open(tmp_path / "junk.sqlite")


def test_no_password_is_ever_shown() -> None:
    with pytest.raises(LedgerError) as refused:
        Ledger.open("postgresql://u:bí-mật@127.0.0.1:1/none")
    assert "bí-mật" not in str(refused.value)
    with pytest.raises(LedgerError) as refused:
        Ledger.open("mysql://u:hidden@h/none")
    assert "hidden" not in str(refused.value)
    for url in ("postgresql:///none?password=hidden&host=/no", "postgresql://u:hidden@h:port/none"):
        with pytest.raises(LedgerError) as refused:
            Ledger.open(url)
        assert "hidden" not in f"{refused.value} {refused.value.__cause__!r}"


def test_a_moment_without_a_zone_is_refused(ledger: Ledger) -> None:
    naive = look(1)
    with pytest.raises(ValueError, match="aware"), ledger.atomic() as entry:
        entry.unchanged([naive.source], DAY.replace(tzinfo=None))
