"""Was exactly this run done already? Then nothing is read, judged or written again.

A run is the same when plan, roster, moment, our own code, every source and the workbook are the
same. Sources count by their stat unless they were touched a moment ago; the workbook by its hash.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from campaign.intake.source_file import SourceFile
    from campaign.usecases import MainJob

_RACY_NS = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Memory:
    """What is remembered of the last run into one workbook.

    Attributes:
        path: The small file that remembers it.
        mark: Everything that shaped the run, as one hash; empty when it must not be trusted.
        workbook: The district workbook.
    """

    path: Path
    mark: str
    workbook: Path

    def said(self) -> list[str] | None:
        """The sentences of the same run; ``None`` when this one is another."""
        try:
            known = json.loads(self.path.read_text("utf-8"))
            same = bool(self.mark) and known["mark"] == self.mark
            if same and known["workbook"] == _hash(self.workbook):
                return [str(sentence) for sentence in known["said"]]
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return None

    def differs(self) -> bool:
        """Whether what is known of the last run into the workbook surely differs from now."""
        try:
            known = json.loads(self.path.read_text("utf-8"))
            same = known["mark"] == self.mark and known["workbook"] == _hash(self.workbook)
        except (OSError, ValueError, KeyError, TypeError):
            return False
        return bool(self.mark) and not same

    def keep(self, said: Sequence[str], standing: Path | None = None) -> None:
        """Remember a complete run; where that can't be written the next one runs in full.

        Args:
            said: What the run said.
            standing: The workbook as written, where it has not taken its place yet.
        """
        if not self.mark:
            return
        known = {"mark": self.mark, "workbook": _hash(standing or self.workbook), "said": [*said]}
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.write_text(json.dumps(known, ensure_ascii=False), "utf-8")
        except OSError:
            self.path.unlink(missing_ok=True)


def memory_of(job: MainJob, workbook: Path, files: Sequence[SourceFile]) -> Memory:
    """The memory of the last run into ``workbook``, and the mark of this one."""
    from campaign.reading.cache_place import code_mark, default_cache

    place = hashlib.sha256(str(workbook.resolve()).encode()).hexdigest()[:32]
    path = default_cache().parent / "runs" / f"{place}.json"
    stats = [_stat(file) for file in files]
    if not all(stats):
        return Memory(path, "", workbook)
    ours = code_mark(Path(__file__).parent) + code_mark()
    plan = (job.campaign, job.packs, job.roster.units, job.roster.parents)
    shape = (*plan, job.as_of, ours, stats)
    mark = hashlib.sha256(repr(shape).encode("utf-8", "surrogatepass"))
    return Memory(path, mark.hexdigest(), workbook)


def _stat(file: SourceFile) -> str:
    """Name and stat of a source; empty when a change could hide behind it."""
    found = file.path.stat()
    if time.time_ns() - max(found.st_mtime_ns, found.st_ctime_ns) < _RACY_NS:
        return ""
    return f"{file.name}|{found.st_size}|{found.st_mtime_ns}|{found.st_ctime_ns}|{found.st_ino}"


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
