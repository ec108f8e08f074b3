"""A submission lies between two looks: before the deadline, after it, or across it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.interval import Interval
from campaign.office_time import end_of, from_office
from campaign.plan.definition import Form
from campaign.result.evidence import EvidenceKind
from campaign.result.submissions import Standing, Submission
from tests.rule_cases import receipt, row, submission

LAST = date(2020, 5, 19)
END = end_of(LAST)


def at(day: int, hour: int = 8) -> datetime:
    """An hour of a day of May 2020, at the office."""
    return from_office(datetime(2020, 5, day, hour))  # noqa: DTZ001


def judged(
    without: datetime | None,
    complete: datetime | None,
    *,
    modified: datetime | None = None,
    typed: str = "",
    kind: EvidenceKind = EvidenceKind.LEDGER,
) -> Submission:
    """The verdict on a registration that the ledger saw come in."""
    interval = Interval(without, complete, kind, modified, code="TN-1")
    return submission(row(Form.REGISTRATION, submitted=typed), interval=interval)


def test_seen_complete_before_the_deadline_is_on_time_whatever_was_typed() -> None:
    verdict = judged(at(9), at(10), typed="2020-05-25")
    assert (verdict.standing, verdict.evidence.kind) == (Standing.ON_TIME, "ledger")
    assert verdict.received == verdict.first_complete == "2020-05-10T08:00:00"
    assert "lúc 09/05/2020 08:00 còn thiếu, lúc 10/05/2020 08:00 thấy đủ" in verdict.message


def test_still_incomplete_after_the_deadline_is_late_whatever_was_typed() -> None:
    verdict = judged(at(22), at(25), typed="2020-05-10")
    assert (verdict.standing, verdict.days_late) == (Standing.LATE, 3)
    assert "trễ ít nhất 3 ngày" in verdict.message


def test_a_straddling_interval_is_uncertain_and_shows_both_ends() -> None:
    verdict = judged(at(18), at(22), typed="2020-05-10")
    assert verdict.standing is Standing.UNCERTAIN
    assert verdict.readings == ("2020-05-18T08:00:00", "2020-05-22T08:00:00")
    assert "18/05/2020 08:00 còn thiếu, lúc 22/05/2020 08:00 thấy đủ" in verdict.message
    assert verdict.message.endswith(" Đề nghị văn phòng ghi ngày nhận vào trang Sổ tiếp nhận.")


def test_the_last_change_settles_what_straddles_when_it_lies_before_the_end() -> None:
    verdict = judged(at(18), at(22), modified=at(19, 23))
    assert (verdict.standing, verdict.evidence.kind) == (Standing.ON_TIME, "revision")
    assert verdict.received == "2020-05-19T23:00:00"
    assert judged(at(18), at(22), modified=at(20, 0)).standing is Standing.UNCERTAIN
    assert judged(at(18), at(22), modified=at(17)).standing is Standing.UNCERTAIN


def test_a_receipt_settles_what_straddles() -> None:
    interval = Interval(at(18), at(22))
    came = (receipt(received="2020-05-19"),)
    verdict = submission(row(Form.REGISTRATION), interval=interval, receipts=came)
    assert (verdict.standing, verdict.evidence.kind) == (Standing.ON_TIME, "receipt")


def test_a_hand_in_by_button_counts_by_the_servers_time() -> None:
    verdict = judged(at(19, 23), at(19, 23), kind=EvidenceKind.RECEIPT)
    assert (verdict.standing, verdict.evidence.kind) == (Standing.ON_TIME, "receipt")
    assert "TN-1" in verdict.evidence.text
    assert judged(at(20, 1), at(20, 1), kind=EvidenceKind.RECEIPT).days_late == 1


def test_a_first_look_after_the_deadline_leaves_it_to_what_was_typed() -> None:
    assert judged(None, at(22), typed="2020-05-10").evidence.kind == "typed"
    assert judged(None, at(22)).standing is Standing.UNCERTAIN
    assert judged(None, at(22), modified=at(11)).evidence.kind == "revision"


@pytest.mark.parametrize(
    ("complete", "standing"),
    [
        (END - timedelta(microseconds=1), Standing.ON_TIME),
        (END, Standing.UNCERTAIN),
    ],
)
def test_the_day_ends_at_the_offices_midnight(complete: datetime, standing: Standing) -> None:
    assert datetime(2020, 5, 19, 17, tzinfo=UTC) == END
    assert judged(at(1), complete).standing is standing


moments = st.datetimes(datetime(2020, 5, 10), datetime(2020, 5, 30)).map(from_office)  # noqa: DTZ001


@given(moments, moments, moments)
def test_no_verdict_contradicts_any_moment_in_the_interval(
    first: datetime, second: datetime, when: datetime
) -> None:
    without, complete = sorted((first, second))
    standing = judged(without, complete).standing
    if without < when <= complete:
        assert standing in {Standing.UNCERTAIN, Standing.ON_TIME if when < END else Standing.LATE}
