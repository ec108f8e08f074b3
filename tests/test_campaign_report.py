"""The JSON report: the schema and its page hold, the account closes, the bytes repeat."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from addin.demo.office import demo_office_facts
from addin.demo.units import write_demo_units
from campaign.intake.files import expand
from campaign.plan.definition import Campaign, Form
from campaign.report.report import SECTIONS, dump, report
from campaign.result.office_facts import OfficeFacts
from campaign.result.submissions import EXTENSION, Doubt
from campaign.result.unread import Unread
from campaign.result.whole import Result
from campaign.usecases import MainJob
from tests.rule_cases import (
    CITY,
    CITY_ROSTER,
    NOW,
    Q12,
    ROSTER,
    held,
    receipt,
    row,
    source,
    violation,
)

SCHEMA = json.loads((resources.files("templates") / "schema" / "report.schema.json").read_bytes())
PAGE = (Path(__file__).parents[1] / "docs" / "report-schema.md").read_text(encoding="utf-8")
CITY_NOW = datetime(2026, 11, 14, 9, 30)  # noqa: DTZ001 - office time
ONE, TWO = "phuong-sai-gon", "phuong-tan-dinh"
PLANS = {"q12": Q12, "city": CITY}


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Result]:
    """A result of each shipped campaign: the demo's files, and a made-up city."""
    folder = tmp_path_factory.mktemp("demo")
    write_demo_units(folder, Q12, ROSTER)
    job = MainJob(Q12, ROSTER, NOW)
    sources, unread = job.read(expand([folder]))
    demo = job.decide(sources, unread=unread, office=demo_office_facts())
    return {"q12": demo, "city": city_result()}


def city_result() -> Result:
    proposed = {"form": Form.PROPOSAL, "award": "Bằng khen Thủ tướng, Bằng khen TP"}
    rows = [
        row(Form.REGISTRATION, ONE, id="r1", submitted="2026-03-02"),
        held(row(Form.REGISTRATION, TWO, id="r2"), "submitted", "2026-02-03", "2026-03-02"),
        row(Form.RESULT, ONE, id="k1", submitted="2026-11-13T17:00:00"),
        *(
            row(Form.CRITERIA, ONE, id=f"c-{name}", criterion=name, answer=said)
            for name, said in (("ii.1", "Đạt"), ("ii.3", "97%"), ("service_score", "92,5"))
        ),
        row(id="p1", name="UBND phường Sài Gòn", unit=ONE, votes="9/9", **proposed),  # type: ignore[arg-type]
        row(id="p2", name="Bà Thí Dụ", unit=ONE, votes="9/9", kind="Cá nhân", **proposed),  # type: ignore[arg-type]
        row(id="p3", name="Ai đó", unit=None, **proposed),  # type: ignore[arg-type]
    ]
    grant = receipt(
        "final_report",
        EXTENSION,
        unit=TWO,
        until="2026-11-20",
        signed="2026-11-10",
        document="1/UBND",
        person="Chủ tịch",
    )
    office = OfficeFacts([violation(unit=TWO)], [grant])
    job = MainJob(CITY, CITY_ROSTER, CITY_NOW)
    unread = [Unread("b.xlsx", "damaged", "Tệp “b.xlsx” bị hỏng.")]
    return job.decide([source(*rows)], unread=unread, skipped=["c.docx"], office=office)


def written(results: dict[str, Result], name: str) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(dump(results[name], PLANS[name]))
    return whole


def schema_keys(part: object) -> Iterator[str]:
    if isinstance(part, dict) and isinstance(part.get("properties"), dict):
        yield from part["properties"]
    inside = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    for inner in inside:
        yield from schema_keys(inner)


@cache
def page_keys() -> frozenset[str]:
    return frozenset(re.findall(r"^\| `([a-z_0-9]+)` \|", PAGE, re.MULTILINE))


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("name", PLANS)
def test_real_output_fits_the_schema(results: dict[str, Result], name: str) -> None:
    errors = Draft202012Validator(SCHEMA).iter_errors(written(results, name))
    assert [f"{error.json_path}: {error.message[:120]}" for error in errors] == []


@pytest.mark.parametrize("name", PLANS)
def test_every_top_level_section_is_filled_somewhere(results: dict[str, Result], name: str) -> None:
    whole = written(results, name)
    assert [*whole, "sync"] == list(SCHEMA["properties"])
    for key in ("sources", "registrations", "proposals", "submissions", "eligibility"):
        assert whole[key], key


def test_the_schema_knows_every_doubt() -> None:
    known = SCHEMA["properties"]["submissions"]["items"]["properties"]["doubt"]["enum"]
    assert known == [*Doubt, None]


def test_the_page_names_every_key_of_the_schema_and_no_other() -> None:
    assert set(schema_keys(SCHEMA)) == page_keys()


@pytest.mark.parametrize("name", PLANS)
def test_the_account_closes_everywhere(results: dict[str, Result], name: str) -> None:
    whole = written(results, name)
    totals = whole["totals"]
    for part in (*whole["sources"], totals, *totals["by_form"].values()):
        assert part["rows_in"] == part["accepted"] + part["held"] + part["rejected"]
    assert totals["rows_in"] == sum(part["rows_in"] for part in whole["sources"])
    assert totals["rows_in"] == sum(len(whole[section]) for section in SECTIONS.values())
    assert sum(totals["submissions"].values()) == len(whole["submissions"])
    assert sum(totals["eligibility"].values()) == len(whole["eligibility"])


@pytest.mark.parametrize("name", PLANS)
def test_everybody_stands_once_for_each_award(results: dict[str, Result], name: str) -> None:
    whole = written(results, name)
    everybody = sorted(item["id"] for item in whole["eligibility"])
    assert list(whole["shortlists"]) == [award.list_key for award in PLANS[name].awards]
    for key, placed in whole["shortlists"].items():
        absent = whole["not_shortlisted"][key]
        others = whole["not_proposed"][key]
        everywhere = (*placed, *absent, *others["subjects"])
        assert sorted(item["id"] for item in everywhere) == everybody
        assert all(item["reasons"] for item in absent)
        assert others["reason"]["code"] == "not_proposed"


def test_the_city_sends_one_up_and_says_why_not_the_others(results: dict[str, Result]) -> None:
    whole = written(results, "city")
    verdicts = {item["id"]: item["status"] for item in whole["eligibility"]}
    assert (verdicts["p1"], verdicts["p2"], verdicts["p3"]) == ("held", "eligible", "held")
    assert [item["id"] for item in whole["shortlists"]["prime_minister_commendation"]] == ["p2"]
    unit = next(item for item in whole["proposals"] if item["id"] == "p3")["unit"]
    assert unit is None


def test_an_extension_and_a_doubt_are_in_the_report(results: dict[str, Result]) -> None:
    items = {(i["unit"], i["deliverable"]): i for i in written(results, "city")["submissions"]}
    extended = items[TWO, "final_report"]
    assert (extended["status"], extended["extension"]["document"]) == ("not_due", "1/UBND")
    assert extended["due"] < extended["last_day"] == "2026-11-20"
    doubt = items[TWO, "signup"]
    assert (doubt["status"], doubt["received"]) == ("uncertain", None)
    assert doubt["readings"] == ["2026-02-03", "2026-03-02"]


def test_the_same_result_gives_the_same_bytes() -> None:
    assert dump(city_result(), CITY) == dump(city_result(), CITY)


@pytest.mark.parametrize(("plan", "name"), [(Q12, "q12"), (CITY, "city")])
def test_the_text_is_the_report(results: dict[str, Result], plan: Campaign, name: str) -> None:
    text = dump(results[name], plan)
    assert json.loads(text) == report(results[name], plan)
    assert text.endswith("}\n")
    assert "\\u" not in text
