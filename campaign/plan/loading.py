"""Campaign definitions: found, read, checked, and every mistake explained at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from campaign.errors import UsageError
from campaign.mistakes import Mistake, all_sentences, did_you_mean
from campaign.plan.consistency import Fault
from campaign.plan.definition import Campaign
from campaign.plan.toml_file import Shipped, in_lines, parsed
from campaign.roster.units import Roster, check_roster, load_roster, shipped_rosters

if TYPE_CHECKING:
    from campaign.plan.rule_packs import RulePack

__all__ = [
    "Mistake",
    "check_campaign",
    "definition_bytes",
    "load_campaign",
    "load_campaign_roster",
    "load_campaign_rules",
    "shipped_campaigns",
]


_SHIPPED = Shipped("campaigns", "đợt thi đua")


def shipped_campaigns() -> list[str]:
    """Names of the campaigns that come with the program."""
    return _SHIPPED.names()


def definition_bytes(name_or_path: str | Path) -> bytes:
    """The definition exactly as stored, for hashing.

    Raises:
        UsageError: there is neither a shipped campaign nor a readable file of that name.
    """
    return _SHIPPED.content(name_or_path)


def load_campaign(name_or_path: str | Path) -> Campaign:
    """A shipped campaign by name, or one of a TOML file.

    Raises:
        UsageError: the file is missing or has mistakes; its sentence lists them all.
    """
    campaign, mistakes = _read(name_or_path)
    if campaign is None or mistakes:
        opening = f"Tệp đợt thi đua “{name_or_path}” có {len(mistakes)} chỗ cần sửa:"
        raise UsageError(all_sentences(opening, mistakes))
    return campaign


def load_campaign_roster(name_or_path: str | Path) -> Roster:
    """The roster a campaign names: shipped, or a CSV file beside the definition.

    Raises:
        UsageError: the campaign or the roster cannot be used.
    """
    named = load_campaign(name_or_path).campaign.roster
    return load_roster(_roster_source(name_or_path, named) or named)


def load_campaign_rules(name_or_path: str | Path) -> tuple[RulePack, ...]:
    """The office's own rule packs: files beside the definition, in the order named.

    Raises:
        UsageError: the campaign or a pack cannot be used.
    """
    named = load_campaign(name_or_path).campaign.rules
    if not named:
        return ()
    from campaign.plan.rule_loading import load_rules

    return tuple(load_rules(Path(name_or_path).parent / one) for one in named)


def check_campaign(path: str | Path) -> list[Mistake]:
    """Every mistake of a definition and of the roster it names, in the order of their lines.

    A file that is no TOML has one mistake only: the parser stops at the first.

    Raises:
        UsageError: the definition cannot be opened.
    """
    return _read(path)[1]


def _read(name_or_path: str | Path) -> tuple[Campaign | None, list[Mistake]]:
    data, text, unread = parsed(_SHIPPED.file_name(name_or_path), definition_bytes(name_or_path))
    return (None, unread) if unread else _checked(name_or_path, data, text)


def _checked(
    name_or_path: str | Path, data: dict[str, Any], text: str
) -> tuple[Campaign | None, list[Mistake]]:
    """The campaign, if its own tables are sound, and all mistakes, its roster's and rules' too."""
    campaign, faults = _validated(data)
    header = data.get("campaign")
    named = header.get("roster") if isinstance(header, dict) else None
    of_roster: list[Mistake] = []
    if isinstance(named, str) and named.strip():
        missing, of_roster = _roster_of(name_or_path, named.strip())
        faults = [*faults, *missing]
    without, of_rules = _rules_of(name_or_path, header)
    faults = [*faults, *without]
    mistakes = in_lines(_SHIPPED.file_name(name_or_path), text, faults)
    return campaign, mistakes + of_roster + of_rules


def _validated(data: dict[str, Any]) -> tuple[Campaign | None, list[Fault]]:
    try:
        return Campaign.model_validate(data), []
    except ValidationError as error:
        from campaign.plan.shape_faults import explain

        return None, explain(error, data)


def _roster_of(name_or_path: str | Path, named: str) -> tuple[list[Fault], list[Mistake]]:
    """What is wrong with the reference to a roster, and with the roster itself."""
    source = _roster_source(name_or_path, named)
    if source is not None:
        return [], check_roster(source)[1]
    wrong = f"không tìm thấy danh sách đơn vị “{named}”."
    known = shipped_rosters()
    mend = f"Dùng một tên có sẵn ({', '.join(known)}) hoặc đặt tệp .csv cạnh tệp này."
    mend += did_you_mean(named, known)
    return [Fault(("campaign", "roster"), wrong, mend)], []


def _rules_of(name_or_path: str | Path, header: object) -> tuple[list[Fault], list[Mistake]]:
    """What is wrong with the references to the office's rule packs, and with the packs."""
    named = header.get("rules") if isinstance(header, dict) else None
    faults, found = list[Fault](), list[Mistake]()
    for number, one in enumerate(named if isinstance(named, list) else ()):
        if not isinstance(one, str):
            continue
        beside = Path(name_or_path).parent / one
        if not _SHIPPED.has(name_or_path) and beside.is_file():
            from campaign.plan.rule_loading import check_rules

            found += check_rules(beside)
        else:
            wrong = f"không tìm thấy tệp quy định “{one}”."
            mend = "Đặt tệp .toml ấy cạnh tệp này; quy định có sẵn thì không cần ghi."
            faults.append(Fault(("campaign", "rules", number), wrong, mend))
    return faults, found


def _roster_source(name_or_path: str | Path, named: str) -> str | Path | None:
    """A shipped roster's name, a file beside the definition, or ``None`` when there is neither."""
    if named in shipped_rosters():
        return named
    beside = Path(name_or_path).parent / named
    return beside if not _SHIPPED.has(name_or_path) and beside.is_file() else None
