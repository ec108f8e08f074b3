"""What an office must know before it signs: said to it, and in no paper that goes out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from addin.papers.catalog import Kind
from addin.papers.desk import Desk

_SUBMISSION = "to-trinh"


def before_signing(desk: Desk, kinds: Sequence[Kind]) -> Iterator[str]:
    """What the law of the day says against a submission that is to be signed, a sentence each.

    A draft needs none: nobody signs it, and its explanation says the same.
    """
    if not desk.official or _SUBMISSION not in [kind.name for kind in kinds]:
        return
    for award in desk.campaign.awards:
        made = desk.shortlist(award)
        for said in made.warnings if made else ():
            yield f"Trước khi ký Tờ trình {award.short_name}: {said}"
