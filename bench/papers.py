"""141 letters to 141 units, beside python-docx merely opening and saving the same template."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from io import BytesIO

from bench.figure import Bench, Figure

LETTERS = 141
AS_OF = datetime(2020, 11, 2, 8)  # noqa: DTZ001 - office time


def figures(bench: Bench) -> Iterator[Figure]:
    """Seconds for the letters, files on disk included."""
    from docx import Document

    from addin.papers.catalog import named
    from addin.papers.template_files import shipped_template
    from addin.papers.write import PapersRequest, write_papers
    from campaign.plan.loading import load_campaign, load_campaign_roster
    from campaign.usecases import MainJob

    name = "q12-cchc-2020"
    campaign, roster = load_campaign(name), load_campaign_roster(name)
    known = roster.on(AS_OF.date())
    owing = [unit for unit in known if campaign.group_of(unit.kind) is not None]
    # As many units as the whole run has workbooks, none of which handed anything in.
    units = tuple(
        replace(
            owing[number % len(owing)],
            id=f"{owing[number % len(owing)].id}-{number}",
            name=f"{owing[number % len(owing)].name} ({number})",
        )
        for number in range(LETTERS)
    )
    result = MainJob(campaign, type(roster)(units), AS_OF).decide([])
    kinds = named(("cong-van-don-doc",))
    request = PapersRequest(kinds, bench.out / "papers")
    start = time.perf_counter()
    written = write_papers(result, campaign, units, request)
    ours = time.perf_counter() - start
    if sum(written.counts.values()) != LETTERS:
        raise SystemExit(f"{written.counts} letters were written, not {LETTERS}")
    template = shipped_template(kinds[0])
    start = time.perf_counter()
    for _ in range(LETTERS):
        Document(BytesIO(template)).save(BytesIO())
    peer = time.perf_counter() - start
    yield Figure(
        f"{LETTERS} letters",
        f"{ours:.1f} s",
        f"{peer:.1f} s (python-docx opens and saves)",
        f"{ours / peer:.1f}",
        "under 20 s",
    )
