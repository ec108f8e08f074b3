"""What the page shows, as plain values for its template."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from addin.overview.timeline import timeline
from addin.workbook.account import account_of
from addin.workbook.shown import Names, day_text
from addin.workbook.state_line import state_line
from addin.workbook.unit_rows import standing_text
from campaign.awards.decisions import ApprovalState, ListState
from campaign.glance.held import AGES, UNKNOWN_AGE, HeldItem, HeldKind, Since, age_of
from campaign.glance.near_cut import NearCut
from campaign.glance.overview import Overview, overview_of
from campaign.glance.targets import TargetState
from campaign.labels import FORM, STANDING
from campaign.plan.definition import Campaign, Form
from campaign.result.submissions import Standing, Submission
from campaign.result.verdicts import Verdict
from campaign.result.whole import Result
from campaign.roster.units import Unit
from campaign.vietnamese.masking import Verbatim, masked

Values = dict[str, Any]

SIGNS: dict[Standing, str] = {
    Standing.ON_TIME: "✓",
    Standing.LATE: "▲",
    Standing.MISSING: "✗",
    Standing.INCOMPLETE: "◐",
    Standing.UNCERTAIN: "?",
    Standing.NOT_DUE: "–",
}
"""A shape for each standing: read without colour."""

_SINCE = {
    Since.RECEIPT: "ngày trong Sổ tiếp nhận",
    Since.LEDGER: "sổ theo dõi của phần mềm",
    Since.TYPED: "ngày đơn vị ghi",
    Since.SAVED: "ngày lưu tệp",
    Since.UNKNOWN: "không rõ",
}


def view_of(result: Result, campaign: Campaign, units: Sequence[Unit]) -> Values:
    """Everything the template names."""
    overview = overview_of(result, campaign, units)
    names = Names(campaign, units)
    header = campaign.campaign
    account = account_of(result)
    return {
        "title": header.name,
        "office": f"{campaign.office.name} – {campaign.office.department}",
        "as_of": day_text(result.as_of),
        "code": Verbatim(account.inputs[:12]),
        "provisional": overview.provisional,
        "states": [_state(item, campaign) for item in result.states],
        "printed": _in_css(state_line(result, campaign)[0]),
        "unread": [item.sentence for item in result.unread],
        "numbers": list(_numbers(result, overview, account.of(Form.REGISTRATION)[0])),
        "timeline": timeline(overview, campaign.deliverables),
        "hand_in": list(_hand_in(overview, campaign)),
        "days": list(_days(overview)),
        "standings": [_standing(item) for item in STANDING],
        "deliverables": [item.short_name for item in campaign.deliverables],
        "matrix": [_line(line.unit.name, line.group, line.cells) for line in overview.matrix],
        "bands": list(_bands(overview.held)),
        "held": [_held(item, names) for item in overview.held],
        "points": list(_points(overview, campaign)),
        "awards": [item.short_name for item in campaign.awards],
        "cuts": _cuts(overview, campaign),
        "near": [_near(item) for item in overview.near],
        "targets": [_target(item) for item in overview.targets],
    }


def _state(item: ListState, campaign: Campaign) -> Values:
    """Draft, approved or voided, as the sheets and papers say it; a voided one is set apart."""
    name = next(award.short_name for award in campaign.awards if award.id == item.award)
    said = masked(item.message.replace(item.code, "\0"))
    whole = Verbatim(f"{name} – {said.replace(chr(0), item.code)}")
    return {"said": whole, "warns": item.state is ApprovalState.VOIDED or bool(item.waiting)}


def _in_css(text: str) -> Verbatim:
    """Text within quotes of a style sheet: what is neither letter nor space is escaped."""
    return Verbatim("".join(c if c.isalnum() or c == " " else f"\\{ord(c):06x} " for c in text))


def _numbers(result: Result, overview: Overview, registered: int) -> Iterator[tuple[str, str]]:
    standings = [item.standing for item in result.submissions]
    verdicts = [item.verdict for item in result.judgements]
    yield str(len(overview.matrix)), "đơn vị phải nộp"
    yield f"{standings.count(Standing.ON_TIME)}/{len(standings)}", "lượt nộp đúng hạn"
    yield str(registered), "sáng kiến được nhận"
    yield str(len(overview.held)), "việc chờ làm rõ"
    yield str(verdicts.count(Verdict.ELIGIBLE)), "đối tượng đủ điều kiện"
    yield str(verdicts.count(Verdict.INELIGIBLE)), "đối tượng không đủ"


def _hand_in(overview: Overview, campaign: Campaign) -> Iterator[Values]:
    for item, deliverable in zip(overview.hand_in, campaign.deliverables, strict=True):
        yield {
            "name": deliverable.name,
            "wording": deliverable.wording,
            "last_day": day_text(item.last_day),
            "owed": item.owed,
            "counts": [
                _standing(standing) | {"count": item.counts[standing], "of": item.owed}
                for standing in STANDING
            ],
        }


def _days(overview: Overview) -> Iterator[Values]:
    days = sorted({day for item in overview.hand_in for day, _ in item.marks})
    for day in days:
        yield {"day": day_text(day), "counts": [item.by(day) for item in overview.hand_in]}


def _standing(standing: Standing) -> Values:
    return {"key": standing.value, "sign": SIGNS[standing], "word": STANDING[standing]}


def _line(unit: str, group: str, cells: Sequence[Submission | None]) -> Values:
    return {"unit": unit, "group": group, "cells": [_cell(cell) for cell in cells]}


def _cell(item: Submission | None) -> Values | None:
    if item is None:
        return None
    word, _, day = (standing_text(item) or "").partition("\n")
    return _standing(item.standing) | {"said": word, "day": day, "message": item.message}


def _bands(held: Sequence[HeldItem]) -> Iterator[Values]:
    ages = [age_of(item) for item in held]
    for band in (*(name for name, _, _ in AGES), UNKNOWN_AGE):
        count = ages.count(band)
        yield {"name": band, "count": count, "share": _share(count, len(held))}


def _held(item: HeldItem, names: Names) -> Values:
    place = item.evidence
    where = f"{place.file}, trang {place.sheet}, ô {place.cell}" if place.cell else "–"
    form = FORM[item.form] if item.kind is HeldKind.ROW and item.form else "Đối tượng chưa xét"
    return {
        "id": Verbatim(item.ref),
        "unit": names.unit(item.unit) or "–",
        "what": f"{form}: {item.name or '–'}",
        "why": item.why,
        "days": "–" if item.days is None else str(item.days),
        "since": _SINCE[item.basis],
        "where": where,
    }


def _points(overview: Overview, campaign: Campaign) -> Iterator[Values]:
    counted = len(campaign.indicators) if not campaign.scoring.weights else 1
    most = campaign.scoring.points_scale * max(counted, 1)
    for line in overview.points:
        cuts = [
            {"award": award.short_name, "points": _number(cut), "at": _share(cut, most)}
            for award, cut in zip(campaign.awards, line.cuts, strict=True)
            if cut is not None
        ]
        yield {
            "rank": line.rank,
            "unit": line.unit.name,
            "points": _number(line.points),
            "share": _share(line.points, most),
            "cuts": cuts,
            "listed": list(line.listed),
        }


def _cuts(overview: Overview, campaign: Campaign) -> list[str]:
    awards = {award.id: award.short_name for award in campaign.awards}
    groups = {group.id: group.name for group in campaign.groups}
    said = []
    for cut in overview.cuts:
        whom = groups[cut.group] if cut.group else "mọi tập thể"
        points = "chưa có" if cut.points is None else f"{_number(cut.points)} điểm"
        tie = "; bằng nhau ở ngưỡng, Hội đồng quyết định" if cut.tied else ""
        said.append(f"{awards[cut.award]}, {whom}: {cut.places} chỉ tiêu, ngưỡng {points}{tie}.")
    return said


def _near(cut: NearCut) -> Values:
    """Who stands near a cut-off, and in how many weightings he or she stays in."""
    lines = [
        {
            "name": line.name,
            "inside": line.inside,
            "sign": "✓" if line.inside else "=" if line.tied else "–",
            "now": _NEAR_NOW[line.inside, line.tied],
            "share": float(line.percent),
            "percent": _number(line.percent),
        }
        for line in cut.lines
    ]
    return {"title": cut.title, "sentence": cut.sentence, "lines": lines}


_NEAR_NOW = {
    (True, False): "trong danh sách",
    (True, True): "trong danh sách",
    (False, False): "ngoài danh sách",
    (False, True): "bằng nhau ở mốc, chờ Hội đồng",
}


def _target(item: TargetState) -> Values:
    indicator = item.indicator
    length = indicator.highest - indicator.lowest

    def at(value: Decimal | None) -> float | None:
        return None if value is None else _share(value - indicator.lowest, length)

    def said(value: Decimal | None) -> str:
        return "–" if value is None else f"{_number(value)}{indicator.unit}"

    return {
        "name": indicator.name,
        "known": len(item.values),
        "unknown": item.unknown,
        "lowest": said(item.lowest),
        "middle": said(item.middle),
        "highest": said(item.highest),
        "target": said(indicator.target) if indicator.target is not None else "chưa đặt",
        "reached": "–" if item.reached is None else f"{item.reached}/{len(item.values)}",
        "dots": [at(value) for _, value in item.values],
        "middle_at": at(item.middle),
        "target_at": at(indicator.target),
        "from": said(indicator.lowest),
        "to": said(indicator.highest),
    }


def _number(value: Decimal) -> str:
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace(".", ",")


def _share(part: Decimal | int, whole: Decimal | int) -> float:
    """Percent, for widths only."""
    return round(float(100 * Decimal(part) / Decimal(whole)), 2) if whole else 0.0
