"""Which file is a unit's: listed by its mark, remembered, or known by its name and our tabs.

======================  =============================  ===========================================
the listing shows       else                           the unit's file
======================  =============================  ===========================================
one                                                    that one
several                                                by ``doubles``
none                    remembered, and still there    that one; marked where it has no mark
none                    one of its name with our tabs  with ``adopt`` that one, else it is named
none                    nothing                        to be made
======================  =============================  ===========================================

Marks are seen by the Cloud project alone that wrote them. With a key of another project every file
seems to be lost, and would be made a second time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from campaign.roster.units import Unit
from sheets_sync.gsheets.google import Google
from sheets_sync.gsheets.listed import Listed
from sheets_sync.gsheets.provision_failures import (
    other_account,
    other_project,
    two_files,
    unmarked,
)
from sheets_sync.provision.asked import Provision
from sheets_sync.provision.current import FIELDS, read_current
from sheets_sync.provision.doubles import settle

_LOOKS = 5
"""Remembered files that are looked for before all are believed to be out of reach."""


@dataclass(frozen=True, slots=True)
class Found:
    """A unit's file.

    Attributes:
        file: Google's id; empty when it is to be made.
        spares: Further files, still empty, that go into the bin.
        marked: Whether this project sees the file's mark.
    """

    file: str = ""
    spares: tuple[str, ...] = ()
    marked: bool = True


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds files of units.

    Attributes:
        files: What the listing shows, by unit.
        names: Files without a mark, by name.
    """

    google: Google
    asked: Provision
    files: Mapping[str, Sequence[Listed]]
    names: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, google: Google, asked: Provision) -> Finder:
        """List what there is.

        Raises:
            Stop: what another account made is out of reach, or was marked by another project.
        """
        files: dict[str, list[Listed]] = {}
        for file in google.listing(asked.campaign.campaign.id):
            files.setdefault(file.unit, []).append(file)
        known = files.keys() | asked.made.ids.keys()
        if not files:
            _check_account(google, asked)
        lacking = any(unit.id not in known for unit in asked.units)
        made = cls(google, asked, files, google.unmarked() if lacking else {})
        if not known and not asked.adopt:
            made._check_project()
        return made

    def find(self, unit: Unit) -> Found:
        """The unit's file.

        Raises:
            GoogleError: also when only a person can say which it is.
        """
        listed = self.files.get(unit.id, [])
        if len(listed) > 1:
            found = (self.google.twin(file.id, unit.name) for file in listed)
            twins = [twin for twin in found if twin is not None]
            return Found(*settle(self.google, self.asked.wanted(unit), twins)) if twins else Found()
        if listed:
            self.asked.note(unit, listed[0].id)
            return Found(listed[0].id)
        remembered = self.asked.made.ids.get(unit.id, "")
        if remembered:
            mark = self.google.unit_of(remembered, unit.name)
            if mark in {"", unit.id}:
                return Found(remembered, marked=bool(mark))
        return self._by_name(unit)

    def _by_name(self, unit: Unit) -> Found:
        title = self.asked.wanted(unit).title
        ours = [file for file in self.names.get(title, ()) if self._is_ours(file, unit)]
        if not ours:
            return Found()
        if not self.asked.adopt:
            raise unmarked(unit.name, title)
        if len(ours) > 1:
            raise two_files(unit.name)
        return Found(ours[0], marked=False)

    def _is_ours(self, file: str, unit: Unit) -> bool:
        """Whether a tab bears our mark: those of tabs are seen by every project."""
        current = read_current(self.google.structure(file, unit.name, FIELDS))
        return any(sheet.key for sheet in current.sheets)

    def _check_project(self) -> None:
        """See that no file of a unit is there already, before the first is made."""
        titles = {self.asked.wanted(unit).title: unit for unit in self.asked.units}
        there = [title for title in titles if title in self.names]
        for title in there:
            if any(self._is_ours(file, titles[title]) for file in self.names[title]):
                raise other_project(title, len(there))


def _check_account(google: Google, asked: Provision) -> None:
    """See that files are not made again because another account cannot see them."""
    made, now = asked.made, asked.editors[0]
    if not made.account or made.account == now or not made.ids:
        return
    some = list(made.ids.values())[:_LOOKS]
    if all(google.unit_of(file, "Google") is None for file in some):
        raise other_account(made.account, now)
