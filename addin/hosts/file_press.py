"""Presses a button of a closed workbook: the same function, the same protocol, no program."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from addin.buttons import press
from addin.buttons.catalog import button_of
from addin.buttons.door import Door, NewFile, Settle
from addin.buttons.help import help_text
from campaign.errors import UsageError

if TYPE_CHECKING:
    from addin.hosts.file_actions import FileActions
    from addin.package import WorkbookPackage

LICENCE = "XLWINGS_LICENSE_KEY"
"""Environment variable with the licence key of the remote protocol."""


@dataclass(frozen=True, slots=True)
class FilePress:
    """One press of a file's button.

    Attributes:
        button: Its id.
        file: The workbook.
        out: Where the pressed workbook goes; ``None`` is the file itself.
        selected: Sheet and cell that count as selected; ``None`` as the file opens.
    """

    button: str
    file: Path
    out: Path | None = None
    selected: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class FilePressed:
    """What came of it.

    Attributes:
        sentence: The one that closes the press.
        written: The workbook that was written; ``None`` when nothing changed.
        backup: The file as it was before.
        selected: Sheet and cell to which the press leads.
    """

    sentence: str
    written: Path | None = None
    backup: Path | None = None
    selected: tuple[str, str] | None = None


def press_file(request: FilePress, door: Door) -> FilePressed:
    """Press a button of a workbook file.

    The file is replaced whole or not at all, and a copy of it as it was stays beside it. Parts
    of it that the press does not own are the same bytes afterwards.

    Raises:
        UsageError: the file is open elsewhere, is no workbook of ours, or the press failed; the
            file is as it was.
    """
    button = button_of(request.button)
    if button.id == "help":
        return FilePressed(help_text(request.file.name))
    os.environ.setdefault(LICENCE, "noncommercial")
    return _pressed_package(request, _opened(request.file), door)


def _pressed_package(request: FilePress, package: WorkbookPackage, door: Door) -> FilePressed:
    from addin.hosts.file_actions import FileActions

    actions = FileActions(package)
    tasks: list[Settle] = []
    sentence = _pressed(request, package, actions, replace(door, later=tasks.append))
    changed = package.changed
    if not changed and request.out is None:
        for task in tasks:
            task(None)
        return FilePressed(sentence, selected=actions.selected)
    target = request.out or request.file
    backup = _back_up(target) if changed and target.exists() else None
    _save(package, request.file, target, tasks)
    return FilePressed(sentence, target, backup, actions.selected)


def _save(package: WorkbookPackage, old: Path, target: Path, tasks: Sequence[Settle]) -> None:
    """Save; what is to be recorded is recorded when only the new file's name is still missing."""
    recorded = False

    def ready(made: Path) -> None:
        nonlocal recorded
        for task in tasks:
            task(NewFile(made, old, target))
            recorded = True

    try:
        package.save(target, ready)
    except UsageError as error:
        if not recorded:
            raise
        raise UsageError(
            f"{error} Sổ theo dõi đã ghi nhận lần bấm này; bấm lại nút thì tệp được ghi theo đúng "
            "điều đã ghi nhận."
        ) from error


def _pressed(request: FilePress, package: WorkbookPackage, actions: FileActions, door: Door) -> str:
    """Press through the remote protocol and carry out what it asks for."""
    from addin.hosts.lean_xlwings import load_xlwings

    load_xlwings()
    import xlwings as xw

    from addin.hosts.file_payload import payload_of

    folder = door.folder or request.file.resolve().parent
    book = xw.Book(json=payload_of(package, request.file.name, request.selected))
    try:
        sentence = press(request.button, book, replace(door, folder=folder))
        actions.apply(book.json()["actions"])
    finally:
        book.close()
    return sentence


def _opened(file: Path) -> WorkbookPackage:
    if file.suffix.lower() not in {".xlsx", ".xlsm"}:
        raise UsageError(f"Sổ “{file.name}” phải có đuôi .xlsx hoặc .xlsm.")
    from addin.package import WorkbookPackage

    return WorkbookPackage.open(file)


def _back_up(target: Path) -> Path:
    """Keep the file as it is; the name is no workbook's, so that nobody reads it as a source."""
    from addin.package.atomic import write_atomically
    from addin.package.locks import refuse_if_open

    refuse_if_open(target)
    backup = target.with_name(f"{target.name}.bak")

    def fill(stream: BinaryIO) -> None:
        stream.write(target.read_bytes())

    write_atomically(backup, fill)
    return backup
