"""What a press tells once its workbook stands: the ledger, and the memory of the last run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from addin.last_run import remember
from campaign.office_time import from_office

if TYPE_CHECKING:
    from addin.buttons.door import Door, NewFile
    from addin.run_request import RunOutcome, RunRequest
    from addin.unchanged import Memory


@dataclass(frozen=True, slots=True)
class Told:
    """A press that decided, as it is recorded.

    Attributes:
        request: What was judged, and for which workbook.
        outcome: What was decided.
        keys: The ledger's keys of the sources.
        memory: What is known of the last run into the workbook, where anything is.
        sentence: The one that closes the press.
        whole: Whether every sheet was written, as a run writes it.
        answers: What was filled into the workbook's empty settings, by label.
        button: Label of the button.
    """

    request: RunRequest
    outcome: RunOutcome
    keys: tuple[str, ...]
    memory: Memory | None
    sentence: str
    whole: bool
    answers: Mapping[str, str]
    button: str


def tell(told: Told, door: Door) -> None:
    """Record a press as soon as its workbook stands."""
    door.settle(lambda new: _tell(told, door, new))


def _tell(told: Told, door: Door, new: NewFile | None) -> None:
    if told.request.ledger:
        _decide(told, new)
    if not door.named:
        return  # a server presses for others, in workbooks that are no files of its own
    request = told.request if new is None else replace(told.request, workbook=new.target)
    remember(request)
    same = new is not None and new.old == new.target
    if (
        told.memory is not None
        and new is not None
        and same
        and told.whole
        and told.outcome.complete
    ):
        told.memory.keep([told.sentence], new.made)


def _decide(told: Told, new: NewFile | None) -> None:
    """Tell the ledger as a run does; a workbook that is open in a program is not kept in it."""
    from addin.recording import Made, Recorder, hash_of, open_for

    request, outcome = told.request, told.outcome
    campaign = outcome.campaign
    name = request.workbook.name if request.workbook is not None else ""
    made = Made(
        *(outcome.result, outcome.report(), told.keys, name),
        settings=told.answers,
        press=told.button,
    )
    if new is not None:
        made = replace(
            made, workbook=new.target.name, before=new.old.read_bytes(), after=hash_of(new.made)
        )
    ledger = open_for(request.ledger, campaign.campaign.id, create=False)
    try:
        now = request.now or from_office(request.as_of)
        Recorder(ledger, campaign, request.as_of, now).decide(made)
    finally:
        ledger.close()
