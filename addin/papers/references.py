"""From a printed line to its cell in two steps: line → number → file, sheet and cell.

Each line of a working paper carries a number in its column *Nguồn*. The last part of the same paper
says for each number the row id, the file, the sheet and the cell. A list that is signed and sent
carries no numbers: the last part, which stays in the file, names its lines instead.
"""

from __future__ import annotations

from collections.abc import Iterable

from campaign.result.evidence import Evidence
from campaign.vietnamese.masking import Verbatim

NOWHERE = "–"
"""Shown where nothing was handed in, so that there is no cell to lead to."""

_OFFICE_BOOK = "Sổ thi đua"


class References:
    """The numbers of one paper, in the order of their first use."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str, str], int] = {}
        self._lines: list[dict[str, str]] = []

    def of(self, evidence: Evidence, row_id: str = "", line: str = "") -> str:
        """The number of a cell as printed, ``[3]``; a dash when there is no cell.

        Args:
            evidence: The cell.
            row_id: Id of the row it belongs to.
            line: Which line of the paper stands on it, for a paper that prints no numbers.
        """
        if not evidence.cell:
            return NOWHERE
        place = evidence.file, evidence.sheet, evidence.cell
        number = self._numbers.setdefault(place, len(self._numbers) + 1)
        if number > len(self._lines):
            self._lines.append(
                {
                    "so": f"[{number}]",
                    "ma": Verbatim(row_id or NOWHERE),
                    "tep": evidence.file or _OFFICE_BOOK,
                    "trang": evidence.sheet,
                    "o": evidence.cell,
                    "dong": "",
                }
            )
        known = self._lines[number - 1]
        if row_id and known["ma"] == NOWHERE:
            known["ma"] = Verbatim(row_id)
        if line and line not in known["dong"]:
            known["dong"] = "; ".join(filter(None, (known["dong"], line)))
        return f"[{number}]"

    def all(self, evidences: Iterable[Evidence]) -> str:
        """The numbers of several cells; a dash when none has a cell."""
        found = dict.fromkeys(self.of(item) for item in evidences if item.cell)
        return " ".join(found) or NOWHERE

    def span(self, evidences: Iterable[Evidence]) -> str:
        """The numbers of cells that stand together, from the first to the last: ``[4]–[9]``."""
        numbers = [int(self.of(item)[1:-1]) for item in evidences if item.cell]
        if len(numbers) > 2 and numbers == [*range(numbers[0], numbers[0] + len(numbers))]:
            return f"[{numbers[0]}]–[{numbers[-1]}]"
        return " ".join(f"[{number}]" for number in dict.fromkeys(numbers)) or NOWHERE

    @property
    def lines(self) -> list[dict[str, str]]:
        """What the annex prints: ``so``, ``dong``, ``ma``, ``tep``, ``trang``, ``o``."""
        return list(self._lines)
