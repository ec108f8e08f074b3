"""Whether somebody has a workbook open, by the lock files that programs leave beside it."""

from __future__ import annotations

from pathlib import Path

from addin.package.refusals import locked


def refuse_if_open(path: Path) -> None:
    """Raise ``UsageError`` with the holder's name when Excel or LibreOffice has the file open."""
    for lock, holder in (
        (path.with_name(f"~${path.name}"), _excel_holder),
        (path.with_name(f".~lock.{path.name}#"), _office_holder),
    ):
        try:
            content = lock.read_bytes()
        except FileNotFoundError:
            continue
        except OSError:
            content = b""
        raise locked(path.name, holder(content), lock.name)


def _excel_holder(content: bytes) -> str:
    """Name in an owner file: its length, 54 bytes of ANSI, its length again, UTF-16."""
    if len(content) < 58:
        return ""
    length = content[55]
    return content[57 : 57 + 2 * length].decode("utf-16-le", "ignore").strip()


def _office_holder(content: bytes) -> str:
    """Name in a LibreOffice lock: comma-separated, the typed name before login and machine."""
    fields = [field.strip() for field in content.decode("utf-8", "replace").split(",")]
    return next((field for field in fields[:3] if field), "")
