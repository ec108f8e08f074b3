"""Wrong usage of the command line as one Vietnamese sentence; Typer says it in English."""

from __future__ import annotations

import re
from typing import Any

_COMMAND = re.compile(r"No such command '(?P<name>[^']*)'")
_EXTRA = re.compile(r"unexpected extra arguments? \((?P<words>.*)\)|argument\(s\) \((?P<more>.*)\)")


def usage_sentence(error: Any) -> str:  # noqa: ANN401 - Typer keeps these classes to itself
    """What is wrong and where to look; for a bare group of commands, its help."""
    kind = type(error).__name__
    if kind == "NoArgsIsHelpError":
        return str(error.format_message())
    context = getattr(error, "ctx", None)
    return f"Lệnh chưa đúng: {_wrong(kind, error, context)} Xem `{_path(context)} --help`."


def _path(context: Any) -> str:  # noqa: ANN401
    """``thidua ledger verify``, however the program was started."""
    words: list[str] = []
    while context is not None and context.parent is not None:
        words.insert(0, str(context.info_name))
        context = context.parent
    return " ".join(["thidua", *words])


def _wrong(kind: str, error: Any, context: Any) -> str:  # noqa: ANN401
    message = str(error.format_message())
    if kind == "NoSuchOption":
        return f"không có tùy chọn {error.option_name}.{_instead(error.possibilities)}"
    if kind == "BadOptionUsage":
        takes = "không nhận giá trị" if "does not take" in message else "cần một giá trị theo sau"
        return f"tùy chọn {error.option_name} {takes}."
    if kind in {"MissingParameter", "BadParameter"} and error.param is not None:
        return _parameter(kind, error.param)
    command = _COMMAND.search(message)
    if command:
        known = list(getattr(context.command, "commands", ())) if context is not None else []
        return f"không có lệnh “{command['name']}”.{_nearest(command['name'], known)}"
    extra = _EXTRA.search(message)
    return f"thừa: {extra['words'] or extra['more']}." if extra else message


def _parameter(kind: str, parameter: Any) -> str:  # noqa: ANN401
    option = parameter.param_type_name == "option"
    name = max(parameter.opts, key=len) if option else f"“{parameter.metavar or parameter.name}”"
    if kind == "MissingParameter":
        return f"thiếu {'tùy chọn ' if option else ''}{name}."
    return f"giá trị của {name} không dùng được."


def _instead(possibilities: Any) -> str:  # noqa: ANN401
    return f" Có: {', '.join(sorted(possibilities))}." if possibilities else ""


def _nearest(name: str, known: list[str]) -> str:
    from campaign.mistakes import did_you_mean

    return did_you_mean(name, known)
