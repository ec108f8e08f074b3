"""Whom a cell of *Vi phạm* may mean: what is no certain match is asked, never decided."""

from __future__ import annotations

from campaign.plan.words import SubjectKind
from campaign.vietnamese.likeness import may_mean, names_nobody
from campaign.vietnamese.people import may_be, more_than_names, people_in
from campaign.vietnamese.text import bare_key


def doubt_about(name: str, typed: str, kind: SubjectKind) -> str:
    """Why a person may be the one that a cell of *Vi phạm* means; empty where nothing says so."""
    citizen = kind is SubjectKind.CITIZEN
    if names_nobody(typed):
        said = (
            f"Trang Vi phạm ghi “{typed}”, chưa nêu tên ai nên chưa biết có phải người này không."
        )
        return "" if citizen else f"{said} Văn phòng ghi đủ họ tên người vi phạm ở trang Vi phạm."
    if citizen and name in people_in(typed):
        return (
            f"Đề nghị cho người dân, mà cùng họ tên với người vi phạm “{typed}” của đơn vị: cần "
            "xác nhận. Đúng người này thì ghi “Cá nhân” ở cột Đối tượng; là người khác thì "
            "quyết định “Đưa vào danh sách”, kèm văn bản, ở trang danh sách khen."
        )
    if citizen or not may_be_among(name, typed):
        return ""
    return (
        f"Tên gần giống người vi phạm “{typed}”: cần xác nhận. Đúng người này thì văn phòng ghi "
        "riêng họ tên ấy ở trang Vi phạm; là người khác thì ghi đủ họ tên người vi phạm, hoặc "
        "quyết định “Đưa vào danh sách”, kèm văn bản, ở trang danh sách khen."
    )


def may_be_among(name: str, typed: str) -> bool:
    """Whether a cell may name a person: but for marks or a post, in part, or among other words."""
    mine = bare_key(name)
    if any(may_be(name, one) or may_mean(name, one) for one in people_in(typed)):
        return True
    return bool(mine) and f" {mine} " in f" {more_than_names(typed)} "
