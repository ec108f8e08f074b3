"""Whether a name may be somebody's who is called otherwise elsewhere; cells that name nobody."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from campaign.vietnamese.posts import POSTS
from campaign.vietnamese.text import bare_key, key

_CALLED = frozenset(("ong", "ba", "anh", "chi", "co", "thay", "bac", "chu", "em"))
_WORK = (
    *("tư pháp", "hộ tịch", "địa chính", "xây dựng", "đô thị", "môi trường", "văn phòng"),
    *("thống kê", "tài chính", "văn hóa", "xã hội", "một cửa", "bộ phận", "tiếp nhận"),
    *("trả kết quả", "lao động", "thương binh", "phường", "quận", "ubnd", "ủy ban nhân dân"),
    *("đơn vị", "phụ trách", "thuộc", "của", "tại", "và", "vi phạm", "người", "cá nhân"),
    *("đồng chí", "trường hợp", "chưa rõ", "không rõ", "chưa xác định", "một", "hai", r"\d+"),
)
_NOBODY = re.compile(rf"(?:(?:{'|'.join((*POSTS, *map(key, _WORK[:-1]), _WORK[-1]))})(?:\s+|$))+")


@lru_cache(maxsize=4096)
def may_mean(one: str, two: str) -> bool:
    """Whether two names may be one person's: parts left out, initials, titles before, no marks.

    The given name, which stands last, is never left out: ``Trần V. Mẫu`` and ``Mẫu`` may be Trần
    Văn Mẫu, whom ``Trần Văn Mẫu Đơn`` is not. Good for asking, never for deciding.
    """
    short, long = sorted((_words(one), _words(two)), key=len)
    if not short or not _agree(short[-1], long[-1]):
        return False
    rest = iter(long[:-1])
    return all(any(_agree(word, other) for other in rest) for word in short[:-1])


@lru_cache(maxsize=4096)
def names_nobody(typed: str) -> bool:
    """Whether a cell that is to name people tells only posts or numbers: ``01 công chức``."""
    return _NOBODY.fullmatch(key(typed)) is not None


def _words(name: str) -> Sequence[str]:
    words = bare_key(name).split()
    return words[1:] if len(words) > 1 and words[0] in _CALLED else words


def _agree(one: str, two: str) -> bool:
    return one == two or (1 in (len(one), len(two)) and one[0] == two[0])
