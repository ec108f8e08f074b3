"""The CRC-32 of two texts in a row from the CRC-32 of each, without reading them again."""

from __future__ import annotations

_POLYNOMIAL = 0xEDB88320


def joined_crc(first: int, second: int, second_size: int) -> int:
    """CRC of ``a + b`` from ``crc(a)``, ``crc(b)`` and ``len(b)``.

    A zero byte after a text maps its CRC linearly over GF(2); that map is applied
    ``second_size`` times by repeated squaring.
    """
    step = _squared(_squared(_squared(_one_bit())))
    while second_size:
        if second_size & 1:
            first = _times(step, first)
        second_size >>= 1
        step = _squared(step)
    return first ^ second


def _one_bit() -> list[int]:
    """The map of one zero bit: column n is the image of bit n."""
    return [_POLYNOMIAL, *(1 << bit for bit in range(31))]


def _times(matrix: list[int], vector: int) -> int:
    total = 0
    for column in matrix:
        if not vector:
            break
        if vector & 1:
            total ^= column
        vector >>= 1
    return total


def _squared(matrix: list[int]) -> list[int]:
    return [_times(matrix, column) for column in matrix]
