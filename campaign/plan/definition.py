"""A campaign as data: what a plan says, with nothing of any one year in code.

A definition is a TOML file (see ``templates/campaigns``). Loading and explaining mistakes is
``campaign.plan.loading``; this module is the shape and its own consistency.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from campaign.plan.words import CountedDate, Form, Ground, LateEffect, SubjectKind, WeekendRule

__all__ = [
    "Award",
    "Campaign",
    "CountedDate",
    "Criterion",
    "Deliverable",
    "Form",
    "Ground",
    "GroundText",
    "Group",
    "Header",
    "HoldReason",
    "Indicator",
    "LateEffect",
    "LegalSource",
    "Measure",
    "Office",
    "Quota",
    "Round",
    "Scoring",
    "SubjectKind",
    "TieBreak",
    "TieStep",
    "ViolationEffect",
    "WeekendRule",
    "WeightingDecision",
]


def _no_number(value: object) -> object:
    """Keep pydantic from reading a bare number as seconds since 1970, or a switch as a number."""
    if isinstance(value, (bool, int, float, Decimal)):
        raise PydanticCustomError("date_type", "not a date")
    return value


def _no_switch(value: object) -> object:
    """Keep ``true`` from counting as 1."""
    if isinstance(value, bool):
        raise PydanticCustomError("decimal_type", "not a number")
    return value


Day = Annotated[date, BeforeValidator(_no_number)]
Amount = Annotated[Decimal, BeforeValidator(_no_switch)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+([._-][a-z0-9]+)*$")]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


def _not_before(ends: date, info: ValidationInfo) -> date:
    """``ends`` unless it lies before ``starts`` of the same table."""
    starts = info.data.get("starts")
    if starts and ends < starts:
        raise ValueError(f"ngày kết thúc sớm hơn ngày bắt đầu ({starts}).")
    return ends


def _percentage(value: Decimal | None) -> Decimal | None:
    """A percentage above 0, at most 100."""
    if value is not None and not 0 < value <= 100:
        raise ValueError("phải lớn hơn 0 và không quá 100.")
    return value


class Part(BaseModel):
    """Base of every table of a definition: unknown keys are mistakes, values are frozen."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class LegalSource(Part):
    """A document the campaign or one of its rules stands on.

    ``confirmed`` is false where the text was not seen; outputs then say so.
    """

    number: Text
    date: Day | None = None
    issuer: Text
    title: str = ""
    confirmed: bool = True


class Office(Part):
    """Who runs the campaign and who decides."""

    name: Text
    department: Text
    level: Text
    place: Text
    certificate_authority: Text
    commendation_authority: Text


class Group(Part):
    """A group of participants (plan 1). ``kinds`` are values of the roster's ``kind``."""

    id: Key
    name: Text
    kinds: tuple[Key, ...] = Field(min_length=1)


class Round(Part):
    """One round (đợt); an unset start means the plan's own date of issue."""

    id: Key
    name: Text
    starts: Day | None = None
    ends: Day

    @field_validator("ends")
    @classmethod
    def _ends_later(cls, ends: date, info: ValidationInfo) -> date:
        return _not_before(ends, info)


class Deliverable(Part):
    """What a unit hands in, and when (plan 3).

    ``inclusive`` false reads "trước ngày X" literally: the last day is X - 1.
    """

    id: Key
    name: Text
    short_name: Text
    forms: tuple[Form, ...] = Field(min_length=1)
    tab: Text
    due: Day
    inclusive: bool
    weekend: WeekendRule
    counts: CountedDate
    clause: Text
    wording: Text
    round: Key
    owed_by: tuple[Key, ...] = Field(min_length=1)
    required_for_award: bool = True
    late: LateEffect = LateEffect.NOTE
    minimum_rows: int = Field(default=1, ge=1)

    @property
    def main_forms(self) -> tuple[Form, ...]:
        """The forms that make a hand-in whole: a unit may have nobody to propose."""
        forms = tuple(form for form in self.forms if form is not Form.PROPOSAL)
        return forms or self.forms


class Measure(StrEnum):
    """How a criterion is answered by a unit."""

    PASS_FAIL = "pass_fail"  # noqa: S105 - no password: met or not met
    PERCENT = "percent"


class Criterion(Part):
    """One criterion (plan 4) with its clause; ``minimum`` is for percentages.

    ``declared`` criteria are asked in the unit's Tiêu chí tab; the others are the council's.
    ``contradicted_by_violation``: a confirmed violation in the office's list speaks against it.
    ``code`` is what people read in column *Mã*, the id when it is left out.
    """

    id: Key
    code: Text | None = None
    clause: Text
    applies_to: SubjectKind
    text: Text
    measure: Measure = Measure.PASS_FAIL
    minimum: Amount | None = None
    declared: bool = True
    contradicted_by_violation: bool = False

    @field_validator("minimum")
    @classmethod
    def _minimum_of_a_percentage(
        cls, minimum: Decimal | None, info: ValidationInfo
    ) -> Decimal | None:
        if minimum is not None and info.data.get("measure") is Measure.PASS_FAIL:
            raise ValueError('chỉ dùng cùng measure = "percent".')
        return _percentage(minimum)

    @property
    def shown_code(self) -> str:
        """What people read in column *Mã* and in reasons."""
        return self.code or self.id


class Indicator(Part):
    """One measurable aim on a fixed scale; ``decimals`` are those of its median.

    ``code`` is what people read in column *Mã*, the short name when it is left out.
    """

    id: Key
    code: Text | None = None
    name: Text
    short_name: Text
    unit: Text
    lowest: Amount
    highest: Amount
    decimals: int = Field(default=2, ge=0, le=6)
    clause: Text
    target: Amount | None = None

    @field_validator("highest")
    @classmethod
    def _scale_has_length(cls, highest: Decimal, info: ValidationInfo) -> Decimal:
        lowest = info.data.get("lowest")
        if lowest is not None and highest <= lowest:
            raise ValueError(f"phải lớn hơn lowest ({lowest}).")
        return highest

    @field_validator("target")
    @classmethod
    def _target_on_scale(cls, target: Decimal | None, info: ValidationInfo) -> Decimal | None:
        lowest, highest = info.data.get("lowest"), info.data.get("highest")
        if target is None or lowest is None or highest is None or lowest <= target <= highest:
            return target
        raise ValueError(f"mức phấn đấu phải nằm trong thang từ {lowest} đến {highest}.")

    @property
    def shown_code(self) -> str:
        """What people read in column *Mã*."""
        return self.code or self.short_name


class WeightingDecision(Part):
    """The signed document that gives weights their mandate."""

    number: Text
    date: Day
    signer: Text


class Scoring(Part):
    """How points are made. Without ``weights`` the order is provisional and says so."""

    weights: dict[Key, Amount] = Field(default_factory=dict)
    decision: WeightingDecision | None = None
    points_scale: Amount = Decimal(100)
    decimals: int = Field(default=4, ge=0, le=8)

    @property
    def provisional(self) -> bool:
        """Whether the order has no signed mandate behind it."""
        return not self.weights or self.decision is None


class TieBreak(StrEnum):
    """Declared steps for equal candidates; what is still equal is the council's."""

    FEMALE_FIRST = "female_first"
    WOMEN_SHARE = "women_share"


class TieStep(Part):
    """One step of the tie chain, with its legal source."""

    rule: TieBreak
    minimum_share: Amount | None = Field(default=None, validate_default=True)
    clause: Text

    @field_validator("minimum_share")
    @classmethod
    def _share_of_women(cls, share: Decimal | None, info: ValidationInfo) -> Decimal | None:
        if share is None and info.data.get("rule") is TieBreak.WOMEN_SHARE:
            raise ValueError('rule = "women_share" cần tỷ lệ tối thiểu, ví dụ 70.')
        if share is not None and info.data.get("rule") is TieBreak.FEMALE_FIRST:
            raise ValueError('chỉ dùng cùng rule = "women_share".')
        return _percentage(share)


class Quota(Part):
    """At most ``places`` of a kind, optionally of one group."""

    kind: SubjectKind
    group: Key | None = None
    places: int = Field(ge=0)


class Award(Part):
    """One award. ``among`` names the award whose list it is chosen from.

    ``authority`` is who grants it; empty means the office's authority for certificates, or for
    commendations when it is chosen from another award's list.
    ``vote_threshold`` is the share of all council members, absentees included (percent).
    ``granting_level`` is the level whose chairman grants it, if the law of the day must allow it.
    """

    id: Key
    name: Text
    short_name: Text
    list_key: Key
    clause: Text
    kinds: tuple[SubjectKind, ...] = Field(min_length=1)
    names: tuple[Text, ...] = Field(min_length=1)
    among: Key | None = None
    authority: str = ""
    quotas: tuple[Quota, ...] = ()
    vote_threshold: Amount | None = None
    granting_level: Text | None = None
    file: tuple[Text, ...] = ()

    @field_validator("vote_threshold")
    @classmethod
    def _threshold_is_a_share(cls, threshold: Decimal | None) -> Decimal | None:
        return _percentage(threshold)


class ViolationEffect(Part):
    """What a confirmed violation by an individual does (plan 5 and 4.2)."""

    clause: Text
    ground: Ground
    collective: bool = True
    head: bool = True
    person: bool = True


class HoldReason(Part):
    """A state that suspends a verdict without refusing it ("chưa xét").

    ``words`` tell it from the other states in what an office or a unit writes.
    """

    id: Key
    name: Text
    clause: Text
    words: tuple[Text, ...] = ()


class GroundText(Part):
    """An official ground with its Vietnamese wording."""

    id: Ground
    name: Text


class Header(Part):
    """The campaign itself; ``rules`` names the office's own rule packs, files beside this one."""

    id: Key
    name: Text
    short_name: Text
    theme: str = ""
    plan_number: str = ""
    plan_date: Day | None = None
    starts: Day | None = None
    ends: Day
    data_cutoff: Day
    roster: Text
    rules: tuple[Text, ...] = ()
    several_awards_warning: str = ""

    @field_validator("ends")
    @classmethod
    def _ends_later(cls, ends: date, info: ValidationInfo) -> date:
        return _not_before(ends, info)


class Campaign(Part):
    """A whole campaign definition.

    Raises:
        pydantic.ValidationError: when a table has the wrong shape; when a table refers to
            something that is not defined, of type ``references`` with every
            ``campaign.plan.consistency.Fault`` in its context under ``faults``.
    """

    campaign: Header
    office: Office
    legal: tuple[LegalSource, ...] = Field(min_length=1)
    groups: tuple[Group, ...] = Field(min_length=1)
    rounds: tuple[Round, ...] = Field(min_length=1)
    deliverables: tuple[Deliverable, ...] = Field(min_length=1)
    criteria: tuple[Criterion, ...] = Field(min_length=1)
    indicators: tuple[Indicator, ...] = ()
    scoring: Scoring = Scoring()
    ties: tuple[TieStep, ...] = ()
    awards: tuple[Award, ...] = Field(min_length=1)
    violations: ViolationEffect
    holds: tuple[HoldReason, ...] = ()
    grounds: tuple[GroundText, ...] = Field(min_length=4, max_length=4)

    @model_validator(mode="after")
    def _references_lead_somewhere(self) -> Self:
        from campaign.plan.consistency import find_faults

        faults = find_faults(self.model_dump())
        if faults:
            sentences = "; ".join(f"{'.'.join(map(str, f.path))}: {f.wrong}" for f in faults)
            context = {"sentences": sentences, "faults": faults}
            raise PydanticCustomError("references", "{sentences}", context)
        return self

    def group_of(self, kind: str) -> Group | None:
        """The group a roster kind belongs to."""
        return next((group for group in self.groups if kind in group.kinds), None)

    def ground_name(self, ground: Ground) -> str:
        """Vietnamese wording of a ground."""
        return next(text.name for text in self.grounds if text.id is ground)

    def deliverable(self, key: str) -> Deliverable:
        """A deliverable by its id."""
        return next(item for item in self.deliverables if item.id == key)


def end_of_data(campaign: Campaign) -> datetime:
    """The last moment whose facts count (chốt số liệu): the cut-off day to its end."""
    day = campaign.campaign.data_cutoff
    return datetime(day.year, day.month, day.day, 23, 59, 59)  # noqa: DTZ001 - local office time
