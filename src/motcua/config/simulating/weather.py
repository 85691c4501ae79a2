"""What the invented weather does: rain that swells the water, still days that hold the smoke."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from math import exp

from .chance import between, uniform

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
RAIN_BLOCK = timedelta(hours=12)
RAIN_SHARE = 0.3
#: How long after a rain the water is highest, and until when it is felt.
SWELLS, FELT = timedelta(hours=4), timedelta(hours=36)
#: In each block there is one episode of bad air.
EPISODE_BLOCK = timedelta(days=4)
RAMP = timedelta(hours=4)


@dataclass(frozen=True, slots=True)
class Rain:
    """`depth` in millimetres over the whole of it."""

    start: datetime
    end: datetime
    depth: float


@dataclass(frozen=True, slots=True)
class Episode:
    """Bad air: concentrations rise to `strength` times what they would be."""

    start: datetime
    end: datetime
    strength: float


def rains(seed: int, region: str, at: datetime) -> list[Rain]:
    """The rains that are still felt at that moment in that region."""
    last = (at - EPOCH) // RAIN_BLOCK
    found = []
    for block in range(last - FELT // RAIN_BLOCK - 1, last + 1):
        rain = _rain(seed, region, block)
        if rain is not None and rain.start <= at < rain.end + FELT:
            found.append(rain)
    return found


@lru_cache(maxsize=4096)
def _rain(seed: int, region: str, block: int) -> Rain | None:
    name = (seed, "rain", region, block)
    if uniform(*name) >= RAIN_SHARE:
        return None
    start = EPOCH + RAIN_BLOCK * (block + uniform(*name, "start") * 0.6)
    lasts = timedelta(hours=between(1.0, 4.5, *name, "lasts"))
    return Rain(start, start + lasts, between(8.0, 70.0, *name, "depth"))


def wetness(seed: int, region: str, at: datetime) -> float:
    """From 0 (dry) to 1 (pouring, or just did): rain washes the air."""
    wet = 0.0
    for rain in rains(seed, region, at):
        since = max(timedelta(), at - rain.end) / timedelta(hours=3)
        begun = min(1.0, (at - rain.start) / timedelta(hours=1))
        wet += begun * min(1.0, rain.depth / 40.0) * exp(-since)
    return min(wet, 1.0)


def swell(seed: int, region: str, at: datetime) -> float:
    """Metres by which the rains of the last day and a half raise a gauge."""
    metres = 0.0
    for rain in rains(seed, region, at):
        since = (at - rain.start) / SWELLS
        metres += rain.depth * 0.03 * since * exp(1.0 - since)
    return metres


def episode_of(seed: int, block: int) -> Episode:
    name = (seed, "episode", block)
    start = EPOCH + EPISODE_BLOCK * (block + uniform(*name, "start") * 0.5)
    lasts = timedelta(hours=between(16.0, 40.0, *name, "lasts"))
    return Episode(start, start + lasts, between(1.9, 3.4, *name, "strength"))


def smoke(seed: int, at: datetime) -> float:
    """By how much the present episode multiplies what is in the air; 1 outside of any."""
    episode = episode_of(seed, (at - EPOCH) // EPISODE_BLOCK)
    if not episode.start <= at <= episode.end:
        return 1.0
    share = min(1.0, (at - episode.start) / RAMP, (episode.end - at) / RAMP)
    return 1.0 + (episode.strength - 1.0) * share * share * (3.0 - 2.0 * share)
