"""The council's two sheets: typed by the office, read back at the next run, never rewritten."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from addin.package import CellOut, WorkbookPackage
from addin.workbook.layout import layout_of
from addin.workbook.office import read_office
from campaign.council.ballots import Stance, Vote
from campaign.result.office_facts import OfficeFacts
from campaign.roster.resolver import Resolver
from tests.rule_cases import Q12, ROSTER
from tests.workbook_samples import campaign_2020, first_run

DAY = date(2020, 11, 2)
AN, BINH = "Nguyễn An", "Trần Bình"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "so.xlsx"
    first_run(made)
    return made


def typed(path: Path, key: str, *lines: dict[str, CellOut]) -> None:
    """Fill lines of one of the office's sheets."""
    package = WorkbookPackage.open(path)
    sheet = layout_of(campaign_2020())[key]
    cells = {
        (sheet.first + number, sheet.index(name)): value
        for number, line in enumerate(lines)
        for name, value in line.items()
    }
    package.set_cells(sheet.title, cells)
    package.save(path)


def facts(path: Path) -> OfficeFacts:
    return read_office(path, campaign_2020(), Resolver(ROSTER, DAY).resolve).facts


def test_members_and_ballots_are_read_back(path: Path) -> None:
    typed(path, "members", {"name": AN, "unit": "P. Thới An", "post": "Ủy viên"}, {"name": BINH})
    scored = {"member": BINH, "score": "95,5", "vote": "Đồng ý"}
    recused = {"candidate": "Lê Cúc", "member": AN, "stance": "Rút khỏi việc xét"}
    certificate = {"list": "Giấy khen"}
    typed(
        path,
        "ballots",
        certificate | {"candidate": "UBND phường Thới An"} | scored,
        certificate | recused,
        {"candidate": "Ai đó", "member": BINH, "score": 90},
    )
    found = facts(path)
    assert [(one.name, one.unit) for one in found.members] == [(AN, "phuong-thoi-an"), (BINH, None)]
    first, second, third = found.ballots
    assert (first.award, first.score) == ("district_certificate", Decimal("95.5"))
    assert first.vote is Vote.FOR
    assert (second.stance, second.score, second.vote) == (Stance.RECUSED, None, None)
    assert (third.award, third.score) == (None, 90)
    assert found.issues == []


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("score", "101", "score_off_scale"),
        ("score", "1.000", "number_ambiguous"),
        ("vote", "có lẽ", "choice_unknown"),
        ("stance", "ngủ", "choice_unknown"),
    ],
)
def test_what_is_not_certain_is_reported_at_its_cell(
    path: Path, column: str, value: str, code: str
) -> None:
    typed(path, "ballots", {"list": "Giấy khen", "candidate": "A", "member": "B", column: value})
    found = facts(path)
    sheet = layout_of(Q12)["ballots"]
    (issue,) = found.issues
    assert (issue.code, issue.sheet) == (code, sheet.title)
    assert all(one.score is None and one.vote is None for one in found.ballots)


def test_a_member_without_a_name_is_none(path: Path) -> None:
    typed(path, "members", {"post": "Chủ tịch"})
    found = facts(path)
    assert found.members == []
    assert [issue.code for issue in found.issues] == ["member_nameless"]


def test_places_that_the_plan_leaves_open_are_the_offices(path: Path) -> None:
    wards = {"kind": "Tập thể", "group": "Ủy ban nhân dân phường", "places": 4}
    certificate = {"list": "Giấy khen", "document": "Thông báo 5/TB"}
    typed(path, "quotas", certificate | wards, certificate | {"threshold": "70"})
    book = read_office(path, Q12, Resolver(ROSTER, DAY).resolve)
    assert book.campaign is not None
    first, second = book.campaign.awards
    assert [(q.kind.value, q.group, q.places) for q in first.quotas] == [("collective", "wards", 4)]
    assert (first.vote_threshold, second.quotas, second.vote_threshold) == (70, (), None)
    assert book.facts.issues == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ({"kind": "Tập thể", "places": 4}, "văn bản"),
        ({"kind": "Tập thể", "document": "5/TB"}, "số chỗ"),
        ({"places": 4, "document": "5/TB"}, "đối tượng"),
        ({"kind": "Tập thể", "places": "4,5", "document": "5/TB"}, "số nguyên"),
        ({"kind": "Phường", "places": 4, "document": "5/TB"}, "danh sách chọn"),
        ({"threshold": 170, "document": "5/TB"}, "không quá 100"),
    ],
)
def test_a_quota_that_is_not_whole_sets_nothing(
    path: Path, line: dict[str, CellOut], said: str
) -> None:
    typed(path, "quotas", {"list": "Giấy khen"} | line)
    book = read_office(path, Q12, Resolver(ROSTER, DAY).resolve)
    assert book.campaign == Q12
    (issue,) = book.facts.issues
    assert said in issue.message
    assert issue.sheet == "Chỉ tiêu"


def test_of_two_quotas_that_differ_neither_counts(path: Path) -> None:
    one = {"list": "Bằng khen", "kind": "Tập thể", "places": 3, "document": "5/TB"}
    typed(path, "quotas", one, one | {"places": 5})
    book = read_office(path, Q12, Resolver(ROSTER, DAY).resolve)
    assert book.campaign == Q12
    assert [issue.code for issue in book.facts.issues] == ["quota_twice", "quota_twice"]
