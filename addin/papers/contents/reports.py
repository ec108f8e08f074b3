"""Báo cáo sơ kết and báo cáo tổng kết: the campaign's numbers, tables and two charts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from addin.papers import words
from addin.papers.desk import Desk, Values
from addin.papers.references import References
from addin.workbook.account import account_of
from addin.workbook.shown import day_text
from addin.workbook.unit_rows import standing_text
from campaign.cells.decimals import per_cent
from campaign.glance.held import AGES, UNKNOWN_AGE, age_of
from campaign.glance.overview import MatrixLine
from campaign.glance.targets import TargetState
from campaign.labels import FORM
from campaign.plan.definition import Deliverable, Form
from campaign.result.submissions import Standing

_NONE = "–"


def interim(desk: Desk) -> Values:
    """Báo cáo sơ kết: what the first round asked for."""
    first = min(desk.campaign.rounds, key=lambda item: item.ends)
    made = _report(desk, first_round(desk), Form.REGISTRATION, References())
    return made | {"dot": words.tied(first.name), "het_dot": day_text(first.ends)}


def first_round(desk: Desk) -> list[Deliverable]:
    """What units hand in during the round that ends first."""
    first = min(desk.campaign.rounds, key=lambda item: item.ends)
    return [item for item in desk.campaign.deliverables if item.round == first.id]


def final(desk: Desk) -> Values:
    """Báo cáo tổng kết: the whole campaign, with its aims and both lists."""
    references = References()
    made = _report(desk, desk.campaign.deliverables, Form.RESULT, references)
    return made | {
        "chi_so": [_target(item) for item in desk.overview.targets],
        "khen": [_award(desk, award.id) for award in desk.campaign.awards],
        "diem": list(_points(desk, references)),
        "nguon": references.lines,
    }


def _report(
    desk: Desk,
    deliverables: Sequence[Deliverable],
    initiatives: Form,
    references: References,
) -> Values:
    account = account_of(desk.result)
    accepted, held, rejected = account.of(Form.REGISTRATION)
    places = {item.id: number for number, item in enumerate(desk.campaign.deliverables)}
    columns = [places[item.id] for item in deliverables]
    return {
        "so_don_vi": len(desk.overview.matrix),
        "sang_kien_nhan": accepted,
        "sang_kien_cho": held,
        "sang_kien_khong": rejected,
        "so_tep": len(desk.result.sources),
        "tep_loi": [item.sentence for item in desk.result.unread],
        "ket_toan": list(_account(desk)),
        "noi_dung": list(_deliverables(desk, deliverables)),
        "bang": [
            _matrix(desk, line, number, columns, references)
            for number, line in enumerate(desk.overview.matrix, 1)
        ],
        "sang_kien": list(_initiatives(desk, initiatives, references)),
        "cho": list(_waiting(desk)),
        "so_cho": len(desk.overview.held),
        "nguon": references.lines,
    }


def _account(desk: Desk) -> Iterator[Values]:
    account = account_of(desk.result)
    for form in Form:
        accepted, held, rejected = account.of(form)
        if accepted + held + rejected:
            yield {
                "bang": FORM[form],
                "vao": accepted + held + rejected,
                "nhan": accepted,
                "cho": held,
                "khong": rejected,
            }


def _deliverables(desk: Desk, deliverables: Sequence[Deliverable]) -> Iterator[Values]:
    found = {item.deliverable: item for item in desk.overview.hand_in}
    for deliverable in deliverables:
        item = found[deliverable.id]
        on_time = item.counts[Standing.ON_TIME]
        share = per_cent(on_time, item.owed, 1) if item.owed else None
        yield {
            "ten": words.tied(deliverable.name),
            "han": f"{words.tied(deliverable.wording)}; ngày cuối {day_text(item.last_day)}",
            "phai_nop": item.owed,
            "dung_han": on_time,
            "tre": item.counts[Standing.LATE],
            "chua": item.counts[Standing.MISSING],
            "thieu": item.counts[Standing.INCOMPLETE],
            "chua_ro": item.counts[Standing.UNCERTAIN],
            "chua_den": item.counts[Standing.NOT_DUE],
            "ty_le": _NONE if share is None else f"{words.number(share)}%",
        }


def _matrix(
    desk: Desk, line: MatrixLine, number: int, columns: Sequence[int], references: References
) -> Values:
    cells = [line.cells[column] for column in columns]
    said = [
        f"{desk.campaign.deliverables[column].short_name}: "
        + (standing_text(cell) or "không phải nộp").replace("\n", f" {_NONE} ")
        for column, cell in zip(columns, cells, strict=True)
    ]
    return {
        "stt": number,
        "don_vi": line.unit.name,
        "nhom": line.group,
        "nop": "\n".join(said),
        "nguon": references.all(place for cell in cells if cell for place in desk.places_of(cell)),
    }


def _initiatives(desk: Desk, form: Form, references: References) -> Iterator[Values]:
    """What units registered or brought about, unit by unit in roster order."""
    for number, item in enumerate(desk.initiatives.get(form, ()), 1):
        row = item.row
        yield {
            "stt": number,
            "don_vi": desk.names.unit(item.unit),
            "ten": row.text("title"),
            "linh_vuc": row.text("field") or row.text("category") or _NONE,
            "muc_do": row.text("state") or _NONE,
            "ket_qua": row.text("outcome") or _NONE,
            "nguon": references.of(item.evidence, row.id),
        }


def _waiting(desk: Desk) -> Iterator[Values]:
    ages = [age_of(item) for item in desk.overview.held]
    for words_of in (*(name for name, _, _ in AGES), UNKNOWN_AGE):
        if words_of in ages:
            yield {"bao_lau": words_of, "so_luong": ages.count(words_of)}


def _target(item: TargetState) -> Values:
    return {
        "ten": words.tied(item.indicator.name),
        "muc_tieu": _number(item.indicator.target, item) or "chưa đặt",
        "dat": _NONE if item.reached is None else f"{item.reached}/{len(item.values)}",
        "co": len(item.values),
        "khong": item.unknown,
        "thap": _number(item.lowest, item) or _NONE,
        "giua": _number(item.middle, item) or _NONE,
        "cao": _number(item.highest, item) or _NONE,
    }


def _number(value: Decimal | None, item: TargetState) -> str:
    if value is None:
        return ""
    unit = item.indicator.unit
    return f"{words.number(value)}{'' if unit == '%' else words.NBSP}{unit}"


def _award(desk: Desk, award_id: str) -> Values:
    award = next(item for item in desk.campaign.awards if item.id == award_id)
    shortlist = desk.shortlist(award)
    kinds = [item.subject.kind.value for item in shortlist.placed] if shortlist else []
    return {
        "ten": words.tied(award.name),
        "tap_the": kinds.count("collective"),
        "dung_dau": kinds.count("head"),
        "ca_nhan": kinds.count("individual"),
        "nguoi_dan": kinds.count("citizen"),
        "tong": len(kinds),
        "hoi_dong": list(shortlist.council) if shortlist else [],
        "luu_y": list(shortlist.warnings) if shortlist else [],
    }


def _points(desk: Desk, references: References) -> Iterator[Values]:
    for line in desk.overview.points:
        cuts = [
            f"{award.short_name}: {words.number(cut)}"
            for award, cut in zip(desk.campaign.awards, line.cuts, strict=True)
            if cut is not None
        ]
        yield {
            "hang": line.rank,
            "don_vi": line.unit.name,
            "diem": words.number(line.points),
            "nguong": "; ".join(cuts) or _NONE,
            "nguon": references.all(
                score.evidence for score in desk.result.scores.get(line.unit.id, ())
            ),
        }
