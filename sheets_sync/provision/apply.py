"""Carries out provision: reads what is there, plans, makes, shares, then writes once a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from campaign.roster.units import Unit
from sheets_sync.gsheets.errors import GoogleError, RetryLater, SkipUnit, Stop
from sheets_sync.gsheets.google import Google
from sheets_sync.gsheets.provision_failures import not_drawn
from sheets_sync.provision.access import Access, read_access
from sheets_sync.provision.asked import Provision, Provisioned
from sheets_sync.provision.current import FIELDS, Current, read_current
from sheets_sync.provision.doubles import settle
from sheets_sync.provision.finding import Finder
from sheets_sync.provision.plan import UnitPlan, plan_unit
from sheets_sync.provision.step import Step

__all__ = ["Provision", "Provisioned", "provision"]

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much is done, and of how much."""

_MARK = Step("ghi lại dấu của văn phòng trên tệp", ())
_TRIES = 3
_WORKERS = 8


def provision(
    google: Google, asked: Provision, progress: Progress, *, dry_run: bool = False
) -> Iterator[Provisioned]:
    """Bring every unit's spreadsheet to what it should be, in roster order.

    Raises:
        Stop: nothing will work until a person acts.
    """
    if asked.folder:
        google.check_folder(asked.folder)
    worker = _Worker(google, asked, Finder.of(google, asked), dry_run=dry_run)
    with ThreadPoolExecutor(_WORKERS) as pool:
        waiting = [pool.submit(worker.one, unit) for unit in asked.units]
        try:
            for number, future in enumerate(waiting, 1):
                yield future.result()
                progress("Lập bảng tính", number, len(waiting))
        except Stop:
            pool.shutdown(cancel_futures=True)
            raise


@dataclass(frozen=True, slots=True)
class _Worker:
    google: Google
    asked: Provision
    finder: Finder
    dry_run: bool

    def one(self, unit: Unit) -> Provisioned:
        """One unit, whatever happens to others; ``Stop`` goes on to the caller."""
        try:
            return self._bring(unit)
        except Stop:
            raise
        except GoogleError as error:
            return Provisioned(unit, None, error)

    def _bring(self, unit: Unit) -> Provisioned:
        found = self.finder.find(unit)
        file, spares = found.file, found.spares
        plan = replace(self._plan(unit, file), spares=spares)
        if not found.marked:
            plan = replace(plan, steps=(_MARK, *plan.steps))
        if self.dry_run or plan.idle:
            return Provisioned(unit, plan)
        todo = plan
        if not file:
            file, spares, mine = self._made(unit)
            todo = plan if mine else self._plan(unit, file)
        if not found.marked:
            self.google.mark(file, self.asked.campaign.campaign.id, unit.id, unit.name)
        self.asked.note(unit, file)
        for spare in spares:
            self.google.bin(spare, unit.name)
        refused = self._share(unit, file, todo)
        if set(refused) & set(self.asked.editors):
            todo = self._plan(unit, file, without=refused)
        self._write(unit, file, todo, without=refused)
        return Provisioned(unit, plan, refused=refused)

    def _made(self, unit: Unit) -> tuple[str, tuple[str, ...], bool]:
        """A new file, unless another machine made one at the same moment; empty doubles.

        Also whether the file is the one that was made here just now.
        """
        wanted, campaign = self.asked.wanted(unit), self.asked.campaign.campaign.id
        made = self.google.create(wanted.title, campaign, unit.id, self.asked.folder)
        self.asked.note(unit, made)
        others = [t for t in self.google.twins(campaign, unit.id, unit.name) if t.id != made]
        if not others:
            return made, (), True
        own = self.google.twin(made, unit.name)
        kept, spares = settle(self.google, wanted, [*others, own] if own else others)
        return kept, spares, kept == made

    def _plan(self, unit: Unit, file: str, without: Iterable[str] = ()) -> UnitPlan:
        """What is to be done in a file; addresses that Google refuses are left out."""
        refused = set(without)
        editors = [one for one in self.asked.editors if one not in refused]
        addresses = [a for a in self.asked.accounts.get(unit.id, ()) if a not in refused]
        access: Access | None = None
        current: Current | None = None
        if file:
            current = read_current(self.google.structure(file, unit.name, FIELDS))
            if addresses or editors[1:]:
                access = read_access(self.google.permissions(file, unit.name))
        return plan_unit(
            self.asked.wanted(unit), file, current, editors, addresses=addresses, access=access
        )

    def _share(self, unit: Unit, file: str, plan: UnitPlan) -> dict[str, GoogleError]:
        """Let people in; whom Google refuses, and why. Others are let in all the same."""
        refused: dict[str, GoogleError] = {}
        for address in plan.shares:
            try:
                self.google.share(file, address, unit.name, notify=self.asked.notify)
            except SkipUnit as error:
                if error.code != "not_shared":
                    raise
                refused[address] = error
        return refused

    def _write(self, unit: Unit, file: str, plan: UnitPlan, without: Iterable[str]) -> None:
        """One request; after an answer that was lost or a refusal, look again before writing again.

        What is refused may be so because another machine wrote the same a moment before.
        """
        for turn in range(_TRIES):
            requests = plan.requests
            if not requests:
                return
            try:
                self.google.batch_update(file, requests, unit.name)
            except RetryLater as error:
                if not error.maybe_done or turn == _TRIES - 1:
                    raise
                plan = self._plan(unit, file, without)
            except SkipUnit as error:
                if error.code != "bad_request":
                    raise
                plan = self._plan(unit, file, without)
                if plan.requests == requests or turn == _TRIES - 1:
                    raise not_drawn(unit.name, error.said) from None
            else:
                return
