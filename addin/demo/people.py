"""People who do not exist: common family names before common given names."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from addin.demo.data import table

_FAMILIES = (
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Huỳnh",
    "Võ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
    "Trương",
)
_MOBILE = "0900"
"""First digits of every phone number made up here."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody made up."""

    name: str
    gender: str
    born: str
    phone: str

    @property
    def salutation(self) -> str:
        """``Ông`` or ``Bà``."""
        return "Bà" if self.gender == "Nữ" else "Ông"


def make_person(rng: Random) -> Person:
    """A person; the same generator state makes the same one."""
    given, gender = rng.choice(table("given-names.csv"))
    born = f"{rng.randint(1, 28):02}/{rng.randint(1, 12):02}/{rng.randint(1968, 1992)}"
    phone = f"{_MOBILE}{rng.randrange(10**6):06}"
    return Person(f"{rng.choice(_FAMILIES)} {given}", gender.capitalize(), born, phone)
