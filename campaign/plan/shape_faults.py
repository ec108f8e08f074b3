"""What pydantic says of a definition, said for an office: which key, what is wrong, the mend."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from campaign.mistakes import did_you_mean
from campaign.plan.consistency import Fault, Path, find_faults
from campaign.plan.definition import Campaign

_TYPED_DAY = re.compile(r"\D*(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})\D*")

_SIMPLE = {
    "string_type": ("phải là chữ.", 'Đặt trong ngoặc kép: {key} = "…".'),
    "string_too_short": ("đang để trống.", 'Điền vào giữa hai ngoặc kép: {key} = "…".'),
    "string_pattern_mismatch": (
        "“{typed}” không dùng làm mã được.",
        "Chỉ dùng chữ thường không dấu và số, nối bằng “-”, “_” hoặc “.”.",
    ),
    "bool_type": ("phải là true (có) hoặc false (không).", "Viết {key} = true, không ngoặc kép."),
    "bool_parsing": (
        "“{typed}” phải là true (có) hoặc false (không).",
        "Viết {key} = true, không ngoặc kép.",
    ),
    "tuple_type": ("phải là danh sách.", 'Viết trong ngoặc vuông: {key} = ["…"].'),
    "dict_type": ("phải là một bảng.", "Mở bằng một dòng [{key}]."),
    "model_type": ("phải là một bảng.", "Mở bằng một dòng [{key}] hoặc [[{key}]]."),
    "finite_number": ("phải là số.", "Viết số không ngoặc kép: {key} = 70.5."),
}
"""pydantic's error types whose sentence needs only the key and the typed value."""


_SAMPLES = {str: '"…"', bool: "true hoặc false", date: "2020-05-20", Decimal: "70", int: "1"}


def explain(
    error: ValidationError,
    data: Mapping[str, Any],
    root: type[BaseModel] = Campaign,
    find: Callable[[Mapping[str, Any]], list[Fault]] = find_faults,
) -> list[Fault]:
    """Every fault of the file: shapes first; references are looked at even when shapes fail.

    Args:
        error: What pydantic says.
        data: The parsed file.
        root: The model of the whole file.
        find: What its tables say of one another.
    """
    faults, checked = [], False
    for problem in error.errors(include_url=False):
        if problem["type"] == "references":
            faults += problem["ctx"]["faults"]
            checked = True
        elif not _is_long_enough(problem):
            faults.append(_fault(root, problem["type"], problem["loc"], problem))
    if not checked:
        faults += find(data)
    return list({fault.path: fault for fault in reversed(faults)}.values())[::-1]


def _is_long_enough(problem: Mapping[str, Any]) -> bool:
    """Whether a list is called too short that is not: what is wrong in it is told by itself."""
    given, least = problem.get("input"), (problem.get("ctx") or {}).get("min_length", 0)
    return problem["type"] == "too_short" and isinstance(given, list) and len(given) >= least


def _fault(root: type[BaseModel], kind: str, path: Path, problem: Mapping[str, Any]) -> Fault:
    path = tuple(step for step in path if step != "[key]")
    wrong, mend = _sentences(root, kind, path, problem)
    return Fault(path, wrong, mend)


def _sentences(
    root: type[BaseModel], kind: str, path: Path, problem: Mapping[str, Any]
) -> tuple[str, str]:
    key, context = _last_name(path), problem.get("ctx") or {}
    typed = problem.get("input")
    if kind == "missing":
        return "thiếu khóa này.", _how_to_add(root, path)
    if kind == "extra_forbidden":
        fields = _model_at(root, path[:-1]).model_fields
        near = did_you_mean(key, fields)
        return "khóa này không có trong mẫu.", near.strip() or f"Bỏ đi. Có: {', '.join(fields)}."
    if kind == "value_error":
        return str(context["error"]), f"Sửa lại {key}."
    if kind == "enum":
        return f"“{typed}” không phải giá trị được phép.", _choices(root, path, str(typed))
    if kind.startswith("date"):
        return f"“{typed}” không phải ngày.", _write_day(key, str(typed))
    if kind.startswith(("decimal", "int")):
        return f"“{typed}” không phải số hợp lệ.", f"Viết số không ngoặc kép: {key} = 70."
    if kind in {"too_short", "too_long"}:
        return _length(kind, context)
    if kind in {"greater_than_equal", "less_than_equal"}:
        limit = context.get("ge", context.get("le"))
        few = kind == "greater_than_equal"
        return f"“{typed}” {'quá nhỏ' if few else 'quá lớn'}.", f"Giới hạn là {limit}."
    wrong, mend = _SIMPLE.get(kind, ("giá trị không hợp lệ.", "So lại với tệp mẫu."))
    return wrong.format(typed=typed), mend.format(key=key)


def _length(kind: str, context: Mapping[str, Any]) -> tuple[str, str]:
    if kind == "too_short":
        return "danh sách thiếu mục.", f"Cần ít nhất {context['min_length']} mục."
    return "danh sách thừa mục.", f"Nhiều nhất {context['max_length']} mục."


def _write_day(key: str, typed: str) -> str:
    """The right spelling, with the typed day itself when it is plainly day/month/year."""
    example = "2020-05-20"
    if parts := _TYPED_DAY.fullmatch(typed):
        try:
            example = date(int(parts[3]), int(parts[2]), int(parts[1])).isoformat()
        except ValueError:
            return f"Ngày này không có trong lịch. Viết năm-tháng-ngày, ví dụ {key} = {example}."
    return f"Viết năm-tháng-ngày, không ngoặc kép, ví dụ {key} = {example}."


def _choices(root: type[BaseModel], path: Path, typed: str) -> str:
    allowed = [str(member) for member in _annotation(root, path)]
    return f"Dùng một trong: {', '.join(allowed)}.{did_you_mean(typed, allowed)}"


def _how_to_add(root: type[BaseModel], path: Path) -> str:
    """Where the missing key goes; a table of its own at the top of the file."""
    key = _last_name(path)
    if len(path) == 1:
        field = root.model_fields[key].annotation
        if get_origin(field) is tuple:
            return f"Thêm mục [[{key}]]."
        if isinstance(field, type) and issubclass(field, BaseModel):
            return f"Thêm mục [{key}]."
        return f"Thêm một dòng {key} = {_sample(root, path)}."
    table = ".".join(str(step) for step in path[:-1] if isinstance(step, str))
    return f"Thêm một dòng {key} = {_sample(root, path)} vào mục {table}."


def _sample(root: type[BaseModel], path: Path) -> str:
    """What a value of that key looks like."""
    kind = _annotation(root, path)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return " hoặc ".join(f'"{member}"' for member in kind)
    return _SAMPLES.get(kind, "…")


def _last_name(path: Path) -> str:
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def _model_at(root: type[BaseModel], path: Path) -> type[BaseModel]:
    """The model whose keys stand at a path of a definition."""
    found = _annotation(root, path) if path else root
    return found if isinstance(found, type) and issubclass(found, BaseModel) else root


def _annotation(root: type[BaseModel], path: Path) -> Any:  # noqa: ANN401 - a type, an enum or a model
    """The plain type of the value at a path, without ``None`` and without the list around it."""
    here: Any = root
    for step in path:
        if isinstance(step, str) and isinstance(here, type) and issubclass(here, BaseModel):
            field = here.model_fields.get(step)
            here = _core(field.annotation) if field else None
    return here


def _core(annotation: Any) -> Any:  # noqa: ANN401 - see ``_annotation``
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is tuple:
        return _core(args[0])
    if origin in {Union, UnionType}:
        return _core(next(arg for arg in args if arg is not type(None)))
    return annotation
