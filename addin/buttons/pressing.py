"""One press: finds the button's function, and sees that the program is left as it was found."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from addin.buttons.catalog import Button, For, button_of
from addin.buttons.door import Door

if TYPE_CHECKING:
    import xlwings as xw

    from addin.buttons.open_book import OpenBook
    from campaign.usecases import Progress


def press_button(button_id: str, book: xw.Book, door: Door | None = None) -> str:
    """Press a button; see :func:`addin.buttons.press`.

    Raises:
        UsageError: there is no such button, or it cannot work in this workbook.
    """
    button = button_of(button_id)
    if button.id == "help":
        from addin.buttons.help import help_text

        return help_text(book.name)
    from addin.buttons.open_book import OpenBook

    opened = OpenBook(book)
    # Whoever may type into a Google Sheet must not choose what the server reads.
    trusted = door or Door(named=not opened.remote)
    with quiet(opened, button) as progress:
        return _function(button, opened, trusted, progress)


def _function(button: Button, book: OpenBook, door: Door, progress: Progress) -> str:
    if button.id == "undo":
        from addin.buttons.undo_press import press_undo

        return press_undo(book, door)
    if button.id == "explain":
        from addin.buttons.explain import press_explain

        return press_explain(book, door)
    if button.id == "papers":
        from addin.buttons.papers_press import press_papers

        return press_papers(button, book, door, progress)
    if button.audience is For.UNIT:
        from addin.buttons.unit_press import press_submit, press_validate

        return (press_submit if button.id == "submit" else press_validate)(book, door)
    if button.id == "sync":
        from addin.buttons.sync_press import press_sync

        return press_sync(book, door, progress)
    from addin.buttons.setup import setup_of

    # What the workbook says is read, and refused if it must be, before what decides is loaded.
    setup_of(book, door)
    from addin.buttons.office_press import press_office

    return press_office(button, book, door, progress)


@contextmanager
def quiet(book: OpenBook, button: Button) -> Iterator[Progress]:
    """Stop a program's flicker during a press, and tell its status bar what is being done.

    Whatever happens, both are as they were afterwards. A remote program has neither.
    """
    from campaign.progress import no_progress

    if book.remote:
        yield no_progress
        return
    app, patience = book.book.app, book.patience
    updating = patience(lambda: app.screen_updating)
    bar = patience(lambda: app.status_bar)

    def tell(what: str, done: int, total: int) -> None:
        _set(book, status_bar=f"{button.label}: {what} {done}/{total}")

    try:
        _set(book, screen_updating=False)
        yield tell
    finally:
        _set(book, screen_updating=updating, status_bar=bar)


def _set(book: OpenBook, **settings: object) -> None:
    app = book.book.app
    for name, value in settings.items():
        book.patience(lambda name=name, value=value: setattr(app, name, value))  # type: ignore[misc]
