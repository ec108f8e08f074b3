"""What is not written: letters that ask for the past, finals of what is a draft or unseen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from addin.papers.catalog import Kind
from addin.papers.desk import Desk
from addin.papers.template import PaperTemplate
from campaign.awards.decisions import ApprovalState
from campaign.errors import UsageError
from campaign.plan.definition import Award, Campaign
from campaign.result.whole import Result


def refuse_past(result: Result, reply_by: date | None) -> None:
    """Ask no unit to answer before the day that a letter speaks of.

    Raises:
        UsageError: the day to answer is not after the day of judging.
    """
    if reply_by is not None and reply_by <= result.as_of.date():
        raise UsageError(
            f"Ngày đề nghị trả lời {reply_by:%d/%m/%Y} không sau ngày xét "
            f"{result.as_of:%d/%m/%Y}, nên chưa ghi tệp nào. Hãy ghi một ngày sau ngày xét."
        )


def refuse_drafts(desk: Desk, kinds: Sequence[Kind]) -> None:
    """Refuse a final form of what is not approved, naming every list and its reason.

    Raises:
        UsageError: a list is a draft or voided, its order is provisional, or a vote is open.
    """
    if not any(kind.decides for kind in kinds):
        return
    against = [said for award in desk.campaign.awards if (said := _not_final(desk, award))]
    if against:
        raise UsageError(
            "Chưa lập được bản trình ký, chưa ghi tệp nào. "
            + " ".join(against)
            + " Bỏ --official để lập dự thảo."
        )


def refuse_unseen(campaign: Campaign, templates: Iterable[PaperTemplate]) -> None:
    """Refuse a final form that cites a document whose text nobody saw, naming every such one.

    Raises:
        UsageError: a template prints the grounds, and one of them is not confirmed.
    """
    unseen = unseen_grounds(campaign, templates)
    if unseen:
        raise UsageError(
            f"Chưa lập được bản trình ký, chưa ghi tệp nào. {unseen} Bỏ --official để lập dự thảo."
        )


def unseen_grounds(campaign: Campaign, templates: Iterable[PaperTemplate]) -> str:
    """Which printed grounds nobody saw, and how an office confirms one; empty where none is."""
    unseen = [source.number for source in campaign.legal if not source.confirmed]
    if not unseen or not any("can_cu" in template.names() for template in templates):
        return ""
    return (
        f"Căn cứ chưa đối chiếu với toàn văn: {', '.join(unseen)}. Hãy mở toàn văn từng văn bản, "
        "so số, ngày, cơ quan ban hành và tên; đúng cả thì ghi confirmed = true ở mục [[legal]] "
        "của văn bản ấy trong tệp mô tả đợt thi đua, chạy lại, rồi duyệt lại danh sách "
        "(kế hoạch đã đổi)."
    )


def _not_final(desk: Desk, award: Award) -> str:
    state = desk.state(award)
    if state is None or state.state is ApprovalState.DRAFT:
        return f"{award.short_name}: danh sách chưa được duyệt."
    if state.state is ApprovalState.VOIDED:
        changed = f" ({'; '.join(state.changed)})" if state.changed else ""
        return f"{award.short_name}: phê duyệt đã hết hiệu lực vì số liệu thay đổi{changed}."
    if state.provisional:
        return f"{award.short_name}: thứ tự còn tạm tính, chưa có quyết định về trọng số được ký."
    if state.waiting:
        return f"{award.short_name}: Hội đồng chưa biểu quyết xong ({', '.join(state.waiting)})."
    return ""
