"""The server's settings: one TOML file, every mistake of it explained at once."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from campaign.errors import UsageError, why_not
from campaign.mistakes import Mistake, all_sentences
from campaign.plan.toml_lines import TomlLines

GOOGLE_CERTIFICATES = "https://www.googleapis.com/oauth2/v1/certs"
"""Where Google publishes the certificates of its identity tokens."""

_WRONG = {"missing": "thiếu khóa này.", "extra_forbidden": "khóa này không có trong mẫu."}
_SAMPLES = {
    "audiences": 'audiences = ["1234-abc.apps.googleusercontent.com"]',
    "campaign": 'campaign = "q12-cchc-2020"',
    "office": 'office = ["phongnoivu@gmail.com"]',
    "units": 'units = { "phuong-tan-thoi-hiep" = ["ubnd.tth@gmail.com"] }',
    "accounts": 'accounts = "dia-chi.csv"',
    "sources": 'sources = ["C:/ThiDua/don-vi"]',
    "ledger": 'ledger = "C:/ThiDua/so-theo-doi.sqlite"',
    "certificates": f'certificates = "{GOOGLE_CERTIFICATES}"',
    "licence_key": 'licence_key = "noncommercial"',
}

Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Address = Annotated[
    str,
    StringConstraints(strip_whitespace=True, to_lower=True, pattern=r"^[^@\s,;]+@[^@\s,;]+$"),
]


class ServerSettings(BaseModel):
    """What the administrator decides.

    Attributes:
        audiences: OAuth client ids whose tokens count: those of the Google Cloud project of the
            scripts. A token for any other is refused.
        campaign: Shipped name or definition file.
        office: Accounts of the office; they press every button.
        units: Accounts by unit id; they press the unit's own buttons.
        accounts: A CSV file with a unit and its accounts a line, beside the settings: the same
            file that gives units their spreadsheets.
        sources: Folders and files that the office's buttons read.
        ledger: Path or URL of the ledger that is told of presses; empty for none.
        certificates: Where the keys of tokens are published.
        licence_key: Key of the xlwings remote engine.
        body_mb: Largest workbook taken, in megabytes of what a script sends.
        presses_a_minute: Presses of one account in a minute.
        seconds: How long a press may take; Google's scripts stop waiting after a minute.
        skew_seconds: How far the server's clock may be off.
        workers: Processes that press; 0 is one for each processor.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    audiences: Annotated[tuple[Words, ...], Field(min_length=1)]
    campaign: Words = "q12-cchc-2020"
    office: tuple[Address, ...] = ()
    units: dict[Words, tuple[Address, ...]] = {}
    accounts: Words | None = None
    sources: tuple[Words, ...] = ()
    ledger: str = ""
    certificates: Words = GOOGLE_CERTIFICATES
    licence_key: Words = "noncommercial"
    body_mb: Annotated[int, Field(ge=1, le=50)] = 10
    presses_a_minute: Annotated[int, Field(ge=1)] = 20
    seconds: Annotated[int, Field(ge=1, le=300)] = 50
    skew_seconds: Annotated[int, Field(ge=0, le=300)] = 10
    workers: Annotated[int, Field(ge=0, le=64)] = 0


def read_settings(path: Path) -> ServerSettings:
    """Read the file.

    Raises:
        UsageError: with every mistake of it, each with its line and the cure.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UsageError(f"Không mở được tệp cài đặt “{path}” ({why_not(error)}).") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"Tệp cài đặt “{path.name}”: hãy lưu lại với mã UTF-8.") from error
    try:
        return ServerSettings.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        from campaign.plan.toml_syntax import explain_syntax

        raise UsageError(explain_syntax(path.name, text, str(error)).sentence()) from error
    except ValidationError as error:
        raise UsageError(_sentences(path.name, text, error)) from error


def _sentences(file: str, text: str, error: ValidationError) -> str:
    from campaign.plan.toml_lines import dotted

    lines = TomlLines(text)
    mistakes = []
    for problem in error.errors(include_url=False):
        path = tuple(step for step in problem["loc"] if step != "[key]")
        wrong = _WRONG.get(problem["type"], f"“{problem['input']}” không dùng được ở đây.")
        mistakes.append(Mistake(file, lines.of(path), dotted(path), wrong, _mend(path)))
    return all_sentences(f"Tệp cài đặt “{file}” có {len(mistakes)} chỗ cần sửa:", mistakes)


def _mend(path: tuple[str | int, ...]) -> str:
    if str(path[0]) not in ServerSettings.model_fields:
        return f"Bỏ đi, hoặc dùng một trong các khóa: {', '.join(ServerSettings.model_fields)}."
    return f"Ví dụ đúng: {_SAMPLES.get(str(path[0]), f'{path[0]} = 10')}."
