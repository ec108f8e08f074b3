"""A run with a ledger: on files, on the ledger's own content, or as it would have been."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from addin.recording import Made, Recorder, hash_of, hash_of_text, keys_of, open_for, until
from addin.stored import Stored, stored
from campaign.errors import UsageError
from campaign.ledger.found import Decided
from campaign.ledger.preparing import Purpose
from campaign.office_time import from_office

if TYPE_CHECKING:
    from addin.run_request import RunOutcome, RunRequest
    from campaign.intake.source_file import SourceFile
    from campaign.interval import Interval
    from campaign.records import SourceRecords
    from campaign.result.unread import Unread
    from campaign.usecases import MainJob


_SAME = "Mọi kết quả trùng với lần ấy."
_CHANGED = (
    "Kết quả KHÔNG trùng với lần ấy: kế hoạch, danh sách đơn vị hoặc phần mềm đã đổi từ đó đến nay."
)


@dataclass(slots=True)
class Watch:
    """What a run with a ledger does beside the main job.

    Attributes:
        recorder: This run's side of the ledger.
        stored: What the ledger gives to read; ``None`` when files are read.
        rebuild: Whether the past is made again; nothing is recorded then.
        past: The decision whose office facts are used for that, if there was one.
        same: Whether that decision judged at this very moment.
        silent: Whether the ledger is asked and not told.
        keys: The ledger's keys of the sources, once they were looked at.
    """

    recorder: Recorder
    stored: Stored | None = None
    rebuild: bool = False
    past: Decided | None = None
    same: bool = False
    silent: bool = False
    keys: tuple[str, ...] = ()
    _before: bytes = b""
    _folder: AbstractContextManager[str] | None = field(default=None)

    def office(self, workbook: Path | None) -> Path | None:
        """The workbook whose office facts count: today's, or that of the past."""
        if not self.rebuild:
            if workbook is not None and workbook.exists():
                self._before = workbook.read_bytes()
            return workbook
        if self.past is None or not self.past.workbook_before:
            return None
        folder = tempfile.TemporaryDirectory(prefix="thidua-")
        self._folder = folder
        # Evidence names the office's workbook, so the copy keeps its name.
        path = Path(folder.name) / Path(self.past.workbook).name
        path.write_bytes(self.recorder.ledger.content(self.past.workbook_before))
        return path

    def looked(
        self,
        files: Sequence[SourceFile],
        records: Sequence[SourceRecords],
        unread: Sequence[Unread],
    ) -> dict[tuple[str, str], Interval]:
        """Tell what was read; when each deliverable came in."""
        if self.stored is None:
            if not self.silent:
                self.recorder.observe(files, records, unread)
            self.keys = tuple(keys_of(files))
        else:
            self.keys = self.stored.keys
        return self.recorder.intervals(self.past.seq if self.past and self.same else None)

    def jobs(self, names: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
        """What is known of the periodic sync, as label and text; units by their ``names``."""
        from campaign.ledger.job_story import SYNC, job_story

        before = self.past.seq if self.past is not None and self.same else None
        events = self.recorder.ledger.jobs(SYNC, before=before)
        if self.rebuild and before is None:
            events = [event for event in events if event.at <= until(self.recorder.as_of)]
        return tuple(job_story(events).facts(names))

    def anchor(self) -> str:
        """The ledger's end, as the workbook prints it."""
        if self.past is not None and self.same:
            return self.past.anchor
        moment = until(self.recorder.as_of) if self.rebuild else None
        return str(self.recorder.ledger.anchor(moment))

    def decided(self, outcome: RunOutcome, workbook: Path | None) -> list[str]:
        """Record the decision; after a rebuild compare instead. Says what the user should know."""
        if self.rebuild:
            return [self._compared(outcome, workbook)]
        name = workbook.name if workbook is not None else ""
        made = Made(
            *(outcome.result, outcome.report(), self.keys, name, self._before),
            *(hash_of(workbook), outcome.answers),
        )
        self.recorder.decide(made)
        ledger = self.recorder.ledger
        return [*ledger.said, f"Đã ghi vào sổ theo dõi {ledger.place}, mốc {ledger.anchor()}."]

    def _compared(self, outcome: RunOutcome, workbook: Path | None) -> str:
        """How the rebuilt workbook stands to that of the decision at this very moment."""
        past, moment = self.past, f"{self.recorder.as_of:%d/%m/%Y %H:%M}"
        if past is None or not self.same or workbook is None:
            return f"Đã dựng lại sổ như lúc {moment}; không có lần chạy nào đúng lúc đó để so."
        if hash_of(workbook) == past.workbook_after:
            return f"Sổ dựng lại trùng từng byte với sổ của lần chạy {past.run}."
        same = hash_of_text(outcome.report()) == past.outputs
        if not past.workbook_after:
            lead = (
                f"Lần chạy {past.run} là một lần bấm nút trong sổ đang mở, sổ theo dõi không giữ "
                "tệp của sổ lúc đó: sổ dựng lại chỉ theo nguồn, không có phần văn phòng tự ghi."
            )
            return f"{lead} Mọi kết quả vẫn trùng với lần ấy." if same else lead
        if past.press:
            lead = (
                f"Lần chạy {past.run} là một lần bấm nút {past.press}: nút ghi tiếp vào sổ đang có "
                "chứ không lập lại cả sổ, nên không so từng byte được."
            )
            return f"{lead} {_SAME if same else _CHANGED}"
        lead = f"Sổ dựng lại KHÔNG trùng từng byte với sổ của lần chạy {past.run}."
        if same:
            return (
                f"{lead} {_SAME} Vậy từ đó đến nay cách phần mềm ghi sổ đã đổi, hoặc lần ấy là một "
                "lần bấm nút mà phần mềm hồi đó chưa ghi rõ."
            )
        return f"{lead} {_CHANGED}"

    def close(self) -> None:
        """Let go of the ledger and of temporary files."""
        if self._folder is not None:
            self._folder.__exit__(None, None, None)
        self.recorder.ledger.close()


def watch_for(request: RunRequest, job: MainJob) -> Watch:
    """The watch of a run, with what the ledger gives it to read.

    Raises:
        UsageError: the ledger can't be used, knows nothing yet, or would be rebuilt into a
            workbook that is there, or of another kind than it was.
    """
    campaign = job.campaign
    reads = request.from_ledger
    purpose = Purpose.READING if reads and request.rebuild else Purpose.WRITING
    ledger = open_for(request.ledger, campaign.campaign.id, create=not reads, purpose=purpose)
    now = request.now or from_office(request.as_of)
    watch = Watch(Recorder(ledger, campaign, request.as_of, now), rebuild=request.rebuild)
    if not reads:
        return watch
    if request.rebuild:
        _refuse_existing(request.workbook)
        watch.past = ledger.last_decision(request.as_of)
        watch.same = watch.past is not None and watch.past.as_of == request.as_of
        _refuse_other_kind(request.workbook, watch.past)
    standings = watch.past.sources if watch.past and watch.same else None
    watch.stored = stored(ledger, standings or ledger.standings(until(request.as_of)))
    if not watch.stored.keys:
        raise UsageError(
            f"Sổ theo dõi {ledger.place} chưa có nguồn nào cho đến {request.as_of:%d/%m/%Y %H:%M}."
        )
    return watch


def _refuse_existing(workbook: Path | None) -> None:
    if workbook is not None and workbook.exists():
        raise UsageError(
            f"Đã có tệp “{workbook}”. Sổ dựng lại cho một lúc đã qua phải ghi ra tệp mới, để không "
            "ghi đè lên sổ đang dùng."
        )


def _refuse_other_kind(workbook: Path | None, past: Decided | None) -> None:
    """A workbook with macros is no workbook without: Excel opens neither under the other's name."""
    was = Path(past.workbook).suffix if past is not None else ""
    if workbook is not None and was and workbook.suffix.lower() != was.lower():
        raise UsageError(
            f"Lúc ấy sổ là tệp {was}, nên sổ dựng lại cũng phải là tệp {was}: "
            f"hãy ghi ra “{workbook.with_suffix(was).name}”."
        )
