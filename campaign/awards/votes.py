"""The council's vote on a candidate, as far as an award asks for one."""

from __future__ import annotations

import re
from decimal import Decimal

from campaign.awards import list_reasons
from campaign.cells.decimals import comma
from campaign.plan.definition import Award
from campaign.result.verdicts import Reason, Subject, Verdict

_VOTES = re.compile(r"\s*(\d{1,4})\s*/\s*(\d{1,4})\s*")


def votes_against(award: Award, subject: Subject) -> list[Reason]:
    """What the council's vote says against a candidate; nothing where no threshold is set.

    Votes are counted over all members, absentees too. ``vote_threshold`` is in per cent; the plan's
    own or the office's (sheet *Chỉ tiêu*).

    Returns:
        At most one reason: held while no vote is known, ineligible below the threshold.
    """
    if award.vote_threshold is None:
        return []
    needed = f"{comma(award.vote_threshold)}% tổng số thành viên"
    typed = subject.votes_for(award.id)
    found = _VOTES.fullmatch(typed)
    if found is None or not 0 < int(found[2]) >= int(found[1]):
        message = f"Chưa có kết quả bỏ phiếu (cần {needed})."
        if typed:
            message = (
                f"Ô số phiếu ghi “{typed}”, chưa rõ mấy phiếu trên mấy thành viên (cần {needed}). "
                "Đề nghị ghi như 8/10, bằng chữ chứ không phải ngày."
            )
        return [list_reasons.votes(award, subject, Verdict.HELD, message)]
    share = Decimal(100) * int(found[1]) / int(found[2])
    if share >= award.vote_threshold:
        return []
    message = f"Được {typed} phiếu, chưa đạt {needed}."
    return [list_reasons.votes(award, subject, Verdict.INELIGIBLE, message)]
