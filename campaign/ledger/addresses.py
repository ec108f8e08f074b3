"""Where a ledger is, as a user writes it: a path, or a URL that may hold a password.

What a URL holds beside user, machine, port and database is never shown, and text in which a
password may stand in a place of its own is never repeated.
"""

from __future__ import annotations

import re

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from campaign.ledger.refusals import LedgerError, not_opened

_SECRETS = frozenset({"password", "sslpassword"})
"""Options of a URL that are passwords."""
_SHOWN = frozenset({"host", "port", "user", "dbname", "sslmode", "connect_timeout"})
"""Options of a URL that anybody may read."""
_MISTYPED = re.compile(r"\s*postgres(ql)?\b[^/\\]*:|.*\bpass(word|wd)?\s*=", re.IGNORECASE)
"""How an address begins whose ``://`` was forgotten, or one in a driver's own words."""
_FORM = "địa chỉ không đúng dạng postgresql://tên@máy-chủ/kho-dữ-liệu"
_MARKS = f"{_FORM}; dấu đặc biệt trong mật khẩu phải viết theo mã, ví dụ @ là %40"


def address_of(place: str) -> URL | None:
    """The URL of a place; ``None`` for a path.

    Raises:
        LedgerError: it is meant as a URL and is none.
    """
    if "://" not in place:
        if _MISTYPED.match(place):
            raise _wrong(_FORM)
        return None
    try:
        url = make_url(place)
    except (ArgumentError, ValueError):
        # Text and cause may hold a password, so neither is repeated.
        raise _wrong(_FORM) from None
    if "@" in f"{url.host}{url.database}":
        raise _wrong(_MARKS)
    return url.set(drivername=url.drivername.lower())


def shown(url: URL) -> str:
    """A URL without its secrets, wherever they stand in it."""
    hidden = set(url.query) - _SHOWN
    return url.difference_update_query(hidden).render_as_string(hide_password=True)


def has_password(text: str) -> bool:
    """Whether a place carries a password, in its usual place or among its options.

    Raises:
        LedgerError: it is meant as a URL and is none.
    """
    url = address_of(text)
    return url is not None and (url.password is not None or bool(_SECRETS & set(url.query)))


def _wrong(why: str) -> LedgerError:
    return not_opened("--ledger", why)
