"""The shipped example shows what a council does: places, ballots, a tie, a doubt of each kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from addin.demo.run import WORKBOOK, run_demo
from addin.package import WorkbookPackage
from addin.run import RunOutcome
from campaign.council.tally import Tally
from campaign.plan.loading import load_campaign
from campaign.progress import no_progress
from campaign.result import Shortlist


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def outcome(folder: Path) -> RunOutcome:
    return run_demo(folder, no_progress)


def of(outcome: RunOutcome, award: str) -> Shortlist:
    return next(made for made in outcome.result.shortlists if made.award == award)


def test_the_plan_sets_no_places_and_the_office_does(outcome: RunOutcome) -> None:
    assert all(not award.quotas for award in load_campaign("q12-cchc-2020").awards)
    assert all(award.quotas for award in outcome.campaign.awards)
    assert outcome.campaign.awards[1].vote_threshold == 70


def test_ballots_show_every_case_an_office_meets(outcome: RunOutcome) -> None:
    found: list[Tally] = outcome.result.council
    assert {len(one.missing) for one in found} == {0, 1}
    for kind in ("abstained", "recused", "missing", "conflicts", "outliers"):
        assert any(getattr(one, kind) for one in found), kind
    assert not [issue for issue in outcome.result.office.issues if "ballot" in issue.code]


def test_a_tie_at_the_cut_waits_for_the_council(outcome: RunOutcome) -> None:
    made = of(outcome, "district_certificate")
    tied = {one.subject.unit for one in made.absent if one.reasons[0].code == "tie_at_cut"}
    assert tied == {"phuong-tan-thoi-hiep", "phuong-tan-thoi-nhat"}
    assert any("Hội đồng quyết định" in said for said in made.council)


def test_firmness_has_something_to_say(outcome: RunOutcome) -> None:
    found = outcome.result.firmness
    assert len(found) == 3
    assert any(item.swap is not None and 0 < item.unchanged < 100 for item in found)


def test_the_workbook_says_who_set_the_places(outcome: RunOutcome, folder: Path) -> None:
    package = WorkbookPackage.open(folder / WORKBOOK, read_only=True)
    said = {str(cell.value) for _, row in package.rows("Điều khiển") for cell in row.values()}
    notice = "Thông báo số 31/TB-HĐTĐKT ngày 22/10/2020"
    assert f"Tập thể, Ủy ban nhân dân phường: 4 chỗ ({notice})" in said
    assert f"Phiếu đồng ý từ 70% số thành viên ({notice})" in said
    assert outcome.said == []
