"""The sandbox's page in a browser: what tests do there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route


def pasted(page: Page, text: str | None) -> None:
    """Paste as from another program; nothing but a picture without a text."""
    page.locator("#grid").evaluate(
        """(grid, text) => {
            const clipboardData = new DataTransfer();
            const picture = new File(["x"], "anh.png", { type: "image/png" });
            if (text === null) clipboardData.items.add(picture);
            else clipboardData.setData("text/plain", text);
            grid.dispatchEvent(new ClipboardEvent("paste", { clipboardData, cancelable: true }));
        }""",
        text,
    )


def answered_late(page: Page, calls: str = "**/desk/enter") -> None:
    """What is typed takes its time to be saved, or to be shown again, as over a real line."""

    def wait(route: Route) -> None:
        page.wait_for_timeout(300)
        route.continue_()

    page.route(calls, wait)


def drawn(page: Page) -> None:
    """Wait until all that was typed is saved and shown."""
    while page.evaluate("Boolean(sending.count || sending.drawing)"):
        page.wait_for_timeout(10)
