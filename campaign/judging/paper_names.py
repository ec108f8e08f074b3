"""Which deliverable a paper's name tells, where it plainly tells one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from campaign.columns import FORM_WORDS
from campaign.plan.definition import Campaign, Deliverable, Form
from campaign.vietnamese.text import bare_key

_VAGUE = frozenset(
    ["bao cao", "danh sach", "ho so", "bieu", "phieu", "de nghi", "ket qua", "khen thuong"]
)
"""Words that stand in names of many papers: every report is one of results. They tell that a name
is about two deliverables, and never that it is about one."""

_PERIOD = re.compile(
    r"\b(?:(?:dot|giai doan|quy|ky|thang) (?:\d+|[ivx]+)|\d+ thang|(?:dau|giua|cuoi) nam)\b"
)


def named_deliverables(source: str, campaign: Campaign, unit: str) -> list[Deliverable]:
    """The one deliverable that a paper's name plainly tells; all of the campaign's otherwise.

    A name tells none for certain that tells two, or a round, stage or month that is not the
    deliverable's own: *Báo cáo kết quả đợt 1* may well be the interim report.

    Args:
        source: Path of the paper; its folders tell nothing.
        campaign: The plan.
        unit: All names of the unit that sent it, whose words tell nothing either: the land
            registration office is *Văn phòng Đăng ký đất đai*.
    """
    name, own = bare_key(PurePosixPath(source).stem), bare_key(unit)
    told: dict[str, set[str]] = {}
    for one in campaign.deliverables:
        words = {word for word in _words(one, campaign) if _says(name, word)}
        told[one.id] = {word for word in words if not _says(own, word)}
    named = [one for one in campaign.deliverables if told[one.id]]
    if len(named) == 1 and told[named[0].id] - _VAGUE and _is_own_time(name, named[0], campaign):
        return named
    return list(campaign.deliverables)


def _words(deliverable: Deliverable, campaign: Campaign) -> Iterator[str]:
    """Words (``bare_key``) by which a paper may tell a deliverable."""
    yield bare_key(deliverable.short_name)
    yield bare_key(deliverable.tab)
    asked = {form for one in campaign.deliverables for form in one.forms}
    full = bare_key(deliverable.name)
    for form in Form:
        words = FORM_WORDS[form]
        if form in deliverable.forms or (
            form not in asked and any(_says(full, word) for word in words)
        ):
            yield from words


def _is_own_time(name: str, deliverable: Deliverable, campaign: Campaign) -> bool:
    rounds = [one.name for one in campaign.rounds if one.id == deliverable.round]
    texts = [deliverable.name, deliverable.short_name, deliverable.tab, *rounds]
    own = " | ".join([*map(bare_key, texts), *_words(deliverable, campaign)])
    return all(_says(own, period) for period in _PERIOD.findall(name))


def _says(text: str, words: str) -> bool:
    return f" {words} " in f" {text} "
