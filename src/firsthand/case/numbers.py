"""Whole numbers in few bytes: seven bits a byte, small ones first, signs folded in."""

from __future__ import annotations

from collections.abc import Iterable


def pack_numbers(numbers: Iterable[int]) -> bytes:
    """`numbers` as bytes; one between -64 and 63 takes one."""
    packed = bytearray()
    for number in numbers:
        left = number << 1 if number >= 0 else (-number << 1) - 1
        while left > 127:
            packed.append(left & 127 | 128)
            left >>= 7
        packed.append(left)
    return bytes(packed)


def unpack_numbers(packed: bytes) -> list[int]:
    """The numbers that :func:`pack_numbers` wrote."""
    numbers, value, shift = [], 0, 0
    for byte in packed:
        value |= (byte & 127) << shift
        if byte & 128:
            shift += 7
            continue
        numbers.append(value >> 1 if not value & 1 else -((value + 1) >> 1))
        value = shift = 0
    return numbers
