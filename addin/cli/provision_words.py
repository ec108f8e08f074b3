"""What is said of a provision: who gets what, who can open it, and what could not be done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sheets_sync.provision.asked import Provisioned

_NAMED = 10
"""Units that are named in one sentence; the others are counted."""


def provisioned(one: Provisioned) -> tuple[str, str]:
    """A unit's steps, and who gets access."""
    plan = one.plan
    if plan is None:
        return "CHƯA LÀM ĐƯỢC", ""
    if plan.idle:
        return "không có gì phải làm", ""
    if plan.file:
        steps = "; ".join(step.said for step in plan.steps)
    else:
        tabs = ", ".join(draft.title for draft in plan.wanted.sheets)
        steps = f"lập bảng tính mới, có các tab {tabs}; khóa ô của văn phòng"
    if plan.spares:
        binned = f"bỏ {len(plan.spares)} bản thừa còn trống vào Thùng rác"
        steps = "; ".join(filter(None, (steps, binned)))
    shared = (address for address in plan.shares if address not in one.refused)
    return steps or "chỉ chia sẻ", "\n".join(shared)


def missing(one: Provisioned, said: str) -> str:
    """What could not be done for a unit, with its name once."""
    whole = "CHƯA LÀM ĐƯỢC" if one.plan is None else "CÒN THIẾU"
    return (
        f"{whole}. {said}"
        if said.startswith(one.unit.name)
        else f"{one.unit.name}: {whole}. {said}"
    )


def counted(units: int, idle: int, failed: int, verb: str) -> str:
    """How many units were in order, changed, or left undone."""
    changed = units - idle - failed
    return f"{units} đơn vị: {idle} đã đúng, {changed} {verb} làm, {failed} chưa làm được."


def strangers(done: Sequence[Provisioned]) -> list[str]:
    """Whoever has access and is not in the file."""
    return [
        f"{one.unit.name}: ngoài danh sách mà vẫn có quyền: {', '.join(one.plan.strangers)}. "
        "Gỡ hay không là việc của người."
        for one in done
        if one.plan is not None and one.plan.strangers
    ]


def addresses(done: Sequence[Provisioned]) -> list[str]:
    """Units without an address where others have one, and addresses of several units."""
    plans = [one.plan for one in done if one.plan is not None]
    bare = [plan.wanted.unit.name for plan in plans if not plan.addresses]
    units: dict[str, list[str]] = defaultdict(list)
    for plan in plans:
        for address in plan.addresses:
            units[address].append(plan.wanted.unit.name)
    said = [
        f"{address} mở được bảng của {len(names)} đơn vị: {', '.join(names)}. Hãy xem lại tệp địa "
        "chỉ."
        for address, names in units.items()
        if len(names) > 1
    ]
    if units and bare:
        more = f" và {len(bare) - _NAMED} đơn vị khác" if len(bare) > _NAMED else ""
        said.append(f"CHƯA AI MỞ ĐƯỢC, vì tệp không có địa chỉ: {', '.join(bare[:_NAMED])}{more}.")
    return said
