"""The page's own files: plain HTML, style and script, nothing from elsewhere."""

from __future__ import annotations

from importlib.resources import files

from sheets_sync.sandbox.calls import Reply

_PAGES = {
    "/": ("index.html", "text/html; charset=UTF-8"),
    "/_sandbox/page.css": ("page.css", "text/css; charset=UTF-8"),
    "/_sandbox/page.js": ("page.js", "text/javascript; charset=UTF-8"),
    "/_sandbox/sending.js": ("sending.js", "text/javascript; charset=UTF-8"),
    "/_sandbox/selecting.js": ("selecting.js", "text/javascript; charset=UTF-8"),
    "/_sandbox/typing.js": ("typing.js", "text/javascript; charset=UTF-8"),
}


def page(path: str) -> Reply | None:
    """The file at a path of the page; nothing at any other path."""
    if path not in _PAGES:
        return None
    name, kind = _PAGES[path]
    content = (files(__package__) / name).read_bytes()
    policy = "default-src 'self'; img-src data:; frame-ancestors 'none'"
    return Reply(content, 200, kind, {"content-security-policy": policy})
