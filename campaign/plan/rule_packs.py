"""The law by date: which rules of public awards hold on the day of judging, as data.

What a campaign makes of the law is in its own file: which states suspend a verdict, by the words an
office meets, and in which order equals go. The pack says what the law of the day has on it, and a
list warns when the campaign still cites a document that is not in force any more.

Each rule names its document and clause, and whether its text was seen; what was not seen is
marked so wherever it is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from functools import cache

from pydantic import Field

from campaign.plan.definition import Award, Campaign, Day, Key, LegalSource, Part, Text
from campaign.result.lists import Shortlist
from campaign.result.verdicts import Verdict

_NUMBER = re.compile(r"\d+/\d{4}/[A-ZĐ][A-ZĐ\d-]*")
UNCONFIRMED = "chưa đối chiếu văn bản"
"""What stands beside a rule whose text was not seen."""


class RuleId(StrEnum):
    """What a pack says something about."""

    CERTIFICATE_AUTHORITY = "certificate_authority"
    DISSOLVED_UNIT = "dissolved_unit"
    SEVERAL_AWARDS = "several_awards"
    HOLDS = "holds"
    TIES = "ties"


class Effect(StrEnum):
    """What a rule does to whom it meets."""

    NOTE = "note"
    HOLD = "hold"
    REFUSE = "refuse"


VERDICT_OF: dict[Effect, Verdict] = {
    Effect.NOTE: Verdict.ELIGIBLE,
    Effect.HOLD: Verdict.HELD,
    Effect.REFUSE: Verdict.INELIGIBLE,
}
"""The verdict that an effect alone leads to."""


class PackRule(Part):
    """One rule of the law.

    Attributes:
        source: Number of the document, one of the pack's.
        levels: For the authority over Giấy khen: levels whose chairman grants it.
        effect: For a dissolved unit: what it does to the collective.
    """

    id: RuleId
    text: Text
    source: Text
    clause: Text
    confirmed: bool = True
    levels: tuple[Text, ...] = ()
    effect: Effect = Effect.NOTE

    @property
    def shown(self) -> str:
        """The rule as one sentence with its clause, and whether it was seen."""
        doubt = "" if self.confirmed else f"; {UNCONFIRMED}"
        return f"{self.text.removesuffix('.')} ({self.clause}{doubt})."


class RulePack(Part):
    """The rules that hold from one day to another, both included."""

    id: Key
    name: Text
    effective_from: Day
    effective_to: Day | None = None
    sources: tuple[LegalSource, ...] = Field(min_length=1)
    rules: tuple[PackRule, ...] = Field(min_length=1)

    def rule(self, key: RuleId) -> PackRule | None:
        """What the pack says about something; ``None`` when it says nothing."""
        return next((rule for rule in self.rules if rule.id is key), None)

    def holds_on(self, day: date) -> bool:
        """Whether the pack is in force on a day."""
        ends = self.effective_to
        return self.effective_from <= day and (ends is None or day <= ends)

    @property
    def unconfirmed(self) -> tuple[PackRule, ...]:
        """Rules whose text was not seen."""
        return tuple(rule for rule in self.rules if not rule.confirmed)


@cache
def shipped_packs() -> tuple[RulePack, ...]:
    """Every pack that comes with the program, the oldest first.

    Raises:
        UsageError: a file of a changed installation can't be understood.
    """
    from campaign.plan.rule_loading import load_rules, shipped_rules

    return tuple(sorted(map(load_rules, shipped_rules()), key=lambda pack: pack.effective_from))


def pack_on(day: date, own: Sequence[RulePack] = ()) -> RulePack | None:
    """The pack in force on a day, the office's own before a shipped one.

    ``None`` before the oldest that is known.
    """
    return next((pack for pack in (*own, *shipped_packs()) if pack.holds_on(day)), None)


def warnings_of(pack: RulePack, campaign: Campaign, made: Shortlist) -> tuple[str, ...]:
    """What the law of the day has to say about a list: who grants it, several awards."""
    award = next(one for one in campaign.awards if one.id == made.award)
    found = [_authority(pack, award)]
    several = pack.rule(RuleId.SEVERAL_AWARDS)
    if several is not None and award.among is not None and made.placed:
        found.append(several.shown)
    return (*filter(None, found), *_outdated(pack, campaign))


def _outdated(pack: RulePack, campaign: Campaign) -> Iterator[str]:
    """Documents that the campaign rests holds and ties on and the law of the day does not name."""
    known = {source.number for source in pack.sources}
    clauses = [hold.clause for hold in campaign.holds] + [tie.clause for tie in campaign.ties]
    cited = dict.fromkeys(number for clause in clauses for number in _NUMBER.findall(clause))
    for number in cited:
        if number not in known:
            yield (
                f"Tệp đợt thi đua còn dẫn {number} (mục holds, ties), không thuộc quy định áp dụng "
                f"vào ngày xét ({pack.name}): đề nghị rà lại."
            )


def authority_said(pack: RulePack, award: Award) -> str:
    """What the law of the day says of who may grant an award; empty where no level is declared."""
    rule = pack.rule(RuleId.CERTIFICATE_AUTHORITY)
    if rule is None or award.granting_level is None:
        return ""
    return _authority(pack, award) or rule.shown


def _authority(pack: RulePack, award: Award) -> str:
    """A warning when nobody of the level named may grant the award on that day."""
    rule = pack.rule(RuleId.CERTIFICATE_AUTHORITY)
    if rule is None or award.granting_level is None or award.granting_level in rule.levels:
        return ""
    return (
        f"Vào ngày xét, cấp {award.granting_level} không còn thẩm quyền tặng {award.short_name}: "
        f"{rule.shown}"
    )
