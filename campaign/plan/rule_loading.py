"""Rule packs: found, read, checked, and every mistake explained at once, as of a campaign."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from campaign.errors import UsageError
from campaign.mistakes import Mistake, all_sentences, did_you_mean
from campaign.plan.consistency import Fault
from campaign.plan.rule_packs import RuleId, RulePack
from campaign.plan.toml_file import Shipped, in_lines, parsed

_ONLY_FOR = {"levels": RuleId.CERTIFICATE_AUTHORITY, "effect": RuleId.DISSOLVED_UNIT}
"""Keys that mean something in one rule only."""


_SHIPPED = Shipped("rules", "tệp quy định")


def shipped_rules() -> list[str]:
    """Names of the packs that come with the program."""
    return _SHIPPED.names()


def load_rules(name_or_path: str | Path) -> RulePack:
    """A shipped pack by name, or one of a TOML file.

    Raises:
        UsageError: the file is missing or has mistakes; its sentence lists them all.
    """
    pack, mistakes = _read(name_or_path)
    if pack is None or mistakes:
        opening = f"Tệp quy định “{name_or_path}” có {len(mistakes)} chỗ cần sửa:"
        raise UsageError(all_sentences(opening, mistakes))
    return pack


def check_rules(name_or_path: str | Path) -> list[Mistake]:
    """Every mistake of a pack, in the order of its lines.

    Raises:
        UsageError: the file cannot be opened.
    """
    return _read(name_or_path)[1]


def _read(name_or_path: str | Path) -> tuple[RulePack | None, list[Mistake]]:
    file = _SHIPPED.file_name(name_or_path)
    data, text, unread = parsed(file, _SHIPPED.content(name_or_path))
    if unread:
        return None, unread
    pack, faults = _validated(data)
    return pack, in_lines(file, text, faults)


def _validated(data: Mapping[str, Any]) -> tuple[RulePack | None, list[Fault]]:
    try:
        return RulePack.model_validate(data), find_rule_faults(data)
    except ValidationError as error:
        from campaign.plan.shape_faults import explain

        return None, explain(error, data, RulePack, find_rule_faults)


def find_rule_faults(data: Mapping[str, Any]) -> list[Fault]:
    """What the tables of a pack say of one another: references that lead nowhere, and days."""
    rules, sources = _tables(data, "rules"), _tables(data, "sources")
    return [*_days(data), *_repeated(rules), *_sources(rules, sources), *_misplaced(rules)]


def _tables(data: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    found = data.get(key)
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []


def _days(data: Mapping[str, Any]) -> Iterator[Fault]:
    starts, ends = data.get("effective_from"), data.get("effective_to")
    if type(starts) is type(ends) and starts is not None and ends is not None and ends < starts:
        wrong = f"ngày hết hiệu lực sớm hơn ngày có hiệu lực ({starts})."
        yield Fault(("effective_to",), wrong, "Sửa một trong hai ngày.")


def _repeated(rules: Sequence[Mapping[str, Any]]) -> Iterator[Fault]:
    seen: dict[object, int] = {}
    for number, rule in enumerate(rules):
        key = rule.get("id")
        if isinstance(key, str) and seen.setdefault(key, number) != number:
            wrong = f"“{key}” đã có ở mục rules thứ {seen[key] + 1}."
            yield Fault(("rules", number, "id"), wrong, "Mỗi điều chỉ ghi một mục.")


def _sources(
    rules: Sequence[Mapping[str, Any]], sources: Sequence[Mapping[str, Any]]
) -> Iterator[Fault]:
    numbers = [one["number"] for one in sources if isinstance(one.get("number"), str)]
    for number, rule in enumerate(rules):
        named = rule.get("source")
        if isinstance(named, str) and numbers and named not in numbers:
            mend = f"Dùng một trong: {', '.join(numbers)}.{did_you_mean(named, numbers)}"
            wrong = f"không có văn bản nào ở mục sources mang số “{named}”."
            yield Fault(("rules", number, "source"), wrong, mend)


def _misplaced(rules: Sequence[Mapping[str, Any]]) -> Iterator[Fault]:
    for number, rule in enumerate(rules):
        for key, only in _ONLY_FOR.items():
            if key in rule and rule.get("id") != only.value:
                wrong = f"khóa này chỉ có nghĩa ở điều id = “{only.value}”."
                yield Fault(("rules", number, key), wrong, "Bỏ dòng này.")
        if rule.get("id") == RuleId.CERTIFICATE_AUTHORITY.value and not rule.get("levels"):
            wrong = "thiếu các cấp được tặng Giấy khen."
            mend = 'Thêm một dòng levels = ["xã", "phường"].'
            yield Fault(("rules", number, "levels"), wrong, mend)
