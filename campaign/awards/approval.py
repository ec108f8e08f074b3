"""Four eyes: who prepared a list is not who approves it, and an approval covers what it saw.

An approval names the data code of the page that was approved. Any later change of an input
changes the code, and the approval is shown as voided, with what changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from campaign.awards.data_code import Inputs, changed_parts, is_code, same_code
from campaign.awards.decisions import Approval, ApprovalState, ListState
from campaign.awards.open_votes import unfinished
from campaign.labels import APPROVAL
from campaign.plan.definition import Award, Campaign
from campaign.problems import Issue, Weight
from campaign.result.whole import Result
from campaign.roster.units import Roster
from campaign.vietnamese.people import same_person


@dataclass(slots=True)
class Approvals:
    """The state of each list, and what is wrong with lines of *Phê duyệt*."""

    states: list[ListState] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)


def judge_approvals(campaign: Campaign, roster: Roster, result: Result) -> Approvals:
    """Draft, approved or voided, for each list in plan order."""
    made = Approvals()
    sound = []
    for approval in result.office.approvals:
        faults = list(_faults(approval, result.as_of))
        made.issues += [_issue(approval, code, said) for code, said in faults]
        if not faults:
            sound.append(approval)
    inputs = Inputs.of(campaign, roster, result)
    lists = {shortlist.award: shortlist for shortlist in result.shortlists}
    for award in campaign.awards:
        code = inputs.code(lists, _chain(campaign, award))
        given = [approval for approval in sound if approval.award == award.id]
        waiting = unfinished(award, lists[award.id], result.council)
        made.states.append(_with_votes(_state(campaign, award, code, given), waiting))
    return made


def _with_votes(state: ListState, waiting: tuple[str, ...]) -> ListState:
    """The state of a list, which also says on whom the council has still to vote."""
    if not waiting:
        return state
    said = f"{state.message} HỘI ĐỒNG CHƯA BIỂU QUYẾT XONG: {', '.join(waiting)}."
    return replace(state, message=said, waiting=waiting)


def _chain(campaign: Campaign, award: Award) -> list[str]:
    """The award, then the one it is chosen from, and so on."""
    by_id = {item.id: item for item in campaign.awards}
    chain = [award.id]
    while (among := by_id[chain[-1]].among) is not None:
        chain.append(among)
    return chain


def _faults(approval: Approval, as_of: datetime) -> Iterable[tuple[str, str]]:
    """Why a line approves nothing."""
    needed: Mapping[str, str | None] = {
        "danh sách": approval.award,
        "người lập": approval.prepared_by,
        "người duyệt": approval.approved_by,
        "ngày duyệt": approval.approved_on,
        "mã dữ liệu": approval.code,
    }
    missing = [name for name, value in needed.items() if not value]
    if missing:
        yield "approval_incomplete", f"Dòng phê duyệt chưa dùng được: thiếu {', '.join(missing)}."
        return
    if same_person(approval.prepared_by, approval.approved_by):
        said = "Người lập và người duyệt phải là hai người khác nhau; dòng này chưa dùng được."
        yield "approval_same_person", said
    if not is_code(approval.code):
        said = "Mã dữ liệu không đúng dạng; hãy chép lại mã in ở đầu danh sách đã duyệt."
        yield "approval_code_unreadable", said
    if approval.approved_on[:10] > as_of.date().isoformat():
        yield "approval_later", "Ngày duyệt sau thời điểm xét nên chưa được tính."


def _state(campaign: Campaign, award: Award, code: str, given: Sequence[Approval]) -> ListState:
    provisional = campaign.scoring.provisional
    current = [approval for approval in given if same_code(approval.code, code)]
    if current:
        found = max(current, key=_when)
        said = f"duyệt bởi {_by(found)}, người lập {found.prepared_by}"
        return _made(award, ApprovalState.APPROVED, code, found, said, provisional=provisional)
    if given:
        last = max(given, key=_when)
        changed = changed_parts(last.code, code)
        what = ", ".join(changed) or "dữ liệu"
        said = f"bản {_by(last)} duyệt không còn hiệu lực vì đã đổi: {what}; phải duyệt lại"
        return _made(
            award, ApprovalState.VOIDED, code, last, said, provisional=provisional, changed=changed
        )
    return _made(award, ApprovalState.DRAFT, code, None, "chưa duyệt", provisional=provisional)


def _made(
    award: Award,
    state: ApprovalState,
    code: str,
    approval: Approval | None,
    said: str,
    *,
    provisional: bool,
    changed: tuple[str, ...] = (),
) -> ListState:
    message = f"{APPROVAL[state].upper()}: {said}. Mã dữ liệu: {code}."
    return ListState(award.id, state, code, approval, provisional, changed, message)


def _when(approval: Approval) -> tuple[str, str]:
    return approval.approved_on, approval.evidence.cell


def _by(approval: Approval) -> str:
    day = datetime.fromisoformat(approval.approved_on)
    post = f" ({approval.position})" if approval.position else ""
    return f"{approval.approved_by}{post} ngày {day:%d/%m/%Y}"


def _issue(approval: Approval, code: str, message: str) -> Issue:
    where = approval.evidence
    return Issue(code, Weight.HOLD, message, where.file, where.sheet, where.cell, typed=where.text)
