"""What a run knows that a workbook's buttons will ask for: where the files are, and so on."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from addin.workbook.settings import Setting
from campaign.ledger.places import named_place

if TYPE_CHECKING:
    from addin.run_request import RunRequest
    from addin.watch import Watch

_MOST = 1000
"""Letters of a list of sources that a person would still read."""

_UP = ".."


def answers_of(request: RunRequest, watch: Watch | None) -> Mapping[Setting, str]:
    """Answers for settings that the office left empty.

    A workbook of the past gets what it had then; one that judges the ledger names no folder. A
    ledger that the machine names anyway stays the machine's to name.
    """
    if request.workbook is None:
        return {}
    if watch is not None and watch.rebuild:
        past = watch.past.settings if watch.past is not None and watch.same else {}
        return {setting: past[setting.value] for setting in Setting if setting.value in past}
    folder = request.workbook.resolve().parent
    answers = {
        Setting.FOLDER: "" if request.from_ledger else _sources(request.sources, folder),
        Setting.CAMPAIGN: "",
        Setting.LEDGER: "",
    }
    if Path(request.campaign).suffix == ".toml":
        answers[Setting.CAMPAIGN] = named_from(folder, request.campaign)
    if request.ledger not in {"", named_place()} and "://" not in request.ledger:
        answers[Setting.LEDGER] = named_from(folder, request.ledger)
    return answers


def _sources(sources: Iterable[Path | str], folder: Path) -> str:
    """The sources as the setting takes them; nothing when nobody could read so long a list."""
    named = [named_from(folder, source) for source in sources]
    text = " | ".join(named)
    return text if len(text) <= _MOST and not any("|" in name for name in named) else ""


def named_from(folder: Path, place: Path | str) -> str:
    """How a place is named in a workbook of ``folder``.

    In that folder, or beside it, it is named from there: both can be moved together. Any other
    place has its whole path.
    """
    whole = Path(os.path.abspath(place))  # noqa: PTH100 - a pattern must not be resolved
    try:
        found = Path(os.path.relpath(whole.parent.resolve() / whole.name, folder))
    except ValueError:  # another drive
        return str(whole)
    return str(whole) if found.parts.count(_UP) > 1 else found.as_posix()
