"""Intervals beside values: what is known about a share, a rate or a median from what was counted.

Where everything was counted there is no sampling, and a definition says so instead. Yet the share
of a month's dossiers is one outcome of how an office works: for that the intervals are meant.
"""

from collections.abc import Sequence
from math import comb, sqrt
from statistics import NormalDist

Bounds = tuple[float, float]
#: Below this, ranks are found by adding up the binomial distribution itself.
EXACT_UP_TO = 200


def wilson(successes: int, trials: int, percent: float = 95) -> Bounds | None:
    """The score interval of a share (Wilson 1927); None without trials."""
    if trials <= 0:
        return None
    z = _z(percent)
    share = successes / trials
    middle = share + z * z / (2 * trials)
    reach = z * sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials))
    whole = 1 + z * z / trials
    low, high = (middle - reach) / whole, (middle + reach) / whole
    return max(0.0, min(low, share)), min(1.0, max(high, share))


def poisson(count: int, percent: float = 95) -> Bounds:
    """The interval of a count of rare, independent things, by Byar's approximation."""
    z, after = _z(percent), count + 1
    low = count * (1 - 1 / (9 * count) - z / (3 * sqrt(count))) ** 3 if count else 0.0
    high = after * (1 - 1 / (9 * after) + z / (3 * sqrt(after))) ** 3
    return max(0.0, low), high


def order(counted: Sequence[tuple[float, int]], share: float, percent: float = 95) -> Bounds | None:
    """The interval of a quantile by order statistics: no shape of the values is assumed.

    `counted` are values in rising order, each with how often it came. None where so few cannot
    hold the quantile with that certainty (fewer than six for a median at 95 %).
    """
    total = sum(times for _, times in counted)
    ranks = _ranks(total, share, percent)
    if ranks is None:
        return None
    return _at(counted, ranks[0]), _at(counted, ranks[1])


def quantile(counted: Sequence[tuple[float, int]], share: float) -> float | None:
    """The smallest value that so large a share does not exceed; midway where two will do."""
    total = sum(times for _, times in counted)
    if not total:
        return None
    wanted = share * total
    rank = max(1, min(total, int(wanted) if wanted == int(wanted) else int(wanted) + 1))
    value = _at(counted, rank)
    if wanted == int(wanted) and 0 < wanted < total:
        return (value + _at(counted, rank + 1)) / 2
    return value


def _at(counted: Sequence[tuple[float, int]], rank: int) -> float:
    """The value of that rank, from 1."""
    for value, times in counted:
        if rank <= times:
            return value
        rank -= times
    return counted[-1][0]


def _ranks(total: int, share: float, percent: float) -> tuple[int, int] | None:
    """Ranks between which the quantile lies with that certainty, at least."""
    tail = (1 - percent / 100) / 2
    if total > EXACT_UP_TO:
        reach = _z(percent) * sqrt(total * share * (1 - share))
        low, high = int(total * share - reach), int(total * share + reach) + 2
        return (low, high) if low >= 1 and high <= total else None
    below, low, high = 0.0, 0, 0
    for successes in range(total):
        below += comb(total, successes) * share**successes * (1 - share) ** (total - successes)
        if below <= tail:
            low = successes + 1
        if below >= 1 - tail:
            high = successes + 1
            break
    return (low, high) if low and high else None


def _z(percent: float) -> float:
    return NormalDist().inv_cdf(0.5 + percent / 200)
