"""A second reading of the plan: plain, slow, by itself. It shares no code with ``campaign``.

A case is plain data (see ``random_case``). Every question is answered by looking at everybody:
no sorting keys, no indexes, no early exits. Numbers are fractions.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction

NONE_DECLARED = "Không có cá nhân nào vi phạm"
DUE = {
    "registration": date(2020, 5, 20),
    "interim_report": date(2020, 6, 15),
    "results": date(2020, 11, 1),
}
CUTOFF = date(2020, 11, 30)
GK, BK = "district_certificate", "city_commendation"
KINDS = ("collective", "head", "individual", "citizen")
WORST = {"eligible": 0, "held": 1, "ineligible": 2}


@dataclass
class Unit:
    """One unit with all that it and others say of it."""

    id: str
    kind: str
    ends: date | None
    typed: dict[str, date | str | None] = field(default_factory=dict)
    receipts: dict[str, list[date]] = field(default_factory=dict)
    until: dict[str, date] = field(default_factory=dict)
    criteria: dict[str, str] = field(default_factory=dict)
    declared: str = ""
    values: list[Fraction | None] = field(default_factory=list)
    violations: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Proposal:
    """One row that proposes somebody for one award."""

    row: str
    unit: str | None
    kind: str
    name: str
    award: str
    gender: str
    share: int | None
    votes: tuple[int, int] | None


@dataclass
class Case:
    """A whole small campaign."""

    as_of: date
    inclusive: bool
    roll: bool
    late: str
    threshold: int | None
    quotas: dict[str, list[tuple[str, str | None, int]]]
    weights: list[int] | None
    units: list[Unit]
    proposals: list[Proposal]


def random_case(seed: int) -> Case:
    """Two or three units, up to ten proposals; values are few, so that ties happen."""
    dice = random.Random(seed)  # noqa: S311 - no secret
    units = [_random_unit(dice, number) for number in range(dice.choice([2, 2, 3]))]
    proposals = [_random_proposal(dice, number, units) for number in range(dice.randint(2, 6))]
    proposals += [
        replace(one, row=f"s{one.row}", award=BK)
        for one in proposals
        if one.award == GK and dice.random() < 0.6
    ]
    quotas: dict[str, list[tuple[str, str | None, int]]] = {GK: [], BK: []}
    for award in (GK, BK):
        for kind in KINDS:
            if dice.random() < 0.5:
                quotas[award].append(
                    (kind, None, dice.choice([1, 1, 2] if award == BK else [0, 1, 2, 2, 3]))
                )
        if dice.random() < 0.2:
            quotas[award].append(("collective", "wards", dice.randint(0, 2)))
    return Case(
        as_of=date(2020, 5, 1)
        + timedelta(days=dice.choice([0, 19, 45, 184, 185, 200, 205, 210, 240])),
        inclusive=dice.random() < 0.5,
        roll=dice.random() < 0.5,
        late=dice.choice(["note", "note", "hold", "refuse"]),
        threshold=dice.choice([None, None, 70]),
        quotas=quotas,
        weights=dice.choice([None, None, [40, 30, 30], [1, 2, 4]]),
        units=units,
        proposals=proposals,
    )


def _random_unit(dice: random.Random, number: int) -> Unit:
    made = Unit(f"don-vi-{number}", dice.choice(["ward", "specialised_agency"]), None)
    if dice.random() < 0.08:
        made.ends = date(2020, 4, 1)
    for key, due in DUE.items():
        if dice.random() < 0.92:
            near = due + timedelta(days=dice.choice([-9, -3, -2, -1, 0, 1, 2, 5, 40]))
            made.typed[key] = dice.choice([near, near, near, None])
        if dice.random() < 0.3:
            near = due + timedelta(days=dice.choice([-2, -1, 0, 1, 3, 60]))
            made.receipts[key] = [near, near + timedelta(days=4)][: dice.randint(1, 2)]
        if dice.random() < 0.15:
            made.until[key] = due + timedelta(days=dice.choice([1, 4, 30]))
    for key in "abc":
        made.criteria[key] = dice.choice(["Đạt"] * 30 + ["Không đạt", ""])
    made.criteria["d"] = dice.choice(["100%"] * 24 + ["25/26", "", "Đạt"])
    made.declared = dice.choice([NONE_DECLARED] * 16 + ["", "Đang xem xét kỷ luật 01 cá nhân"])
    made.values = [dice.choice([Fraction(90), Fraction(95), Fraction(9975, 100)]) for _ in range(3)]
    if dice.random() < 0.1:
        made.values[dice.randint(0, 2)] = None
    for _ in range(dice.choice([0, 0, 0, 0, 0, 1, 2])):
        person = dice.choice(["Lê Văn Mẫu", "Trần Thị Thí Dụ", "Lê Văn Mâu", ""])
        state = dice.choice(["confirmed", "considered", "cleared", "unclear"])
        made.violations.append((person, state))
    return made


def _random_proposal(dice: random.Random, number: int, units: list[Unit]) -> Proposal:
    unit = dice.choice(units)
    kind = dice.choice(["collective", "collective", "collective", "head", "individual", "citizen"])
    name = {
        "collective": f"Tập thể {unit.id}",
        "head": f"Thủ trưởng {unit.id}",
        "individual": dice.choice(["Lê Văn Mẫu", "Trần Thị Thí Dụ", "Ngô Văn Khác"]),
        "citizen": dice.choice(["Công ty A", "Công ty B"]),
    }[kind]
    no_unit = kind == "citizen" and dice.random() < 0.5
    women = {"Lê Văn Mẫu": "Nam", "Trần Thị Thí Dụ": "Nữ"}.get(name, dice.choice(["Nữ", "Nam", ""]))
    person = kind in ("head", "individual")
    return Proposal(
        row=f"r{dice.randint(0, 9)}{number}",
        unit=None if no_unit else unit.id,
        kind=kind,
        name=name,
        award=dice.choice([GK, GK, BK]),
        gender=women if person else "",
        share=dice.choice([None, 50, 70, 80]) if kind == "collective" else None,
        votes=dice.choice([None, (6, 9), (7, 9), (9, 9), (9, 9), (9, 9)]),
    )


def last_day(case: Case, unit: Unit, key: str) -> date:
    """The last day that is on time, an extension included."""
    day = DUE[key] if case.inclusive else DUE[key] - timedelta(days=1)
    while case.roll and day.weekday() in (5, 6):
        day += timedelta(days=1)
    granted = unit.until.get(key)
    return day if granted is None else max(day, granted)


def standing(case: Case, unit: Unit, key: str) -> str:
    """What became of a deliverable, word by word as the plan and its settings say."""
    last = last_day(case, unit, key)
    receipts = [day for day in unit.receipts.get(key, []) if day <= case.as_of]
    handed_in = key in unit.typed
    if not receipts and not handed_in:
        return "not_due" if case.as_of <= last else "missing"
    if receipts:
        came: date | None = min(receipts)
    elif case.as_of <= last:
        came = case.as_of
    else:
        typed = unit.typed[key]
        came = typed if isinstance(typed, date) and typed <= case.as_of else None
    if came is None:
        return "uncertain"
    if came > CUTOFF:
        return "not_due" if case.as_of <= last else "missing"
    return "late" if came > last else "on_time"


def _of_deliverable(case: Case, unit: Unit, key: str) -> str:
    late = {"note": "eligible", "hold": "held", "refuse": "ineligible"}[case.late]
    return {
        "on_time": "eligible",
        "late": late,
        "missing": "ineligible",
        "not_due": "held",
        "uncertain": "eligible" if case.late == "note" else "held",
    }[standing(case, unit, key)]


def _of_violation(state: str) -> str:
    return {"confirmed": "ineligible", "cleared": "eligible"}.get(state, "held")


def verdict(case: Case, kind: str, unit_id: str | None, name: str) -> str:
    """đủ, chưa xét or không đủ: the worst of all that is said."""
    if kind == "citizen":
        return "eligible"
    unit = next(one for one in case.units if one.id == unit_id)
    if unit.ends is not None:
        return "ineligible"
    said: list[str] = []
    if kind == "collective":
        said += [_of_deliverable(case, unit, key) for key in DUE]
        for key, typed in unit.criteria.items():
            good = "100%" if key == "d" else "Đạt"
            bad = "25/26" if key == "d" else "Không đạt"
            said.append("eligible" if typed == good else "ineligible" if typed == bad else "held")
        said.append("eligible" if unit.declared == NONE_DECLARED else "held")
    for person, state in unit.violations:
        if kind in ("collective", "head") or person == name:
            said.append(_of_violation(state))
        elif {person, name} == {"Lê Văn Mẫu", "Lê Văn Mâu"} and state != "cleared":
            said.append("held")
    return max(said, key=lambda one: WORST[one], default="eligible")


@dataclass
class Candidate:
    """Proposals of one name for different awards, as one."""

    id: str
    unit: str | None
    kind: str
    name: str
    gender: str
    share: int | None
    asked: dict[str, tuple[int, int] | None]


def candidates(case: Case) -> list[Candidate]:
    """Who stands: the rows of one name, unit and kind; one for the same award twice stays apart.

    Rows whose genders disagree are of two people; shares that disagree speak for nobody.
    """
    made: list[Candidate] = []
    for row in sorted(case.proposals, key=lambda one: one.row):
        alike = [
            one
            for one in case.proposals
            if (one.unit, one.kind, one.name) == (row.unit, row.kind, row.name)
        ]
        if len({one.gender for one in alike if one.gender}) > 1:
            alike = [one for one in alike if one.gender == row.gender]
        shares = {one.share for one in alike if one.share is not None}
        gender = max(one.gender for one in alike)
        mine = [
            one
            for one in made
            if (one.unit, one.kind, one.name, one.gender) == (row.unit, row.kind, row.name, gender)
            and row.award not in one.asked
        ]
        if mine:
            mine[0].asked[row.award] = row.votes
        else:
            share = min(shares) if len(shares) == 1 else None
            asked = {row.award: row.votes}
            made.append(Candidate(row.row, row.unit, row.kind, row.name, gender, share, asked))
    return made


def total(case: Case, unit_id: str | None) -> Fraction | None:
    """Points of a unit: the sum, or the weighted mean, to four decimals half up."""
    unit = next((one for one in case.units if one.id == unit_id), None)
    if unit is None or unit.ends is not None or None in unit.values:
        return None
    values = [value for value in unit.values if value is not None]
    if case.weights is None:
        return sum(values, Fraction(0))
    whole = sum(v * w for v, w in zip(values, case.weights, strict=True)) / sum(case.weights)
    return Fraction(int(whole * 10000 + Fraction(1, 2)), 10000)


def before(case: Case, one: Candidate, two: Candidate) -> bool:
    """Whether the first goes before the second of the same kind."""
    if one.kind == "collective":
        mine, theirs = total(case, one.unit), total(case, two.unit)
        if mine is None or theirs is None:
            return mine is not None and theirs is None
        if mine != theirs:
            return mine > theirs
        return (one.share or 0) >= 70 > (two.share or 0)
    return one.gender == "Nữ" and two.gender != "Nữ"


Listed = dict[str, tuple[int | None, bool]]
"""Rank and whether it is shared, by candidate id."""


def lists(case: Case) -> dict[str, Listed]:
    """Both lists."""
    stand = candidates(case)
    made: dict[str, Listed] = {}
    made[GK] = _list(case, GK, stand, None)
    names = {(one.unit, one.kind, one.name) for one in stand if one.id in made[GK]}
    made[BK] = _list(case, BK, stand, names)
    return made


def _list(
    case: Case,
    award: str,
    stand: list[Candidate],
    holders: set[tuple[str | None, str, str]] | None,
) -> Listed:
    able = [one for one in stand if _able(case, award, one, holders)]
    able = [one for one in able if _stands(case, one, able)]
    ranked = {one.id: _rank(case, one, able) for one in able}
    left = list(able)
    for kind, group, places in case.quotas[award]:
        counted = [one for one in left if one.kind == kind and _in_group(case, one, group)]
        if len(counted) <= places:
            continue
        out = []
        for one in counted:
            as_good = [two for two in counted if not _goes_before(case, one, two, ranked)]
            if len(as_good) > places:
                out.append(one)
        left = [one for one in left if one not in out]
    return {one.id: ranked[one.id] for one in left}


def _stands(case: Case, one: Candidate, able: list[Candidate]) -> bool:
    """Whether a proposal stands for its name: the first of equals, none of unequals."""
    same = [two for two in able if (two.unit, two.kind, two.name) == (one.unit, one.kind, one.name)]
    if any(before(case, two, three) for two in same for three in same):
        return False
    return all(two.id >= one.id for two in same)


def _goes_before(case: Case, one: Candidate, two: Candidate, ranked: Listed) -> bool:
    """Whether ``one`` is strictly better placed; those without a rank are all equal."""
    first, second = ranked[one.id][0], ranked[two.id][0]
    if first is None or second is None:
        return first is not None and second is None
    del case
    return first < second


def _rank(case: Case, one: Candidate, able: list[Candidate]) -> tuple[int | None, bool]:
    if one.kind == "collective" and total(case, one.unit) is None:
        return None, False
    rivals = [two for two in able if two.kind == one.kind]
    better = [two for two in rivals if before(case, two, one)]
    equal = [two for two in rivals if not before(case, two, one) and not before(case, one, two)]
    return len(better) + 1, len(equal) > 1


def _able(
    case: Case,
    award: str,
    one: Candidate,
    holders: set[tuple[str | None, str, str]] | None,
) -> bool:
    if award not in one.asked or verdict(case, one.kind, one.unit, one.name) != "eligible":
        return False
    if holders is not None and (one.unit, one.kind, one.name) not in holders:
        return False
    votes = one.asked[award]
    if case.threshold is None:
        return True
    return votes is not None and Fraction(100 * votes[0], votes[1]) >= case.threshold


def _in_group(case: Case, one: Candidate, group: str | None) -> bool:
    if group is None:
        return True
    unit = next((two for two in case.units if two.id == one.unit), None)
    return unit is not None and unit.ends is None and unit.kind == "ward"
