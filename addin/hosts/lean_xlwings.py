"""xlwings without what it would load beside itself: a press of a file hands it plain lists.

xlwings takes pandas, matplotlib and Pillow when they are there, for values that no button sends.
They cost more time than all of xlwings.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

_BESIDE = ("pandas", "matplotlib", "PIL")


def load_xlwings() -> None:
    """Import xlwings, alone; whoever needs the others imports them afterwards as ever."""
    if "xlwings" in sys.modules:
        return
    with _hidden(name for name in _BESIDE if name not in sys.modules):
        import xlwings  # noqa: F401 - only the import counts


@contextmanager
def _hidden(names: Iterator[str]) -> Iterator[None]:
    """Let an import find that these packages are not there."""
    hidden = list(names)
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]
