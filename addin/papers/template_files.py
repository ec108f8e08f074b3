"""Where a template comes from: the office's own folder, else what comes with the program."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from addin.papers.catalog import KINDS, Kind
from addin.papers.template import PaperTemplate
from campaign.errors import UsageError


def template_of(kind: Kind, own: Path | None) -> PaperTemplate:
    """The office's template of a kind, else the shipped one.

    Raises:
        UsageError: the folder is missing, or the file is no Word document.
    """
    if own is not None:
        if not own.is_dir():
            raise UsageError(f"Không có thư mục mẫu “{own}”.")
        path = own / f"{kind.name}.docx"
        if path.exists():
            return PaperTemplate(path.read_bytes(), path.name)
    return PaperTemplate(shipped_template(kind), f"{kind.name}.docx")


def shipped_template(kind: Kind) -> bytes:
    """The bytes of a template that comes with the program."""
    return (resources.files("templates") / "documents" / f"{kind.name}.docx").read_bytes()


def export_templates(folder: Path) -> list[str]:
    """Copy the shipped templates for an office to edit; one that is there already stays.

    Returns:
        Names of the files that were copied.
    """
    from addin.package.atomic import write_atomically

    folder.mkdir(parents=True, exist_ok=True)
    copied = []
    for kind in KINDS:
        path = folder / f"{kind.name}.docx"
        if not path.exists():
            data = shipped_template(kind)
            write_atomically(path, lambda stream, data=data: stream.write(data))  # type: ignore[misc]
            copied.append(path.name)
    return copied
