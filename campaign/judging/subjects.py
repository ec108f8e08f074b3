"""Who is judged: everybody proposed, and every unit of the roster as a collective."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from campaign.judging.facts import Facts
from campaign.judging.proposals import merged
from campaign.plan.definition import Campaign, SubjectKind
from campaign.problems import Weight
from campaign.records import Row, Status
from campaign.result.evidence import Evidence
from campaign.result.verdicts import Proposal, Subject
from campaign.roster.units import Unit
from campaign.vietnamese.body_names import is_body
from campaign.vietnamese.posts import leads
from campaign.vietnamese.text import bare_key, key

_KINDS: tuple[tuple[str, SubjectKind], ...] = (
    ("nguoi dan", SubjectKind.CITIZEN),
    ("doanh nghiep", SubjectKind.CITIZEN),
    ("cong dan", SubjectKind.CITIZEN),
    ("ho kinh doanh", SubjectKind.CITIZEN),
    ("tap the", SubjectKind.COLLECTIVE),
    ("nguoi dung dau", SubjectKind.HEAD),
    ("thu truong", SubjectKind.HEAD),
    ("lanh dao", SubjectKind.HEAD),
    ("ca nhan", SubjectKind.INDIVIDUAL),
    ("can bo", SubjectKind.INDIVIDUAL),
    ("cong chuc", SubjectKind.INDIVIDUAL),
    ("vien chuc", SubjectKind.INDIVIDUAL),
)
_JUDGED_APART = frozenset({"unit", "name", "award"})
"""Columns whose doubts have reasons of their own in ``campaign.judging.eligibility``."""
_WAIT_ANYWHERE = frozenset(
    {
        *("several_people", "name_unclear", "title_no_letter", "legacy_font_lost"),
        *("award_unclear", "struck_out", "only_in_older", "version_unclear"),
    }
)
"""Doubts about who is proposed, or whether at all: they wait in whatever column they stand."""
_NOT_ANOTHERS = (
    r"(?! (?:(?:cua|cap|do) )?(?:chu tich )?(?:ubnd )?(?:thu tuong|chinh phu|chu tich nuoc|nha nuoc"
    r"|bo [a-z]+|so (?!luong)[a-z]+|phuong|xa|huyen|tinh|trung uong|tw|tong|lien doan|hoi|ttg"
    r"|dang uy|quan uy|quan doan|thanh uy|thanh doan|cong an|cong doan|mat tran)\b)"
)
"""What does not follow an award's name (``bare_key``): who else may grant one of that name."""
_COMPANY = ("cong ty", "doanh nghiep", "hop tac xa", "cua hang", "ho kinh doanh")
_BODIES = (
    "phong ",
    "truong ",
    "phuong ",
    "to ",
    "ban ",
    "trung tam ",
    "van phong",
    "doi ",
    "cong an",
    *("cong doan", "chi bo", "chi doan", "doan ", "hoi ", "bo phan", "nhom ", "khoi ", "tram "),
)
"""How bodies inside a unit begin, which are proposed as collectives."""

_KIND_OF_UNIT = re.compile(
    r"^(?:phuong|xa|thi tran|dac khu|truong (?:tieu hoc|thcs|thpt|mam non)) "
)
"""What stands before the own name of a unit, by which clerks call it too."""


def subjects(facts: Facts, campaign: Campaign, units: Iterable[Unit]) -> list[Subject]:
    """Everybody who was proposed, once, then the units that nobody proposed as a collective."""
    names = {unit.id: unit for unit in units}
    proposed = merged(
        _proposed(row, evidence, campaign, names) for row, evidence in facts.proposals
    )
    collectives = {s.unit for s in proposed if s.kind is SubjectKind.COLLECTIVE}
    rest = [
        Subject(f"unit:{unit.id}", unit.name, SubjectKind.COLLECTIVE, unit.id)
        for unit in names.values()
        if unit.id not in collectives
    ]
    return [*proposed, *rest]


def _proposed(row: Row, evidence: Evidence, campaign: Campaign, units: dict[str, Unit]) -> Subject:
    share = row.text("women_share")
    awards = awards_named(row.text("award"), campaign)
    return Subject(
        row.id,
        row.text("name"),
        _kind(row, units),
        row.unit,
        row.text("gender") or _gender(row.text("salutation")),
        Decimal(share) if share else None,
        row.text("votes"),
        awards,
        evidence,
        row.text("born"),
        (Proposal(row.id, awards, row.text("votes"), evidence),),
        _waiting(row) or _unit_or_person(row, evidence, units),
        any(issue.code == "head_or_not" for issue in row.issues),
    )


def _waiting(row: Row) -> str:
    """Why a proposal's row is held, where no rule of its own says so; nothing else is guessed."""
    if row.status is not Status.HELD:
        return ""
    for issue in row.issues:
        waits = issue.code in _WAIT_ANYWHERE or issue.column not in _JUDGED_APART
        if issue.weight is Weight.HOLD and waits:
            return f"ô {issue.cell}: {issue.message}"
    return ""


def _kind(row: Row, units: dict[str, Unit]) -> SubjectKind:
    """What a proposal is for: its own column, else what name and post say."""
    stated, post = bare_key(row.text("kind")), row.text("position")
    for words, kind in _KINDS:
        if words in stated and not (words == "lanh dao" and bare_key(post).startswith("pho ")):
            return kind
    name = bare_key(row.text("name"))
    unit = units.get(row.unit or "")
    own = {key(unit.name), key(unit.short_name)} if unit is not None else set()
    if key(row.text("name")) in own or name.startswith(
        ("tap the", "ubnd", "uy ban nhan dan", "p ")
    ):
        return SubjectKind.COLLECTIVE
    if name.startswith(_COMPANY):
        return SubjectKind.CITIZEN
    if leads(post):
        return SubjectKind.HEAD
    of_a_person = row.text("salutation") or row.text("born") or post
    if not of_a_person and _is_body(row.text("name")):
        return SubjectKind.COLLECTIVE
    return SubjectKind.INDIVIDUAL


def _unit_or_person(row: Row, evidence: Evidence, units: dict[str, Unit]) -> str:
    """Why a proposal waits that says no kind and names its unit as a person is named."""
    unit = units.get(row.unit or "")
    short = bare_key(unit.short_name) if unit is not None else ""
    own = _KIND_OF_UNIT.sub("", short)
    of_a_person = any(map(row.text, ("kind", "salutation", "born", "position")))
    if of_a_person or own in ("", short) or bare_key(row.text("name")) != own:
        return ""
    said = f"ô {evidence.cell}: “{row.text('name')}” là tên đơn vị hay họ tên một người?"
    return f"{said} Đề nghị đơn vị ghi “Tập thể” hoặc “Cá nhân” ở cột Đối tượng."


def _is_body(name: str) -> bool:
    return bare_key(name).startswith(_BODIES) and is_body(name)


def _gender(salutation: str) -> str:
    return {"ba": "Nữ", "chi": "Nữ", "co": "Nữ", "ong": "Nam", "anh": "Nam"}.get(
        bare_key(salutation), ""
    )


def awards_named(typed: str, campaign: Campaign) -> tuple[str, ...]:
    """Ids of the awards a cell asks for; empty when it names none of them."""
    plain = bare_key(typed)
    found = [
        award.id
        for award in campaign.awards
        if any(bare_key(name) == plain for name in (*award.names, award.name, award.short_name))
    ]
    return tuple(found) if found else _named_within(plain, campaign)


def _named_within(plain: str, campaign: Campaign) -> tuple[str, ...]:
    """Awards named among other words; a longer name is not also the shorter one it begins with.

    ``Giấy khen của Sở`` is another grantor's award and none of the plan.
    """
    names = {bare_key(name): award.id for award in campaign.awards for name in award.names}
    longest = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    found = {names[name] for name in re.findall(rf"\b(?:{longest})\b{_NOT_ANOTHERS}", plain)}
    return tuple(award.id for award in campaign.awards if award.id in found)
