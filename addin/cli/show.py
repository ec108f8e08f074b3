"""What the user sees: a progress line while it works, sentences when it is done."""

from __future__ import annotations

import os
import re
import shlex
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from addin.run_request import RunOutcome
    from campaign.mistakes import Mistake
    from campaign.usecases import Progress

_PARTING = re.compile(r"""[\s"'`$&|;<>()\[\]{}*?!#^%~=,+]""")
"""What a shell of Windows, Linux or macOS reads as more than a letter of a name."""

_MOST = 20
"""Unread files of which the screen says why; the workbook says it of all."""


def say(sentence: str) -> None:
    """Print one line for the user."""
    sys.stdout.write(f"{sentence}\n")


def as_word(path: Path) -> str:
    """A path as one word of a command to be copied: quoted where a shell would part it."""
    text = str(path)
    if not _PARTING.search(text):
        return text
    return f'"{text}"' if os.name == "nt" else shlex.quote(text)


def show_mistakes(file: str, mistakes: Sequence[Mistake]) -> int:
    """Every mistake of a file that an office edits; the exit code."""
    for mistake in mistakes:
        say(mistake.sentence())
    say(f"Có {len(mistakes)} lỗi cần sửa." if mistakes else f"{file}: không có lỗi.")
    return 2 if mistakes else 0


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """Progress on the terminal (standard error); silent where nobody watches."""
    if not sys.stderr.isatty():
        from campaign.usecases import no_progress

        yield no_progress
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, int] = {}

        def step(what: str, done: int, total: int) -> None:
            task = tasks.setdefault(what, len(tasks))
            if task == len(bar.tasks):
                bar.add_task(what, total=total)
            bar.update(bar.tasks[task].id, completed=done, total=total)

        yield step


def write_report(text: Iterator[str], target: str) -> None:
    """Write the JSON report to a file, or to standard output for ``-``."""
    if target == "-":
        sys.stdout.writelines(text)
        return
    from addin.package.atomic import write_text

    write_text(Path(target), text)


def show_outcome(outcome: RunOutcome, workbook: Path, *, quiet: bool) -> None:
    """The result in a few sentences; on standard error when the report went to the screen."""
    for sentence in summary(outcome, workbook):
        (sys.stderr if quiet else sys.stdout).write(f"{sentence}\n")


def summary(outcome: RunOutcome, workbook: Path) -> list[str]:
    """What was read, held, flagged and listed, and where it stands."""
    from campaign.labels import DOUBT, STANDING, VERDICT, standing_word
    from campaign.report.report import totals
    from campaign.result.verdicts import Verdict

    result = outcome.result
    counts = totals(result)
    account = (
        f"Đã đọc {counts['sources']} tệp, {counts['rows_in']} dòng: nhận {counts['accepted']}, "
        f"chờ làm rõ {counts['held']}, không nhận {counts['rejected']}."
    )
    lines = [account]
    words = Counter(map(standing_word, result.submissions))
    handed = ", ".join(
        f"{words[word]} {word.lower()}"
        for word in (*STANDING.values(), *DOUBT.values())
        if words[word]
    )
    lines.append(f"Nội dung phải nộp: {handed}.")
    judged = ", ".join(
        f"{counts['eligibility'][kind.value]} {VERDICT[kind].lower()}"
        for kind in Verdict
        if kind.value in counts["eligibility"]
    )
    lines.append(f"Điều kiện: {judged}.")
    lines += outcome.said
    if result.unread:
        lines.append(f"CHƯA ĐẦY ĐỦ: {len(result.unread)} tệp không đọc được:")
        lines += [f"  - {item.sentence}" for item in result.unread[:_MOST]]
        if len(result.unread) > _MOST:
            rest = len(result.unread) - _MOST
            lines.append(f"  … và {rest} tệp nữa: xem cuối trang Điều khiển.")
    lines.append(f"Sổ tổng hợp: {workbook}")
    return lines


def show_demo(outcome: RunOutcome, out: Path) -> None:
    """Where to look after the demo."""
    from addin.demo.run import WORKBOOK

    for sentence in summary(outcome, out / WORKBOOK):
        say(sentence)
    say(f"Biểu của các đơn vị: {out / 'units'}; báo cáo: {out / 'report.json'}.")
    say("Mở sổ tổng hợp và xem trang Điều khiển trước, rồi Cảnh báo, Giấy khen, Bằng khen.")
    say(f"Lập văn bản Word: thidua papers --workbook {as_word(out / WORKBOOK)}")
