"""A hand-in by a button: noted once, however often the same content is handed in again.

The ledger is told when the workbook with its receipt is whole and only its name is missing. Should
that last step fail, the next press finds the hand-in in the ledger and gives the same receipt.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from campaign.errors import UsageError
from campaign.ledger.events import HandIn
from campaign.office_time import from_office, to_office

if TYPE_CHECKING:
    from addin.buttons.door import Door

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a unit gets.

    Attributes:
        hand_in: What the ledger holds, or will.
        place: The ledger.
        known: Whether the ledger holds it already.
    """

    hand_in: HandIn
    place: str
    known: bool

    @property
    def received(self) -> datetime:
        """When it came in, office time."""
        return to_office(self.hand_in.received_at).replace(tzinfo=None)


def receipt_for(door: Door, place: str, unit: str, file: str, content: str) -> Receipt:
    """The receipt of a hand-in: that of the unit's last one where nothing changed since.

    Raises:
        UsageError: nobody waits for the answer any more.
    """
    _refuse_unawaited(door)
    received = door.clock()
    code = receipt_code(unit, received.isoformat(), content)
    hand_in = HandIn(*(unit, None, code, from_office(received), door.who(), file, content))
    known = _last(place, hand_in)
    return Receipt(known or hand_in, place, known is not None)


def note(receipt: Receipt, door: Door) -> None:
    """Tell the ledger, once the workbook stands.

    Raises:
        UsageError: nobody waits for the answer any more; nothing is noted.
    """
    _refuse_unawaited(door)
    if not receipt.known:
        door.settle(lambda _: _record(receipt))


def receipt_code(unit: str, moment: str, sha256: str) -> str:
    """A code that only this hand-in has, in signs that nobody confuses on the telephone."""
    number = int.from_bytes(hashlib.sha256(f"{unit}|{moment}|{sha256}".encode()).digest()[:8])
    signs = ""
    for _ in range(8):
        number, rest = divmod(number, len(_ALPHABET))
        signs += _ALPHABET[rest]
    return f"BN-{signs[:4]}-{signs[4:]}"


def _refuse_unawaited(door: Door) -> None:
    if not door.awaited():
        raise UsageError("Máy chủ làm quá lâu nên chưa ghi nhận việc nộp. Hãy bấm Nộp lại.")


def _last(place: str, hand_in: HandIn) -> HandIn | None:
    """The unit's last hand-in, when it was of this very content."""
    from campaign.ledger.book import Ledger

    ledger = Ledger.open(place, clock=lambda: hand_in.received_at)
    try:
        events = ledger.receipts(hand_in.received_at, hand_in.unit)
    finally:
        ledger.close()
    if not events or events[-1].body["sha256"] != hand_in.sha256:
        return None
    last = events[-1]
    code, account = str(last.body["code"]), str(last.body["account"])
    return replace(hand_in, code=code, received_at=last.at, account=account)


def _record(receipt: Receipt) -> None:
    from campaign.ledger.book import Ledger

    hand_in = receipt.hand_in
    ledger = Ledger.open(receipt.place, clock=lambda: hand_in.received_at)
    try:
        with ledger.atomic() as entry:
            entry.receipt(hand_in)
    finally:
        ledger.close()
