"""Whether a name is a body's or a person's: Đoàn, Tô and (without marks) Bàn begin both."""

from __future__ import annotations

import re
from collections.abc import Callable

from campaign.vietnamese.names import plain_name
from campaign.vietnamese.text import bare_key, key

_BEGINNINGS = (
    *("tập thể", "phòng", "ban", "tổ", "tô", "đội", "ubnd", "ủy ban", "trường", "trung tâm"),
    *("công ty", "công an", "hội", "khối", "khu phố", "bộ phận", "nhóm", "câu lạc bộ", "chi hội"),
    *("công đoàn", "mặt trận", "đảng ủy", "đảng bộ", "chi cục", "tòa án", "viện kiểm sát"),
    *("kho bạc", "bảo hiểm", "thanh tra", "chi bộ", "chi đoàn", "đoàn", "doanh nghiệp"),
    *("hợp tác xã", "cửa hàng", "cơ sở", "siêu thị", "nhà thuốc", "ngân hàng"),
    *("hộ kinh doanh", "văn phòng", "phường", "quận", "bệnh viện", "trạm"),
)
"""How the name of a body begins; ``trương``, ``quan`` and ``phương`` are surnames."""

_SURNAMES = re.compile(r"(?:đoàn|doan|tô|to|truong)(?: [^\W\d_]+){1,4}")
"""A whole name (``key``) with a surname that is also how a body begins; ``tổ`` is no surname."""

_NAMED_SO = ("ban", "đới", "trầm", "quan")
"""More surnames that begin as bodies do, at least without marks: *quan* is a district there. Only a
middle name Văn or Thị tells them, since ``quan binh tan`` is a district and may be a person."""

_NOT_NAMED_SO = (
    *("văn hóa", "văn phòng", "văn nghệ", "văn bản", "văn thư", "văn học", "văn kiện", "văn thể"),
    *("văn xã", "vận động", "vận hành", "vận tải", "thi đua", "thi hành", "thi công", "thi tuyển"),
    *("thi đấu", "thi nâng", "thị trường", "thị xã", "thị ủy"),
)
"""What a body is for, where it looks like a middle name with a given name."""

_ALONE = (
    *("phường", "xã", "quận", "huyện", "tỉnh", "khối"),
    *("ubnd", "tncs", "tnhh", "thcs", "thpt", "hcm"),
)
_TOGETHER = (
    *("thị trấn", "thành phố", "khu phố", "cơ sở", "cơ quan", "bộ phận", "liên ngành"),
    *("thanh niên", "thanh tra", "kiểm tra", "giám sát", "khảo sát", "kiểm soát", "công tác"),
    *("nghệ thuật", "luật sư", "một cửa", "hộ tịch", "tiếp nhận", "dân phố", "nhân dân"),
    *("dân quân", "chuyên môn", "bộ môn", "tự quản", "giúp việc", "tình nguyện", "tuyên truyền"),
    *("cải cách", "hành chính", "tiểu học", "trung học", "mầm non", "mẫu giáo", "đại học"),
    *("cao đẳng", "kinh tế", "đô thị", "địa chính", "tư pháp", "kế toán", "văn thư", "bảo vệ"),
    *("đoàn thể", "đoàn viên", "đoàn hội"),
)
"""Words by which Đoàn or Tổ is a body. Typed without marks one word alone could be a given name
(``Phương``, ``Quân``): then only several together tell."""


def _any(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})\b")


def _with_middle_name(form: Callable[[str], str]) -> re.Pattern[str]:
    groups = _NAMED_SO, _NOT_NAMED_SO, ("văn", "thị")
    surnames, others, middles = ("|".join(map(form, words)) for words in groups)
    return re.compile(rf"(?:{surnames}) (?!(?:{others})\b)(?:{middles})(?: [^\W\d_]+){{1,2}}")


_BODY = _any(tuple(map(key, _BEGINNINGS)))
_UNMARKED_BODY = _any(tuple(map(bare_key, _BEGINNINGS)))
_MARKED = _any((*_ALONE, *_TOGETHER))
_UNMARKED = _any((*filter(str.isascii, _ALONE), *map(bare_key, _TOGETHER)))
_MIDDLE_NAME = _with_middle_name(key)
_UNMARKED_MIDDLE_NAME = _with_middle_name(bare_key)


def is_body(text: str) -> bool:
    """Whether a name begins as a body's does and is no person's with such a surname."""
    name = plain_name(text)
    begins = _UNMARKED_BODY if name.isascii() else _BODY
    if begins.match(name) is None:
        return False
    if (_UNMARKED_MIDDLE_NAME if name.isascii() else _MIDDLE_NAME).fullmatch(name):
        return False
    parts = _UNMARKED if name.isascii() else _MARKED
    return _SURNAMES.fullmatch(name) is None or parts.search(name) is not None
