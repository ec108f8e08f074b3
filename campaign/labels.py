"""Vietnamese words for everything the rules decide: one wording in workbook and messages."""

from __future__ import annotations

from campaign.awards.decisions import ApprovalState, Decision
from campaign.columns import TABS
from campaign.council.ballots import Stance, Vote
from campaign.plan.definition import Form, SubjectKind
from campaign.problems import Weight
from campaign.records import Status
from campaign.result.evidence import EvidenceKind
from campaign.result.submissions import EXTENSION, RECEIPT, Doubt, Standing, Submission
from campaign.result.verdicts import Verdict

STATUS: dict[Status, str] = {
    Status.ACCEPTED: "Nhận",
    Status.HELD: "Chờ làm rõ",
    Status.REJECTED: "Không nhận",
}
"""What became of a row."""

STANDING: dict[Standing, str] = {
    Standing.ON_TIME: "Đúng hạn",
    Standing.LATE: "Trễ hạn",
    Standing.MISSING: "Chưa nộp",
    Standing.INCOMPLETE: "Nộp thiếu",
    Standing.UNCERTAIN: "Chưa rõ",
    Standing.NOT_DUE: "Chưa đến hạn",
}
"""What became of a deliverable, in the order of charts and counts."""

DOUBT: dict[Doubt, str] = {
    Doubt.DAY: "Chưa rõ ngày",
    Doubt.UNIT: "Chưa rõ đơn vị",
    Doubt.UNSEEN: "Chưa rõ vì chưa xem được bảng tính",
    Doubt.UNREAD: "Chưa rõ vì không đọc được tệp",
}
"""What is open about an uncertain deliverable; each begins with the word of its standing."""


def standing_word(item: Submission) -> str:
    """What became of a deliverable; of an uncertain one, what is open about it."""
    return STANDING[item.standing] if item.doubt is None else DOUBT[item.doubt]


VERDICT: dict[Verdict, str] = {
    Verdict.ELIGIBLE: "Đủ",
    Verdict.HELD: "Chưa xét",
    Verdict.INELIGIBLE: "Không đủ",
}
"""The three answers to "is this subject eligible?"."""

EVIDENCE: dict[EvidenceKind, str] = {
    EvidenceKind.RECEIPT: "Sổ tiếp nhận",
    EvidenceKind.LEDGER: "Sổ theo dõi của phần mềm",
    EvidenceKind.REVISION: "Giờ sửa tệp lần cuối",
    EvidenceKind.SEEN: "Lần đọc tệp đầu tiên",
    EvidenceKind.TYPED: "Ngày đơn vị tự ghi",
    EvidenceKind.NONE: "Không có",
}
"""How it is known when something came in, strongest first."""

WEIGHT: dict[Weight, str] = {
    Weight.HOLD: "Chờ làm rõ",
    Weight.REJECT: "Không nhận",
    Weight.ERROR: "Lỗi trong ô",
    Weight.NOTE: "Ghi nhận",
}
"""What a problem does to its row."""

SUBJECT: dict[SubjectKind, str] = {
    SubjectKind.COLLECTIVE: "Tập thể",
    SubjectKind.HEAD: "Người đứng đầu",
    SubjectKind.INDIVIDUAL: "Cá nhân",
    SubjectKind.CITIZEN: "Người dân, doanh nghiệp",
}
"""Who is judged."""

FORM: dict[Form, str] = {**TABS, Form.CRITERIA: "Tự đánh giá", Form.PROPOSAL: "Đề nghị khen thưởng"}
"""What kind of table a row stood in."""

VIOLATION_STATE: dict[str, str] = {
    "Đã kết luận": "confirmed",
    "Đang xem xét kỷ luật": "considered",
    "Đang thanh tra, kiểm tra": "considered",
    "Đang xác minh đơn": "considered",
    "Không vi phạm": "cleared",
}
"""States offered in the office's list of violations, with ``Violation.state`` of each."""

APPROVAL: dict[ApprovalState, str] = {
    ApprovalState.DRAFT: "Dự thảo",
    ApprovalState.APPROVED: "Đã duyệt",
    ApprovalState.VOIDED: "Hết hiệu lực duyệt",
}
"""Where a list stands between draft and signature."""

DECISION: dict[Decision, str] = {
    Decision.TAKE: "Đưa vào danh sách",
    Decision.LEAVE_OUT: "Đưa ra khỏi danh sách",
}
"""What a person decides otherwise than the rules."""

RECEIPT_ACTION: dict[str, str] = {"Tiếp nhận": RECEIPT, "Gia hạn": EXTENSION}
"""Kinds of line in the office's register, with ``Receipt.action`` of each."""

STANCE: dict[str, Stance] = {
    "Chấm điểm": Stance.SCORES,
    "Không cho điểm": Stance.ABSTAINS,
    "Rút khỏi việc xét": Stance.RECUSED,
}
"""What a member of the council does about a candidate."""

VOTE: dict[str, Vote] = {"Đồng ý": Vote.FOR, "Không đồng ý": Vote.AGAINST}
"""A member's vote."""
