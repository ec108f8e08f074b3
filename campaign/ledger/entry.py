"""What one transaction will append, collected first: the lock is held only while writing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from campaign.ledger.chain import storable
from campaign.ledger.events import Decision, HandIn, JobRun, Observation
from campaign.ledger.times import written


class Kind(StrEnum):
    """The kinds of record."""

    OBSERVATION = "observation"
    UNCHANGED = "unchanged"
    RECEIPT = "receipt"
    DECISION = "decision"
    JOB = "job"
    GUARDS = "guards"


@dataclass(frozen=True, slots=True)
class Line:
    """A record but for what only the ledger knows: its place in the chain.

    Attributes:
        told: Sources that were seen unchanged or decided on.
    """

    kind: Kind
    at: str
    source: str | None = None
    unit: str | None = None
    run: str | None = None
    body: Mapping[str, Any] = field(default_factory=dict)
    told: tuple[str, ...] = ()
    contents: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(slots=True)
class Entry:
    """Everything that one transaction appends, in order.

    Observations stay as they are: what changed is found when they are written.
    """

    lines: list[Line | Observation] = field(default_factory=list)

    def observe(self, observation: Observation) -> None:
        """A look at a source that is new, has changed, or could not be read.

        Raises:
            ValueError: a moment has no zone.
        """
        if observation.observed_at.tzinfo is None:
            raise ValueError("a ledger takes aware moments only")
        self.lines.append(observation)

    def unchanged(self, sources: Iterable[str], at: datetime) -> None:
        """Sources found just as last observed: one record, however many they are."""
        named = tuple(storable(source) for source in sources)
        if named:
            self.lines.append(Line(Kind.UNCHANGED, written(at), told=named))

    def receipt(self, hand_in: HandIn) -> None:
        """A hand-in by a button."""
        body = {
            "deliverable": hand_in.deliverable,
            "code": hand_in.code,
            "account": hand_in.account,
            "sha256": hand_in.sha256,
        }
        at = written(hand_in.received_at)
        source = storable(hand_in.source) or None
        self.lines.append(Line(Kind.RECEIPT, at, source, hand_in.unit, body=body))

    def decision(self, decision: Decision) -> None:
        """What a run decided; every source of it must have been observed before."""
        body = {
            "as_of": decision.as_of.isoformat(),
            "campaign": decision.campaign,
            "inputs": decision.inputs,
            "outputs": decision.outputs,
            "anchor": decision.anchor,
            "workbook": decision.workbook,
            "workbook_after": decision.workbook_after,
            "skipped": list(decision.skipped),
            "verdicts": decision.verdicts,
        }
        if decision.settings:
            body["settings"] = dict(decision.settings)
        if decision.press:
            body["press"] = decision.press
        contents = {"workbook_before": decision.workbook_before}
        at = written(decision.decided_at)
        sources = tuple(storable(source) for source in decision.sources)
        run = storable(decision.run)
        self.lines.append(
            Line(Kind.DECISION, at, run=run, body=body, told=sources, contents=contents)
        )

    def note_job(self, job: JobRun) -> None:
        """A finished run of a periodic job."""
        body = {
            "started": written(job.started),
            "outcome": job.outcome,
            "detail": dict(job.detail),
        }
        at = written(job.ended)
        self.lines.append(Line(Kind.JOB, at, run=storable(job.job), body=body))
