"""The CRC-32 of two texts in a row from the CRC-32 of each, without reading them again."""

from __future__ import annotations

from functools import cache

_POLYNOMIAL = 0xEDB88320


def joined_crc(first: int, second: int, second_size: int) -> int:
    """CRC of ``a + b`` from ``crc(a)``, ``crc(b)`` and ``len(b)``.

    A zero byte after a text maps its CRC linearly over GF(2); that map is applied
    ``second_size`` times by repeated squaring.
    """
    power = 3
    while second_size:
        if second_size & 1:
            first = _times(_zero_bits(power), first)
        second_size >>= 1
        power += 1
    return first ^ second


@cache
def _zero_bits(power: int) -> list[int]:
    """The map of ``2 ** power`` zero bits: column n is the image of bit n."""
    if power == 0:
        return [_POLYNOMIAL, *(1 << bit for bit in range(31))]
    half = _zero_bits(power - 1)
    return [_times(half, column) for column in half]


def _times(matrix: list[int], vector: int) -> int:
    total = 0
    for column in matrix:
        if not vector:
            break
        if vector & 1:
            total ^= column
        vector >>= 1
    return total
