"""A small campaign whose papers are worth reading, and eyes for Word documents."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from docx import Document
from docx.document import Document as Docx
from docx.table import Table

from addin.papers.catalog import named
from addin.papers.write import PapersRequest, Written, write_papers
from campaign.awards.decisions import Approval, ApprovalState, ListState
from campaign.plan.definition import Campaign, Form
from campaign.records import SourceRecords
from campaign.result.evidence import Evidence
from campaign.result.office_facts import OfficeFacts
from campaign.result.whole import Result
from campaign.usecases import MainJob
from tests.rule_cases import NOW, OTHER, Q12, ROSTER, WARD, answers, held, row, source, violation

PHONE, CARD = "0909123456", "079085001234"
CODE = "0909123456-ab"
_SAID = {
    ApprovalState.DRAFT: f"DỰ THẢO: chưa duyệt. Mã dữ liệu: {CODE}.",
    ApprovalState.APPROVED: f"ĐÃ DUYỆT: duyệt bởi Võ Duyệt. Mã dữ liệu: {CODE}.",
    ApprovalState.VOIDED: f"HẾT HIỆU LỰC DUYỆT: đã đổi tệp. Mã dữ liệu: {CODE}.",
}
THIRD = "phuong-thanh-xuan"
UNITS = tuple(unit for unit in ROSTER.on(NOW.date()) if unit.id in {WARD, OTHER, THIRD})


def whole(unit: str, value: str = "90%", **proposal: str) -> SourceRecords:
    """A unit that handed in everything and proposes itself and one person."""
    rows = [
        row(Form.REGISTRATION, unit, id=f"DK-{unit}", submitted="2020-05-10", person="Lê Thị Mẫu")
    ]
    rows[0].values[12] = PHONE
    rows += [
        row(Form.INTERIM, unit, id=f"SK-{unit}", submitted="2020-06-20"),
        row(Form.RESULT, unit, id=f"KQ-{unit}", submitted="2020-10-20"),
        row(
            Form.PROPOSAL,
            unit,
            id=f"DN-{unit}-0",
            kind="Tập thể",
            name=f"Tập thể {unit}",
            award="Giấy khen, Bằng khen",
        ),
        row(
            Form.PROPOSAL,
            unit,
            id=f"DN-{unit}-1",
            **{
                "kind": "Cá nhân",
                "salutation": "Bà",
                "name": "Trần Thị Thử",
                "position": "Công chức",
                "award": "Giấy khen",
                "identity": CARD,
                "print_text": "Đã có sáng kiến hay",
            }
            | proposal,
        ),
        *answers(unit),
    ]
    rows += [
        row(Form.CRITERIA, unit, id=f"TC-{unit}-{n}", criterion=n, text=n, answer=value)
        for n in ("satisfaction", "on_time", "online")
    ]
    return source(*rows, name=f"{unit}.xlsx")


def lacking() -> SourceRecords:
    """A unit with a registration that must be made clear, and nothing else."""
    typed = row(Form.REGISTRATION, THIRD, id="DK-x", title="Một cửa")
    doubtful = held(typed, "submitted", "2020-05-18", "2020-05-22")
    return source(doubtful, name=f"{THIRD}.xlsx")


def judged(*sources: SourceRecords, campaign: Campaign = Q12) -> Result:
    """The decided case; ``OTHER`` has a confirmed violation."""
    made = list(sources) or [whole(WARD), whole(OTHER, "80%"), lacking()]
    facts = OfficeFacts(violations=[violation("Trần Thị Thử", unit=OTHER)])
    return MainJob(campaign, ROSTER, NOW).decide(made, office=facts)


def with_state(
    result: Result, state: ApprovalState, *, provisional: bool = False, campaign: Campaign = Q12
) -> Result:
    """The same result, with what the office recorded about each list."""
    states = []
    for award in campaign.awards:
        approval = Approval(
            award.id,
            "Lê Lập",
            "Võ Duyệt",
            "Trưởng phòng",
            "05/11/2020",
            "12/BB",
            "C-1",
            Evidence("office"),
        )
        changed = ("tệp a.xlsx",) if state is ApprovalState.VOIDED else ()
        states.append(
            ListState(award.id, state, CODE, approval, provisional, changed, _SAID[state])
        )
    return replace(result, states=states)


def write(folder: Path, result: Result | None = None, *names: str, **asked: object) -> Written:
    """Write papers of the case."""
    campaign = asked.pop("campaign", Q12)
    request = PapersRequest(named(names), folder, **asked)  # type: ignore[arg-type]
    return write_papers(result or judged(), campaign, UNITS, request)  # type: ignore[arg-type]


def opened(path: Path) -> Docx:
    return Document(str(path))


def parts(data: bytes) -> dict[str, bytes]:
    """Everything in a package, by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def said(document: Docx) -> str:
    """All text of the body, in order, cells parted by bars."""
    lines = []
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            lines += [" | ".join(cell.text for cell in line.cells) for line in block.rows]
        else:
            lines.append(block.text)
    return "\n".join(lines)


def table_with(document: Docx, head: str) -> list[dict[str, str]]:
    """The lines of the tables that have a head, as texts by head."""
    found = []
    for table in document.tables:
        heads = [cell.text for cell in table.rows[0].cells]
        if head in heads:
            found += [
                dict(zip(heads, (cell.text for cell in line.cells), strict=True))
                for line in table.rows[1:]
            ]
    return found


def references(document: Docx) -> dict[str, dict[str, str]]:
    """The annex: file, sheet, cell and row id by printed number."""
    return {line.get("Nguồn", ""): line for line in table_with(document, "Tệp")}


def lines_led_back(document: Docx) -> dict[str, dict[str, str]]:
    """What stays in the file of a signed list: row id, file, sheet and cell by its line."""
    found = table_with(document, "Dòng trong danh sách")
    return {line["Dòng trong danh sách"]: line for line in found}


def signed_part(document: Docx) -> str:
    """What of a submission is signed and sent: all before its explanation."""
    text = said(document)
    assert text.count("BẢN THUYẾT MINH") == 1
    return text.split("BẢN THUYẾT MINH")[0]


def numbers(text: str) -> Iterator[str]:
    """Printed reference numbers."""
    return iter(re.findall(r"\[\d+\]", text))
