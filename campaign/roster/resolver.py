"""A typed name becomes a unit, or waits for a person with the units it could mean.

Closed aliases decide; everything else only proposes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from campaign.problems import Problem, Reading, Weight
from campaign.roster.unit_names import NameIndex, words_of
from campaign.roster.unit_words import FILES_FOR, LABELS
from campaign.vietnamese.text import bare_key, clean, key

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from campaign.roster.unit_headings import HeadingReader
    from campaign.roster.unit_proposals import Proposer
    from campaign.roster.units import Roster

NOTHING: Reading[str] = Reading()
SHOWN = 6
"""A sentence names at most so many candidates; all of them stand in ``readings``."""

_MOST_REMEMBERED = 65_536
"""Answers kept before they are forgotten: a server reads for months, and nation-wide names fit."""

_LABELS = sorted((words_of(label) for label in LABELS), key=len, reverse=True)

_MEND = "Đề nghị ghi đủ tên như trong danh sách đơn vị"
"""What helps wherever a name was typed: in a unit's sheet, the office's, or a command."""

_NUMBERED = re.compile(r"^\d{1,3}\s*[.)]\s+(?=\D)")


class Resolver:
    """Reads unit names against one roster on one day; answers are remembered."""

    def __init__(self, roster: Roster, day: date) -> None:
        self.roster = roster
        self.day = day
        self.index = NameIndex(roster)
        self._known: dict[str, Reading[str]] = {}
        self._known_texts: dict[str, Reading[str]] = {}
        self._proposer: Proposer | None = None
        self._headings: HeadingReader | None = None

    def resolve(self, typed: str) -> Reading[str]:
        """The unit a cell names; a blank cell is no unit and no problem."""
        reading = self._known.get(typed)
        if reading is None:
            reading = _remembered(self._known, typed, self._resolve(typed))
        return reading

    def name_of(self, unit: str) -> str:
        """Short name of a unit id; empty when the roster has no such unit."""
        found = self.roster.get(unit)
        return found.short_name if found is not None else ""

    def files_for(self, sender: str, unit: str) -> bool:
        """Whether a unit may send rows of another one, both given by their ids."""
        ours, theirs = self.roster.get(sender), self.roster.get(unit)
        return (
            ours is not None and theirs is not None and theirs.kind in FILES_FOR.get(ours.kind, ())
        )

    def unit_in_text(self, text: str) -> Reading[str]:
        """The unit a heading or file name speaks of; ``Reading(None)`` when it names none."""
        reading = self._known_texts.get(text)
        if reading is None:
            reading = _remembered(self._known_texts, text, self._read_text(text))
        return reading

    def _read_text(self, text: str) -> Reading[str]:
        from campaign.roster.unit_headings import HeadingReader

        if self._headings is None:
            self._headings = HeadingReader(self.index)
        ids = self._headings.units_in(text)
        return self.decide(ids, clean(text)) if ids else self._legacy_text(text)

    def _legacy_text(self, text: str) -> Reading[str]:
        """A heading in a lost legacy font; only a certain decoding is looked into."""
        from campaign.vietnamese.legacy import guess

        decoded = guess(text)
        if decoded is None or not decoded.certain:
            return NOTHING
        reading = self.unit_in_text(decoded.text)
        return _decoded(reading, text, decoded.text)

    def _resolve(self, typed: str) -> Reading[str]:
        shown = clean(typed)
        words = _without_label(words_of(_NUMBERED.sub("", shown)))
        if not words:
            return self._wordless(shown)
        ids = self._closed(words)
        if ids:
            return self.decide(ids, shown)
        if "".join(words) in self.index.parents:
            message = f"“{shown}” là cơ quan cấp trên, không phải đơn vị tham gia."
            return _hold("unit_unknown", f"{message} {_MEND}.", ())
        return (
            self._legacy(typed) or self._without_marks(words, shown) or self._propose(words, shown)
        )

    def _wordless(self, shown: str) -> Reading[str]:
        """Nothing but dashes or dots: a blank way of writing, shown to a person if any ink."""
        if not shown:
            return NOTHING
        return _hold("unit_unknown", f"“{shown}” không phải tên đơn vị. {_MEND}.", ())

    def _closed(self, words: list[str]) -> tuple[str, ...]:
        """Units a closed alias means; text typed without marks means all that look like it."""
        for trial in (words, self.index.without_parent(words)):
            squeezed = "".join(trial)
            ids = self.index.closed.get(squeezed)
            if ids:
                return self.index.bare[squeezed] if squeezed.isascii() else ids
        return ()

    def decide(self, ids: Iterable[str], shown: str) -> Reading[str]:
        """The one unit in force among those an alias means, or a hold."""
        found = [unit for unit in map(self.roster.get, ids) if unit]
        current = [unit.id for unit in found if unit.in_force(self.day)]
        if len(current) == 1:
            return Reading(current[0])
        if current:
            message = f"“{shown}” có thể là {self._listed(current)}. {_MEND}."
            return _hold("unit_ambiguous", message, current)
        gone = [unit.id for unit in found]
        message = (
            f"{self._listed(gone)} không còn hoặc chưa hoạt động ngày {self.day:%d/%m/%Y}. "
            "Đề nghị ghi tên đơn vị đang hoạt động; danh sách đơn vị sai thì văn phòng sửa danh "
            "sách."
        )
        return _hold("unit_not_in_force", message, gone)

    def _legacy(self, typed: str) -> Reading[str] | None:
        """Text in a lost VNI or TCVN3 font, when decoded it is a closed alias."""
        from campaign.vietnamese.legacy import guess

        decoded = guess(typed)
        ids = self._closed(words_of(decoded.text)) if decoded else ()
        if decoded is None or not ids:
            return None
        reading = self.decide(ids, decoded.text)
        if reading.value is None:
            return reading
        if not decoded.certain:
            said = f"“{clean(typed)}” có thể là “{decoded.text}” gõ bằng phông cũ."
            message = f"{said} {_MEND}, bằng phông Unicode."
            return _hold("unit_fuzzy", message, [reading.value])
        return _decoded(reading, typed, decoded.text)

    def _without_marks(self, words: list[str], shown: str) -> Reading[str] | None:
        """A name without any diacritics decides when it is one unit's; a half-marked one waits."""
        ids = self._bare(words)
        if not ids:
            return None
        reading = self.decide(ids, shown)
        if reading.value is None:
            return reading
        name = self._listed([reading.value])
        if key(shown).isascii():
            message = f"Đã hiểu “{shown}” (không dấu) là {name}."
            return Reading(reading.value, (Problem("unit_unmarked", Weight.NOTE, message),))
        message = f"“{shown}” sai dấu; có thể là {name}. {_MEND}."
        return _hold("unit_fuzzy", message, [reading.value])

    def _bare(self, words: list[str]) -> tuple[str, ...]:
        for trial in (words, self.index.without_parent(words)):
            ids = self.index.bare.get(bare_key("".join(trial)))
            if ids:
                return ids
        return ()

    def _propose(self, words: list[str], shown: str) -> Reading[str]:
        """Hold with the units a shortened, misspelt or wordy name may mean, or with none."""
        trial = self.index.without_parent(words)
        if self._proposer is None:
            from campaign.roster.unit_proposals import Proposer

            self._proposer = Proposer(self.roster)
        ids = self._current(self._proposer.shortened(trial))
        if len(ids) > 1:
            message = f"“{shown}” thiếu chữ; có thể là {self._listed(ids)}. {_MEND}."
            return _hold("unit_ambiguous", message, ids)
        ids = ids or self._inside(shown) or self._current(self._proposer.similar(trial))
        if ids:
            message = f"“{shown}” không đúng tên đơn vị; gần với {self._listed(ids)}. {_MEND}."
            return _hold("unit_fuzzy", message, ids)
        message = (
            f"Không có đơn vị “{shown}” trong danh sách. {_MEND}; danh sách thiếu thì văn phòng bổ "
            "sung."
        )
        return _hold("unit_unknown", message, ())

    def _inside(self, shown: str) -> list[str]:
        inside = self.unit_in_text(shown)
        held = [reading for problem in inside.problems for reading in problem.readings]
        return self._current([inside.value] if inside.value else held)

    def _current(self, ids: Iterable[str]) -> list[str]:
        units = (self.roster.get(unit_id) for unit_id in ids)
        return [unit.id for unit in units if unit and unit.in_force(self.day)]

    def _listed(self, ids: Iterable[str]) -> str:
        """Names for a sentence: "A, B hoặc C"; in full where the short ones are alike."""
        units = [unit for unit in map(self.roster.get, ids) if unit]
        names = [unit.short_name for unit in units]
        if len(set(names)) < len(names):
            names = [unit.name for unit in units]
        if len(names) > SHOWN:
            return f"{', '.join(names[:SHOWN])} hoặc {len(names) - SHOWN} đơn vị khác"
        return " hoặc ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def _decoded(reading: Reading[str], typed: str, text: str) -> Reading[str]:
    """A reading of decoded text, with the note that it was decoded."""
    if reading.value is None:
        return reading
    message = f"Đã đọc “{clean(typed)}” là “{text}” (phông cũ)."
    return Reading(reading.value, (Problem("legacy_decoded", Weight.NOTE, message),))


def _remembered(known: dict[str, Reading[str]], text: str, reading: Reading[str]) -> Reading[str]:
    if len(known) >= _MOST_REMEMBERED:
        known.clear()
    known[text] = reading
    return reading


def _without_label(words: list[str]) -> list[str]:
    """Words after a label such as ``Đơn vị:``."""
    for label in _LABELS:
        if words[: len(label)] == label and len(words) > len(label):
            return words[len(label) :]
    return words


def _hold(code: str, message: str, readings: Iterable[str]) -> Reading[str]:
    return Reading(None, (Problem(code, Weight.HOLD, message, tuple(readings)),))
