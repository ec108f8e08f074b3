"""The demo's council: who sits on it, what each said of whom, and the places there are.

Everybody is made up. One member has not stood back from his own ward, one score lies far from the
others, one is missing, one member abstains: what an office really finds in its papers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from addin.package import CellOut

Line = Mapping[str, CellOut]

CERTIFICATE, COMMENDATION = "Giấy khen", "Bằng khen"
SCORES, ABSTAINS, RECUSED = "Chấm điểm", "Không cho điểm", "Rút khỏi việc xét"
_FOR, _AGAINST = "Đồng ý", "Không đồng ý"
_NOTICE = "Thông báo số 31/TB-HĐTĐKT ngày 22/10/2020"

QUOTAS: tuple[Line, ...] = (
    {
        "list": CERTIFICATE,
        "kind": "Tập thể",
        "group": "Ủy ban nhân dân phường",
        "places": 4,
        "document": _NOTICE,
    },
    {
        "list": CERTIFICATE,
        "kind": "Tập thể",
        "group": "Cơ quan chuyên môn thuộc quận",
        "places": 3,
        "document": _NOTICE,
    },
    {"list": COMMENDATION, "kind": "Tập thể", "places": 3, "threshold": 70, "document": _NOTICE},
)

CHAIR, DEPUTY, CLERK, LAWYER, WARD, UNION, VETERANS = (
    "Phan Văn Chủ",
    "Lê Thị Thường",
    "Ngô Văn Trực",
    "Đặng Thị Ủy",
    "Bùi Văn Viên",
    "Hồ Thị Phiếu",
    "Dương Văn Bầu",
)

MEMBERS: tuple[Line, ...] = (
    {"name": CHAIR, "post": "Chủ tịch Hội đồng"},
    {"name": DEPUTY, "unit": "Phòng Nội vụ quận", "post": "Phó Chủ tịch thường trực"},
    {"name": CLERK, "unit": "Văn phòng HĐND và UBND quận", "post": "Ủy viên, thư ký"},
    {"name": LAWYER, "unit": "Phòng Tư pháp quận", "post": "Ủy viên"},
    {"name": WARD, "unit": "UBND phường Thới An", "post": "Ủy viên"},
    {"name": UNION, "post": "Ủy viên"},
    {"name": VETERANS, "post": "Ủy viên"},
)

_NAMES = tuple(str(member["name"]) for member in MEMBERS)
_OFFICE, _THOI_AN = "Tập thể Văn phòng HĐND và UBND quận", "Tập thể UBND phường Thới An"
_XUAN, _LOC = "Tập thể UBND phường Thạnh Xuân", "Tập thể UBND phường Thạnh Lộc"
_HIEP, _NHAT = "Tập thể UBND phường Tân Thới Hiệp", "Tập thể UBND phường Tân Thới Nhất"
_HEAD = "Trương Sơn Hải"

_SCORES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (COMMENDATION, _OFFICE, ("94", "92", "rút", "93", "91", "95", "92")),
    (COMMENDATION, _THOI_AN, ("92", "90", "91", "93", "98", "92", "90")),
    (COMMENDATION, _XUAN, ("90", "88", "89", "chưa", "87", "90", "88")),
    (COMMENDATION, _LOC, ("89", "88", "90", "88,5", "87", "90", "55-")),
    (COMMENDATION, _HEAD, ("91", "90", "90", "92", "rút", "không", "89")),
    (CERTIFICATE, _HIEP, ("85", "84", "86", "85", "83", "86", "80-")),
    (CERTIFICATE, _NHAT, ("86", "84", "85", "86", "84-", "85", "84")),
)
"""One a candidate: each member's score, ``-`` after it for a vote against; or what else he or she
did. ``chưa`` has no line at all."""


def ballots() -> Iterator[Line]:
    """The lines of *Phiếu Hội đồng*, candidate by candidate."""
    for award, candidate, given in _SCORES:
        for member, said in zip(_NAMES, given, strict=True):
            if said != "chưa":
                yield {"list": award, "candidate": candidate, "member": member, **_said(said)}


def _said(said: str) -> Line:
    if said == "rút":
        return {"stance": RECUSED}
    if said == "không":
        return {"stance": ABSTAINS, "vote": _FOR}
    vote = _AGAINST if said.endswith("-") else _FOR
    score = said.removesuffix("-")
    return {"stance": SCORES, "score": score if "," in score else int(score), "vote": vote}
