"""Posts, ranks and degrees as they stand beside people's names."""

from __future__ import annotations

import re

from campaign.vietnamese.text import bare_key, key

DEGREES = (
    *("gs", "pgs", "ts", "ths", "thạc sĩ", "thạc sỹ", "tiến sĩ", "tiến sỹ", "bs", "bác sĩ"),
    *(
        "bác sỹ",
        "ks",
        "kỹ sư",
        "cn",
        "cử nhân",
        "luật sư",
        "th s",
        "giáo sư",
        "phó giáo sư",
        "tskh",
    ),
    *("cki", "ckii", "ck1", "ck2", "ck i", "ck ii", "bscki", "bsckii", "bsck1", "bsck2"),
    *("bs cki", "bs ckii", "bs ck1", "bs ck2", "ds", "dược sĩ", "dược sỹ", "kts", "kiến trúc sư"),
    *("chuyên khoa i", "chuyên khoa ii", "chuyên khoa 1", "chuyên khoa 2", "ngưt", "ngnd"),
    *("ttưt", "ttnd", "nhà giáo ưu tú", "thầy thuốc ưu tú"),
)
"""Degrees (``key``), before a name or behind it."""

_CLEAR = (
    *("công chức", "viên chức", "cán bộ", "cán sự", "chuyên viên", "nhân viên", "giáo viên"),
    *("phó chủ tịch", "chủ tịch", "phó bí thư", "bí thư", "phó giám đốc", "giám đốc"),
    *("phó hiệu trưởng", "hiệu trưởng", "kế toán", "chánh văn phòng", "phó chánh văn phòng"),
    *("phó trưởng phòng", "phó trưởng ban", "phó trưởng công an", "phó trưởng trạm"),
    *("chánh thanh tra", "người đứng đầu", "kiểm sát viên", "thanh tra viên"),
    *("điều dưỡng", "thượng tá", "trung tá", "thiếu tá", "đại úy", "trung úy", "thiếu úy"),
)
_WITH_MARKS = (
    *("trưởng phòng", "trưởng ban", "trưởng khoa", "trưởng trạm", "trưởng công an"),
    *("trưởng bộ phận", "trưởng nhóm", "trưởng khu phố", "phó phòng", "phó ban", "phó khoa"),
    *("tổ trưởng", "tổ phó", "đội trưởng", "đội phó", "chi cục trưởng", "chỉ huy trưởng"),
    *("văn thư", "thủ quỹ", "thư ký", "đảng viên", "ủy viên", "hạ sĩ", "trung sĩ"),
    *("thượng úy", "đại tá", "y sĩ", "lái xe", "bảo vệ", "thủ trưởng", "lãnh đạo"),
)
"""Those that are names of people without their marks (``Trương Phong``, ``Đặng Viên``)."""

POSTS = tuple(sorted(map(key, (*_CLEAR, *_WITH_MARKS)), key=len, reverse=True))
"""Posts and ranks (``key``), with their marks."""

HEADS = (
    *("chu tich", "truong phong", "hieu truong", "giam doc", "chanh van phong", "chanh thanh tra"),
    *("truong cong an", "chi cuc truong", "thu truong", "chanh an", "vien truong"),
    *("chi huy truong", "tram truong", "truong tram"),
)
"""How the posts of those begin (``bare_key``) who lead a unit, or a body inside one."""

_CHAIR_ELSEWHERE = re.compile(
    r"chu tich (?:hoi|cong doan|cdcs|mat tran|mttq|ubmttq|uy ban mat tran|uy ban mttq|hdnd"
    r"|lien doan|cau lac bo|clb)\b"
)
"""A post (``bare_key``) that leads no office: ``Chủ tịch Hội Phụ nữ phường``."""
_PARTS = re.compile(r"[,;/&+\n]|\s[-–—]\s?|\s?[-–—]\s|\bkiêm\b|\bvà\b", re.IGNORECASE)
_ACTING = re.compile(r"^(?:(?:quyen|q|phu trach) )+")
_MAY_LEAD = re.compile(
    r"(?:ct|tp)(?! ht\b| ho tich\b| hcm\b)\b"
    r"|phu trach (?:phong|don vi|truong|ubnd|co quan|tram|phuong)\b"
)
"""Short or vague posts (``bare_key``) of those who may lead a unit: ``CT UBND``, ``TP Nội vụ``."""

_WHOLE_DEGREE = re.compile(rf"(?:{'|'.join(DEGREES)})(?: [^\W\d_]+){{0,3}}")
_MARKED = re.compile(rf"(?:{'|'.join(POSTS)})\b")
_UNMARKED = re.compile(rf"(?:{'|'.join(map(bare_key, _CLEAR))})\b")


def leads(post: str) -> bool:
    """Whether a post leads a unit or a body inside one, also an acting one or beside another."""
    parts = [_ACTING.sub("", bare_key(part)) for part in _PARTS.split(post)]
    return any(part.startswith(HEADS) and not _CHAIR_ELSEWHERE.match(part) for part in parts)


def may_lead(post: str) -> bool:
    """The same of a post that only may lead one."""
    return leads(post) or any(_MAY_LEAD.match(bare_key(part)) for part in _PARTS.split(post))


def is_post(text: str) -> bool:
    """Whether a text is a post, rank or degree, and no name: ``công chức Tư pháp - Hộ tịch``.

    Typed without marks only what is nobody's name either way counts.
    """
    words = key(text)
    if words.isascii():
        return _UNMARKED.match(words) is not None or words in DEGREES
    return _MARKED.match(words) is not None or _WHOLE_DEGREE.fullmatch(words) is not None
