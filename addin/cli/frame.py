"""The frame of every help page, which Typer writes in English: headings, kinds, marks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

_HEADINGS = {"Arguments": "Ghi sau lệnh", "Options": "Tùy chọn", "Commands": "Lệnh"}
_KINDS = {
    "<str>": "<chữ>",
    "<list[str]>": "<chữ>",
    "<path>": "<đường dẫn>",
    "<int>": "<số>",
    "<int range>": "<số>",
}
_MARKS = {"required": "bắt buộc", "default: ": "mặc định: ", "x>=": "từ "}
_NO_BRACES = str.maketrans("", "", "{}")
_HELP = "Hiện trang này rồi thôi."
_BASE: Any = typer.Context.formatter_class


class _Frame(_BASE):  # type: ignore[misc] # Typer does not export the class
    """Writes a page as Typer does, with its own words in Vietnamese."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        # Typer puts what must be given in braces, which somebody may type.
        super().write_usage(prog, args.translate(_NO_BRACES), prefix or "Cách gọi: ")

    def section(self, name: str) -> AbstractContextManager[None]:
        found: AbstractContextManager[None] = super().section(_HEADINGS.get(name, name))
        return found

    def write_dl(
        self, rows: Sequence[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        said = [(_replaced(first, _KINDS), _marked(second)) for first, second in rows]
        super().write_dl(said, col_max, col_spacing)


def _marked(text: str) -> str:
    """A help text; Typer puts its marks last, in brackets, two spaces away."""
    said, gap, marks = text.rpartition("  [")
    return f"{said}{gap}{_replaced(marks, _MARKS)}" if gap else text


def _replaced(text: str, words: dict[str, str]) -> str:
    for english, vietnamese in words.items():
        text = text.replace(english, vietnamese)
    return text


class _Page(typer.Context):
    formatter_class = _Frame


class _Command(TyperCommand):
    context_class = _Page

    def __init__(self, name: str | None, **more: Any) -> None:  # noqa: ANN401 - Typer's own
        super().__init__(name, **more | {"options_metavar": "[TÙY CHỌN]"})

    def get_help_option(self, ctx: Any) -> Any:  # noqa: ANN401
        return _said(super().get_help_option(ctx))


class _Group(TyperGroup):
    context_class = _Page

    def __init__(self, **more: Any) -> None:  # noqa: ANN401
        ours = {"options_metavar": "[TÙY CHỌN]", "subcommand_metavar": "LỆNH [...]"}
        super().__init__(**more | ours)

    def get_help_option(self, ctx: Any) -> Any:  # noqa: ANN401
        return _said(super().get_help_option(ctx))


def _said(option: Any) -> Any:  # noqa: ANN401
    if option is not None:
        option.help = _HELP
    return option


class Commands(typer.Typer):
    """A group of commands whose pages are Vietnamese throughout."""

    def __init__(self, told: str) -> None:
        """A group; called bare it shows its page.

        Args:
            told: What its commands are for.
        """
        super().__init__(
            cls=_Group,
            help=told,
            no_args_is_help=True,
            add_completion=False,
            rich_markup_mode=None,
            pretty_exceptions_show_locals=False,
            context_settings={"help_option_names": ["-h", "--help"]},
        )

    def command(self, name: str | None = None, **more: Any) -> Callable[[Any], Any]:  # noqa: ANN401
        """Typer's decorator, for a page of ours."""
        return super().command(name, **{"cls": _Command} | more)
