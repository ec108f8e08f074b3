"""Campaign definitions: found, read, checked, and every mistake explained at once."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from campaign.errors import UsageError
from campaign.mistakes import Mistake, all_sentences, did_you_mean
from campaign.plan.consistency import Fault
from campaign.plan.definition import Campaign
from campaign.plan.toml_lines import TomlLines, dotted
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


def shipped_campaigns() -> list[str]:
    """Names of the campaigns that come with the program."""
    folder = resources.files("templates") / "campaigns"
    return sorted(item.name[:-5] for item in folder.iterdir() if item.name.endswith(".toml"))


def definition_bytes(name_or_path: str | Path) -> bytes:
    """The definition exactly as stored, for hashing.

    Raises:
        UsageError: there is neither a shipped campaign nor a readable file of that name.
    """
    if isinstance(name_or_path, str) and name_or_path in shipped_campaigns():
        return (resources.files("templates") / "campaigns" / f"{name_or_path}.toml").read_bytes()
    try:
        return Path(name_or_path).read_bytes()
    except (OSError, ValueError) as error:
        known = ", ".join(shipped_campaigns())
        raise UsageError(
            f"Không mở được đợt thi đua “{name_or_path}”. Dùng một tên có sẵn ({known}) "
            "hoặc đường dẫn tới tệp .toml."
        ) from error


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
    file = _shown(name_or_path)
    text, mistake = _text(file, definition_bytes(name_or_path))
    if mistake:
        return None, [mistake]
    try:
        data = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        from campaign.plan.toml_syntax import explain_syntax

        return None, [explain_syntax(file, text, str(error))]
    return _checked(name_or_path, data, text)


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
    lines, file = TomlLines(text), _shown(name_or_path)
    mistakes = [
        Mistake(file, lines.of(fault.path), dotted(fault.path), fault.wrong, fault.mend)
        for fault in faults
    ]
    return campaign, sorted(mistakes, key=lambda mistake: mistake.line) + of_roster + of_rules


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
        if _is_file(name_or_path) and beside.is_file():
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
    return beside if _is_file(name_or_path) and beside.is_file() else None


def _is_file(name_or_path: str | Path) -> bool:
    return isinstance(name_or_path, Path) or name_or_path not in shipped_campaigns()


def _shown(name_or_path: str | Path) -> str:
    """File name for messages; never a whole path."""
    return Path(name_or_path).name if _is_file(name_or_path) else f"{name_or_path}.toml"


def _text(file: str, data: bytes) -> tuple[str, Mistake | None]:
    """The text of a definition; a byte order mark from Notepad is no mistake."""
    try:
        return data.decode("utf-8-sig"), None
    except UnicodeDecodeError:
        mend = "Lưu lại tệp với mã UTF-8 (Notepad: Save As, Encoding: UTF-8)."
        return "", Mistake(file, 0, "", "tệp không phải mã UTF-8.", mend)
