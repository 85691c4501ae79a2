"""Chance that can be looked up: a number for every name, the same one every time it is asked.

No state is kept, so that a simulator that was stopped goes on where it would have been.
"""

from functools import lru_cache
from hashlib import blake2b
from math import floor

_ALL = float(2**64)


@lru_cache(maxsize=65536)
def uniform(*name: str | int) -> float:
    """From 0 up to, not including, 1: which number it is depends on the whole name alone."""
    said = "\x1f".join(map(str, name)).encode()
    return int.from_bytes(blake2b(said, digest_size=8).digest()) / _ALL


def between(low: float, high: float, *name: str | int) -> float:
    return low + (high - low) * uniform(*name)


def swing(x: float, *name: str | int) -> float:
    """Smooth noise from -1 to 1 along `x`: neighbours are alike, one unit apart they are not."""
    left = floor(x)
    share = x - left
    share *= share * (3.0 - 2.0 * share)
    before, after = uniform(*name, left), uniform(*name, left + 1)
    return 2.0 * (before + (after - before) * share) - 1.0
