"""The council as the office writes it: members, and one line a member and candidate."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TypeVar

from addin.workbook.office_facts import OfficeLine, Resolve
from campaign.cells.numbers import read_number
from campaign.council.ballots import Ballot, Member, Stance
from campaign.labels import STANCE, VOTE
from campaign.plan.definition import Campaign
from campaign.problems import Problem, Weight
from campaign.vietnamese.text import clean, key

_Chosen = TypeVar("_Chosen")
_STANCES = {key(word): stance for word, stance in STANCE.items()}
_VOTES = {key(word): vote for word, vote in VOTE.items()}


def take_member(line: OfficeLine, resolve: Resolve) -> None:
    """Read a line of *Hội đồng*; a member of no unit of the roster needs none."""
    name = line.text("name")
    if not name:
        _report(line, "name", "member_nameless", "Chưa ghi họ tên nên dòng này chưa được tính.")
        return
    unit = line.unit(resolve) if line.text("unit") else None
    evidence = line.evidence("office", "name", name)
    line.facts.members.append(Member(name, unit, line.text("post"), evidence))


def take_ballot(line: OfficeLine, resolve: Resolve, campaign: Campaign) -> None:
    """Read a line of *Phiếu Hội đồng*; whom it is about is found among the proposals later."""
    typed = key(line.text("list"))
    named = [item.id for item in campaign.awards if typed in (key(item.short_name), key(item.name))]
    score = _score(line, campaign.scoring.points_scale)
    stance = _choice(line, "stance", _STANCES, Stance.SCORES)
    if stance is None:
        return
    line.facts.ballots.append(
        Ballot(
            award=named[0] if typed and named else None,
            candidate=line.text("candidate"),
            unit=line.unit(resolve) if line.text("unit") else None,
            member=line.text("member"),
            stance=stance,
            score=score,
            vote=_choice(line, "vote", _VOTES, None),
            evidence=line.evidence("office", "candidate", line.text("candidate")),
        )
    )


def _score(line: OfficeLine, scale: Decimal) -> Decimal | None:
    """The score; what is not certain, or not on the scale, is reported and no score at all."""
    cell = line.cells.get(line.places.get("score", -1))
    if cell is None or cell.value is None:
        return None
    value = clean(cell.value) if isinstance(cell.value, str) else cell.value
    reading = read_number(value)
    line.report("score", reading.problems)
    if reading.held or reading.value is None:
        return None
    if not 0 <= reading.value <= scale:
        message = f"Điểm phải từ 0 đến {scale}: điểm này chưa được tính."
        _report(line, "score", "score_off_scale", message)
        return None
    return reading.value


def _choice(
    line: OfficeLine, name: str, known: Mapping[str, _Chosen], empty: _Chosen | None
) -> _Chosen | None:
    """A word of a dropdown; another word is reported and counts as none."""
    typed = line.text(name)
    if not typed:
        return empty
    found = known.get(key(typed))
    if found is None:
        message = f"“{typed}” không có trong danh sách chọn nên chưa được tính."
        _report(line, name, "choice_unknown", message)
    return found


def _report(line: OfficeLine, name: str, code: str, message: str) -> None:
    line.report(name, (Problem(code, Weight.HOLD, message),))
