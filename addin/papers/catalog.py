"""Which papers there are: names as typed and as shown, template, and what one is written for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from campaign.errors import UsageError
from campaign.mistakes import did_you_mean


class Per(StrEnum):
    """What one document is written for."""

    CAMPAIGN = "campaign"
    AWARD = "award"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of paper.

    Attributes:
        name: As typed on the command line; also its template's, file's or folder's name.
        title: As shown.
        per: What one document is written for.
        decides: Whether it carries a list or a verdict, so that its final form needs approval.
    """

    name: str
    title: str
    per: Per
    decides: bool


KINDS: tuple[Kind, ...] = (
    Kind("cong-van-don-doc", "Công văn đôn đốc", Per.UNIT, decides=False),
    Kind("bao-cao-so-ket", "Báo cáo sơ kết", Per.CAMPAIGN, decides=False),
    Kind("bao-cao-tong-ket", "Báo cáo tổng kết", Per.CAMPAIGN, decides=False),
    Kind("bien-ban-hoi-dong", "Biên bản họp Hội đồng", Per.CAMPAIGN, decides=True),
    Kind("to-trinh", "Tờ trình kèm danh sách", Per.AWARD, decides=True),
    Kind("danh-sach-quyet-dinh", "Danh sách kèm Quyết định", Per.AWARD, decides=True),
    Kind("thong-bao", "Thông báo không đủ điều kiện", Per.UNIT, decides=True),
    Kind("giay-khen", "Giấy khen, bằng khen để in", Per.AWARD, decides=True),
)
"""All of them, in the order in which an office needs them."""

EVERY = "all"


def named(names: tuple[str, ...]) -> tuple[Kind, ...]:
    """The kinds asked for, in catalogue order; all when none or ``all`` is named.

    Raises:
        UsageError: a name that is none.
    """
    known = {kind.name: kind for kind in KINDS}
    for name in names:
        if name not in known and name != EVERY:
            raise UsageError(
                f"Không có văn bản “{name}”.{did_you_mean(name, list(known))} Các văn bản có thể "
                f"lập: {', '.join(known)}; hoặc all."
            )
    if not names or EVERY in names:
        return KINDS
    return tuple(kind for kind in KINDS if kind.name in names)
