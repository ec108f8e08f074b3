"""The peer of ``bench/rules.py``: the same facts as pandas frames; join, groupby and rank.

It knows which rules there are and nothing else of them: it gives no reason, no clause, no
evidence, no tie for the council and no quota, its points are floats, and who is the same person
is told by the letters of the name alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from campaign.plan.definition import SubjectKind
from campaign.result.submissions import Standing

if TYPE_CHECKING:
    import pandas as pd

    from bench.rules import World


@dataclass(frozen=True, slots=True)
class Frames:
    """Everything that decides, ready made."""

    people: pd.DataFrame
    criteria: pd.DataFrame
    indicators: pd.DataFrame
    submissions: pd.DataFrame
    violations: pd.DataFrame


def frames(made: World) -> Frames:
    """The facts of a world; this is outside what is timed."""
    import pandas as pd

    people = [
        (one.id, one.name, one.unit, one.kind.value, one.gender, *_asked(made, one.awards))
        for one in made.subjects
    ]
    awards = [f"asks_{award.id}" for award in made.campaign.awards]
    said = made.facts.answers.items()
    criteria = [
        (unit, one.id, answers[one.id][0].answer.met)
        for unit, answers in said
        for one in made.campaign.criteria
        if one.declared
    ]
    indicators = [
        (unit, one.id, float(answers[one.id][0].answer.number or 0))
        for unit, answers in said
        for one in made.campaign.indicators
    ]
    submissions = [(one.unit, one.deliverable, one.standing.value) for one in made.submissions]
    violations = [(one.unit, one.person, one.state) for one in made.violations]
    return Frames(
        pd.DataFrame(people, columns=["id", "name", "unit", "kind", "gender", *awards]),
        pd.DataFrame(criteria, columns=["unit", "criterion", "met"]),
        pd.DataFrame(indicators, columns=["unit", "indicator", "points"]),
        pd.DataFrame(submissions, columns=["unit", "deliverable", "standing"]),
        pd.DataFrame(violations, columns=["unit", "name", "state"]),
    )


def _asked(made: World, awards: tuple[str, ...]) -> list[bool]:
    return [award.id in awards for award in made.campaign.awards]


def decide(given: Frames, awards: tuple[str, ...]) -> list[int]:
    """How many stand on each list; each list is chosen among the one before it."""
    able = _able(given)
    counts = []
    for award in awards:
        able = able[able[f"asks_{award}"]]
        able = able[~able.duplicated(["unit", "kind", "name"])]
        able = able.assign(rank=able.groupby("kind")["merit"].rank("min", ascending=False))
        counts.append(len(able))
    return counts


def _able(given: Frames) -> pd.DataFrame:
    """Everybody against whom nothing speaks, with a merit."""
    violated = given.violations[given.violations["state"] == "confirmed"]
    missing = given.submissions["standing"] == Standing.MISSING.value
    units = given.indicators.groupby("unit")["points"].sum().to_frame()
    units["met"] = given.criteria.groupby("unit")["met"].all()
    units["missing"] = missing.groupby(given.submissions["unit"]).any()
    units["violated"] = violated.groupby("unit").size()
    own = violated[["unit", "name"]].drop_duplicates().assign(own=True)
    joined = given.people.join(units, on="unit").merge(own, on=["unit", "name"], how="left")
    body = joined["kind"] == SubjectKind.COLLECTIVE.value
    head = joined["kind"] == SubjectKind.HEAD.value
    bad = (body & (~joined["met"] | joined["missing"])) | joined["own"].notna()
    bad |= (body | head) & joined["violated"].notna()
    joined["merit"] = joined["points"].where(body, (joined["gender"] == "Nữ").astype(float))
    return joined[~bad]
