"""What the last run into a workbook read, so that papers need no more than the workbook's name."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from addin.run_request import RunRequest
from campaign.errors import UsageError

_BY_URL = "url"
"""Stands for a ledger whose address is not kept."""


def remember(request: RunRequest) -> None:
    """Keep what a run into a workbook was asked; where that can't be written, nothing is kept."""
    if request.workbook is None:
        return
    path = _place(request.workbook)
    known = {
        "sources": [_whole(source) for source in request.sources],
        "campaign": _whole(request.campaign) if _is_file(request.campaign) else request.campaign,
        "as_of": request.as_of.isoformat(),
        "ledger": _ledger(request.ledger),
        "from_ledger": request.from_ledger,
    }
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(known), "utf-8")
    except OSError:
        path.unlink(missing_ok=True)


def recall(workbook: Path) -> RunRequest:
    """The request of the last run into a workbook on this computer.

    Raises:
        UsageError: there is no such workbook, or no run into it is remembered.
    """
    if not workbook.exists():
        raise UsageError(f"Không có sổ “{workbook}”. Hãy kiểm tra lại tên tệp.")
    try:
        known = json.loads(_place(workbook).read_text("utf-8"))
        sources = [str(source) for source in known["sources"]]
        moment = datetime.fromisoformat(known["as_of"])
        ledger, reads = str(known["ledger"]), bool(known["from_ledger"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(
            f"Máy này chưa nhớ lần chạy nào vào sổ “{workbook.name}”. Hãy thêm --source và thư mục "
            "tệp của các đơn vị, hoặc chạy `thidua run` trước."
        ) from error
    campaign = str(known["campaign"])
    place = _named() if ledger == _BY_URL else ledger
    return RunRequest(sources, workbook, campaign, moment, ledger=place, from_ledger=reads)


def request_for(
    workbook: Path, sources: list[str], campaign: str, as_of: datetime | None
) -> RunRequest:
    """The last run's request with what the user names anew.

    Raises:
        UsageError: nothing is remembered, and sources, campaign or moment are not named.
    """
    if sources and campaign and as_of:
        return RunRequest(sources, workbook, campaign, as_of)
    known = recall(workbook)
    return replace(
        known,
        sources=sources or known.sources,
        campaign=campaign or known.campaign,
        as_of=as_of or known.as_of,
    )


def _ledger(place: str) -> str:
    """The ledger as it may be kept: a URL can hold a password, so it is not."""
    if "://" in place:
        return _BY_URL
    return _whole(place) if place else ""


def _named() -> str:
    """The ledger that the environment names."""
    from campaign.ledger.places import named_place

    place = named_place()
    if not place:
        raise UsageError(
            "Lần chạy trước dùng sổ theo dõi trên máy chủ. Hãy đặt địa chỉ của sổ đó vào biến môi "
            "trường THIDUA_LEDGER rồi chạy lại."
        )
    return place


def _place(workbook: Path) -> Path:
    from campaign.reading.cache_place import default_cache

    mark = hashlib.sha256(os.fsencode(workbook.resolve())).hexdigest()[:32]
    return default_cache().parent / "runs" / f"{mark}.request.json"


def _whole(source: Path | str) -> str:
    """A path or pattern that means the same in any folder."""
    return str(Path.cwd() / source)


def _is_file(campaign: str) -> bool:
    return Path(campaign).suffix == ".toml"
