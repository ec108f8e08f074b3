"""What a unit answered in *Tiêu chí*: which criterion a row is, and what its answer means."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from campaign.cells.declarations import Declaration, read_declaration
from campaign.cells.numbers import read_pass_fail, read_percent
from campaign.columns import DECLARATION, DECLARATION_CODE
from campaign.plan.definition import Campaign, Criterion, Indicator, Measure
from campaign.problems import Problem, Reading, Weight
from campaign.records import Row
from campaign.vietnamese.text import bare_key, key

_ENOUGH_WORDS = 0.6
_FEWEST_WORDS = 3
_DECLARATION_WORDS = frozenset(["khai", "bao", "vi", "pham"])


class Asked(StrEnum):
    """The kinds of question in *Tiêu chí*."""

    CRITERION = "criterion"
    INDICATOR = "indicator"
    DECLARATION = "declaration"


@dataclass(frozen=True, slots=True)
class Answer:
    """A row of *Tiêu chí*, understood.

    Attributes:
        asked: What kind of question it answers.
        id: Criterion or indicator id, or ``DECLARATION``.
        met: For pass/fail criteria, and for percentages against their minimum.
        number: The percentage or the indicator's value.
        declaration: What was declared about violations.
        problems: Why the answer is not (fully) usable.
    """

    asked: Asked
    id: str
    met: bool | None = None
    number: Decimal | None = None
    declaration: Declaration | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def held(self) -> bool:
        """Whether a person must look first."""
        problems = self.problems
        return bool(problems) and any(problem.weight is Weight.HOLD for problem in problems)


@dataclass(frozen=True)
class AnswerReader:
    """Reads the rows of *Tiêu chí* of one campaign."""

    campaign: Campaign

    def read(self, row: Row) -> Answer | None:
        """The answer of a row; ``None`` when it matches no question of the campaign."""
        found = self._question(row.text("criterion"), row.text("text"))
        if found is None:
            return None
        typed = row.get("answer")
        if isinstance(found, Criterion):
            absence = any(map(_asks_absence, (found.text, row.text("text"))))
            return _criterion(found, typed, absence=absence)
        if isinstance(found, Indicator):
            return _indicator(found, typed)
        read = read_declaration(typed)
        return Answer(
            Asked.DECLARATION, DECLARATION, declaration=read.value, problems=read.problems
        )

    @property
    def _questions(self) -> list[Criterion | Indicator]:
        return [*self.campaign.criteria, *self.campaign.indicators]

    @cached_property
    def _by_code(self) -> dict[str, Criterion | Indicator | str]:
        codes: dict[str, Criterion | Indicator | str] = {
            bare_key(code): DECLARATION for code in (DECLARATION, DECLARATION_CODE)
        }
        for question in self._questions:
            for code in (question.id, question.shown_code):
                codes[bare_key(code)] = question
                codes[bare_key(code).replace(" ", "")] = question
        return codes

    def _question(self, code: str, text: str) -> Criterion | Indicator | str | None:
        """The question a row asks: its code decides, else words that fit only one question."""
        if code:
            plain = bare_key(code)
            found = self._by_code.get(plain) or self._by_code.get(plain.replace(" ", ""))
            if found is not None:
                return found
        return self._by_words(frozenset(bare_key(text).split()))

    @cached_property
    def _words(self) -> list[tuple[frozenset[str], Criterion | Indicator]]:
        return [
            (frozenset(bare_key(text).split()), question)
            for question in self._questions
            for text in _wordings(question)
        ]

    def _by_words(self, words: frozenset[str]) -> Criterion | Indicator | str | None:
        if not words:
            return None
        if words >= _DECLARATION_WORDS:
            return DECLARATION
        scores: dict[str, tuple[tuple[float, float], Criterion | Indicator]] = {}
        for asked, question in self._words:
            shared = len(words & asked)
            if shared < min(_FEWEST_WORDS, len(asked)):
                continue
            within = shared / max(1, min(len(words), len(asked)))
            fit = within, shared / len(words | asked)
            if question.id not in scores or fit > scores[question.id][0]:
                scores[question.id] = (fit, question)
        best = sorted(scores.values(), key=lambda pair: pair[0], reverse=True)
        if not best or best[0][0][0] < _ENOUGH_WORDS:
            return None
        if len(best) > 1 and best[1][0] >= best[0][0]:
            return None
        return best[0][1]


def _wordings(question: Criterion | Indicator) -> tuple[str, ...]:
    if isinstance(question, Criterion):
        return (question.text,)
    return (question.name, question.short_name)


def _asks_absence(text: str) -> bool:
    """Whether a criterion asks that something be absent: ``Không có cán bộ vi phạm kỷ luật``."""
    return key(text).startswith("không ")


def _criterion(criterion: Criterion, typed: object, *, absence: bool) -> Answer:
    value = typed if isinstance(typed, str) else None
    if value is None:
        return Answer(Asked.CRITERION, criterion.id, problems=(_blank(criterion.clause),))
    if criterion.measure is Measure.PERCENT:
        read = read_percent(value, threshold=criterion.minimum)
        met = None if read.value is None else read.value >= (criterion.minimum or Decimal(0))
        return Answer(
            Asked.CRITERION, criterion.id, met=met, number=read.value, problems=read.problems
        )
    passed: Reading[bool] = read_pass_fail(value, absence=absence)
    return Answer(Asked.CRITERION, criterion.id, met=passed.value, problems=passed.problems)


def _indicator(indicator: Indicator, typed: object) -> Answer:
    value = typed if isinstance(typed, str) else None
    if value is None:
        return Answer(Asked.INDICATOR, indicator.id, problems=(_blank(indicator.name),))
    percent = indicator.unit == "%"
    read = read_percent(value, threshold=indicator.target) if percent else _plain_number(value)
    problems = read.problems
    number = read.value
    if number is not None and not indicator.lowest <= number <= indicator.highest:
        problems = (*problems, _off_scale(indicator, number))
        number = None
    return Answer(Asked.INDICATOR, indicator.id, number=number, problems=problems)


def _plain_number(value: str) -> Reading[Decimal]:
    from campaign.cells.numbers import read_number

    return read_number(value)


def _blank(what: str) -> Problem:
    return Problem(
        "answer_missing", Weight.HOLD, f"Chưa tự đánh giá ({what}). Đề nghị đơn vị ghi bổ sung."
    )


def _off_scale(indicator: Indicator, number: Decimal) -> Problem:
    return Problem(
        "off_scale",
        Weight.HOLD,
        f"{indicator.short_name}: {number} nằm ngoài thang {indicator.lowest} đến "
        f"{indicator.highest}. Đề nghị kiểm tra lại.",
        (str(number),),
    )
