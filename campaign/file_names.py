"""Names of files as people and records may see them, whatever bytes the disk holds."""

from __future__ import annotations

import os
import unicodedata
from pathlib import PurePath


def shown_name(name: str | PurePath) -> str:
    r"""A name as whole Unicode text in NFC.

    Archives from old machines unpack to names whose bytes are no UTF-8. Python reads such a byte as
    half a character, which no workbook, database or JSON takes: it is shown as ``\xf5`` instead.
    """
    text = os.fspath(name)
    if not text.isascii():
        text = os.fsencode(text).decode("utf-8", "backslashreplace")
    return unicodedata.normalize("NFC", text)
