"""What a unit of the demo fills in, row by row; plain data for any kind of file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from addin.demo.data import titles
from addin.demo.people import Person, make_person
from addin.demo.phrases import (
    ACHIEVEMENTS,
    CONTENTS,
    EVENTS,
    GOALS,
    LIMITS,
    NEXT,
    OUTCOMES,
    PROGRESS,
    RESULTS,
)
from addin.demo.profiles import PROFILES, Ask, Profile
from campaign.columns import DECLARATION_CODE, column
from campaign.plan.definition import Campaign, Form, Measure, SubjectKind
from campaign.roster.units import Unit

TypedRow = dict[str, object]
Rows = dict[Form, list[TypedRow]]

_FIELDS = column(Form.REGISTRATION, "field").choices
_CATEGORIES = ("Mô hình", "Sáng kiến", "Giải pháp", "Cách làm hay")
_POSITIONS = ("Phó Chủ tịch", "Công chức Tư pháp - Hộ tịch", "Chuyên viên", "Phó Trưởng phòng")
_TEACHING = ("Phó Hiệu trưởng", "Giáo viên", "Nhân viên văn thư")
_DECLARED_OF = (SubjectKind.COLLECTIVE, SubjectKind.HEAD)


@dataclass(slots=True)
class Filing:
    """One unit's rows in the making: the generator's state is the unit's own."""

    profile: Profile
    unit: Unit
    titles: list[str]
    rng: Random

    def person(self) -> Person:
        """Somebody made up."""
        return make_person(self.rng)


def filings(units: dict[str, Unit]) -> Iterator[Filing]:
    """A filing for each profile whose unit is in the roster."""
    pools = {fits: titles(fits) for fits in {profile.fits for profile in PROFILES} | {"any"}}
    for profile in PROFILES:
        taken = [_next(pools, profile.fits) for _ in range(profile.count)]
        unit = units.get(profile.unit)
        if unit is not None:
            # A fixed seed for made-up rows, not a secret.
            yield Filing(profile, unit, taken, Random(profile.unit))  # noqa: S311


def _next(pools: dict[str, list[str]], fits: str) -> str:
    """The next title that suits; titles are given out once."""
    return (pools[fits] or pools["any"]).pop(0)


def all_rows(filing: Filing, campaign: Campaign) -> Rows:
    """Everything the unit hands in, by form."""
    registered, interim, results = filing.profile.days
    rows: Rows = {}
    if registered:
        rows[Form.REGISTRATION] = registrations(filing, registered)
    if interim:
        rows[Form.INTERIM] = _interims(filing, interim)
    if results:
        rows[Form.RESULT] = _results(filing, results)
    if filing.profile.rates:
        rows[Form.CRITERIA] = _criteria(filing, campaign)
    if filing.profile.asks:
        rows[Form.PROPOSAL] = [_proposal(filing, ask) for ask in filing.profile.asks]
    return rows


def registrations(filing: Filing, day: date) -> list[TypedRow]:
    """The unit's registrations, handed in on ``day``."""
    return [_registration(filing, title, day, n) for n, title in enumerate(filing.titles, 1)]


def _registration(filing: Filing, title: str, day: date, number: int) -> TypedRow:
    rng, person = filing.rng, filing.person()
    school = filing.unit.name.startswith("Trường")
    return {
        "order": number,
        "title": title,
        "category": rng.choice(_CATEGORIES),
        "field": rng.choice(_FIELDS),
        "content": rng.choice(CONTENTS),
        "goal": rng.choice(GOALS),
        "starts": date(2020, rng.choice((3, 4, 5)), rng.randint(1, 28)),
        "ends": date(2020, rng.choice((9, 10)), rng.randint(1, 28)),
        "person": person.name,
        "position": rng.choice(_TEACHING if school else _POSITIONS),
        "phone": person.phone,
        "event": rng.choice(EVENTS),
        "submitted": day,
    }


def _interims(filing: Filing, day: date) -> list[TypedRow]:
    rng = filing.rng
    return [
        {
            "order": number,
            "title": title,
            "progress": rng.choice(PROGRESS),
            "result": rng.choice(RESULTS),
            "limits": rng.choice(LIMITS),
            "next_steps": rng.choice(NEXT),
            "submitted": day,
        }
        for number, title in enumerate(filing.titles, 1)
    ]


def _results(filing: Filing, day: date) -> list[TypedRow]:
    rng = filing.rng
    return [
        {
            "order": number,
            "title": title,
            "state": "Đã áp dụng" if number < 3 else "Đang thực hiện",
            "outcome": rng.choice(OUTCOMES),
            "scope": rng.choice(("Toàn đơn vị", "Có thể nhân rộng toàn quận", "Một số khu phố")),
            "evidence": f"Báo cáo số {rng.randint(100, 480)}/BC",
            "finished": date(2020, rng.choice((9, 10)), rng.randint(1, 20)),
            "submitted": day,
        }
        for number, title in enumerate(filing.titles, 1)
    ]


def _criteria(filing: Filing, campaign: Campaign) -> list[TypedRow]:
    """Answers in the order of the tab: criteria, indicators, declaration."""
    profile, rng = filing.profile, filing.rng
    rows: list[TypedRow] = [
        {
            "criterion": item.shown_code,
            "answer": profile.conduct if item.measure is Measure.PERCENT else "Đạt",
            "evidence": f"Kế hoạch số {rng.randint(20, 160)}/KH",
        }
        for item in campaign.criteria
        if item.declared and item.applies_to in _DECLARED_OF
    ]
    for indicator, rate in zip(campaign.indicators, profile.rates, strict=False):
        rows.append(
            {"criterion": indicator.shown_code, "answer": rate, "evidence": "Báo cáo quý III/2020"}
        )
    if profile.declared is not None:
        rows.append({"criterion": DECLARATION_CODE, "answer": profile.declared})
    return rows


def _proposal(filing: Filing, ask: Ask) -> TypedRow:
    row: TypedRow = {
        "order": filing.profile.asks.index(ask) + 1,
        "kind": ask.kind,
        "award": ask.award,
        "achievement": filing.rng.choice(ACHIEVEMENTS),
        "print_text": "Đã có thành tích xuất sắc trong phong trào thi đua cao điểm về cải cách "
        "hành chính năm 2020",
        "votes": f"{filing.rng.randint(9, 11)}/11",
        "submitted": filing.profile.days[2],
    }
    return row | _subject(filing, ask)


def _subject(filing: Filing, ask: Ask) -> TypedRow:
    """Who is proposed: the unit, a firm, or somebody made up; a head is the same each time."""
    if ask.kind == "Tập thể":
        return {"name": f"Tập thể {filing.unit.name}", "women_share": filing.profile.women}
    if ask.kind == "Doanh nghiệp":
        return {"name": f"Công ty TNHH Ví Dụ {filing.rng.randint(10, 99)}"}
    if ask.kind == "Người đứng đầu":
        # A fixed seed for a made-up name, not a secret.
        person = make_person(Random(f"{filing.unit.id} - head"))  # noqa: S311
        return _personal(person) | {"position": _head_of(filing)}
    position = {"Cá nhân": "Chuyên viên", "Người dân": "Tổ trưởng tổ dân phố"}[ask.kind]
    return _personal(filing.person()) | {"position": position}


def _personal(person: Person) -> TypedRow:
    return {
        "salutation": person.salutation,
        "name": person.name,
        "born": person.born,
        "gender": person.gender,
        "phone": person.phone,
    }


def _head_of(filing: Filing) -> str:
    if filing.unit.name.startswith("Trường"):
        return "Hiệu trưởng"
    return {"Phường": "Chủ tịch UBND phường", "Phòng ban": "Trưởng phòng"}.get(
        filing.profile.folder, "Giám đốc"
    )


__all__ = ["Filing", "Rows", "TypedRow", "all_rows", "filings", "registrations"]
