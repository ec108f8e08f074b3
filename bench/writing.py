"""Writing the district workbook apart: a formatted table a sheet, beside plain XlsxWriter."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import xlsxwriter

from addin.run import prepare
from addin.run_request import RunRequest
from addin.workbook.fill import write_workbook
from bench.figure import Bench, Figure
from bench.generate import plan_of, units
from bench.whole import AS_OF, UNITS
from campaign.columns import FORMS
from campaign.result.whole import Result
from campaign.usecases import MainJob

_TURNS = 3


def figures(bench: Bench) -> Iterator[Figure]:
    """Processor seconds, the least of three, in turn. XlsxWriter writes the bare rows only."""
    folder, out = units(bench.out, UNITS), bench.out / "writing.xlsx"
    plan = str(plan_of(bench.out, UNITS))
    moment = datetime.fromisoformat(AS_OF)
    ready = prepare(RunRequest([folder], out, plan, moment, remember=False))
    sources, unread = ready.job.read(ready.files)
    result = ready.job.decide(sources, unread=unread)
    ours, peer = [], []
    for _ in range(_TURNS):
        peer.append(_seconds_of_xlsxwriter(result, bench.out / "plain.xlsx"))
        ours.append(_seconds_of_ours(ready.job, result, out))
    yield Figure(
        f"writing, {UNITS} workbooks' {sum(len(s.rows) for s in sources):,} rows",
        f"{min(ours):.2f} s",
        f"XlsxWriter, plain rows {min(peer):.2f} s",
        f"{min(ours) / min(peer):.2f} of it",
    )


def _seconds_of_ours(job: MainJob, result: Result, out: Path) -> float:
    """The whole workbook: all sheets, styles, heights, validations, charts."""
    start = time.process_time()
    write_workbook(result, job.campaign, job.roster.on(job.day), out, book=None)
    return time.process_time() - start


def _seconds_of_xlsxwriter(result: Result, out: Path) -> float:
    """The same rows under each other, a sheet a form, in the library's fastest mode."""
    start = time.process_time()
    with xlsxwriter.Workbook(str(out), {"constant_memory": True}) as book:
        for form, columns in FORMS.items():
            sheet = book.add_worksheet(form.value)
            sheet.write_row(0, 0, [column.label for column in columns])
            rows = (row for source in result.sources for row in source.of(form))
            for line, row in enumerate(rows, 1):
                sheet.write_row(line, 0, [row.id, *row.values])
    return time.process_time() - start
