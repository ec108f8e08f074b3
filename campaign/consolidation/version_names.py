"""What the name of a file says of when it was sent, and of what is in it."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from campaign.vietnamese.text import bare_key

_VERSION = re.compile(r"\b(?:v|ver|version|lan|ban|sua|bo sung lan) ?(\d{1,2})\b(?! \d)")
_WHOLE = re.compile(
    r"\b(?:ban sua|da sua|sua(?! chua)|moi(?! truong)|final|chinh thuc|cap nhat|thay the"
    r"|dinh chinh|dieu chinh)\b"
)
"""Words of a file name (``bare_key``) by which a whole list is sent again."""
_MORE = re.compile(r"\bbo sung\b")
"""Words by which rows are sent beside those that came before."""


def version(name: str) -> int:
    """What a file name says of its version: ``v2``, ``lần 3``, ``bản sửa``; 0 when nothing."""
    words = _words(name)
    numbers = [int(found) for found in _VERSION.findall(words)]
    if numbers:
        return max(numbers)
    return 1 if _WHOLE.search(words) or _MORE.search(words) else 0


def adds_rows(name: str) -> bool:
    """Whether a file name says that its rows come beside earlier ones and take no other's place.

    ``Đăng ký bổ sung`` does; ``Đăng ký đã sửa, bổ sung`` is the whole list again.
    """
    words = _words(name)
    return bool(_MORE.search(words)) and not _WHOLE.search(words)


def _words(name: str) -> str:
    return bare_key(PurePosixPath(name).stem)
