"""A mistake in a file that an office edits by hand: where it is, what is wrong, how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake of a campaign definition or a roster.

    Attributes:
        file: File name as shown to the user.
        line: Line counted from 1; 0 when the mistake has no line (a missing file).
        key: Dotted path with list items counted from 1, e.g. ``deliverables[1].due``; the column
            of a roster; empty for the whole file.
        wrong: What is wrong, a Vietnamese sentence.
        mend: How to mend it, a Vietnamese sentence.
    """

    file: str
    line: int
    key: str
    wrong: str
    mend: str

    def sentence(self) -> str:
        """All of it on one line."""
        place = f"{self.file}, dòng {self.line}" if self.line else self.file
        subject = f" {self.key}:" if self.key else ""
        return f"{place}:{subject} {self.wrong} {self.mend}".rstrip()


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``" Có phải ý bạn là “due”?"`` when a known word is near, else an empty string."""
    from rapidfuzz import fuzz, process

    near = process.extractOne(word, sorted(known), scorer=fuzz.ratio, score_cutoff=60)
    return f" Có phải ý bạn là “{near[0]}”?" if near else ""


def all_sentences(opening: str, mistakes: Iterable[Mistake]) -> str:
    """One sentence to show: the opening and every mistake on a line of its own."""
    return "\n".join([opening, *(f"- {mistake.sentence()}" for mistake in mistakes)])
