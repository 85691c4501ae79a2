"""What a place was before it became what it is: from the dated successions of places."""

from datetime import date
from functools import lru_cache

from motcua.modules.places import queries as places

from ..rules.before import Trace
from ..rules.traces import Ancestor


def trace(place: str, on: date) -> Trace:
    """Since when the place is what it is on that day, and what went into it."""
    return _trace(place, on, places.public_version() or "")


@lru_cache(maxsize=2000)
def _trace(place: str, on: date, version: str) -> Trace:
    del version  # a new data set is a new question
    old = [unit for unit in places.public_predecessors(place) if unit.valid_to is not None]
    old = [unit for unit in old if unit.valid_to is not None and unit.valid_to <= on]
    begun = max((unit.valid_to for unit in old if unit.valid_to is not None), default=None)
    ancestors = tuple(
        Ancestor(
            unit.code,
            is_whole=not any(
                known.is_split
                for known in places.public_successors(unit.code, on)
                if known.code == unit.code and known.level == unit.level
            ),
        )
        for unit in old
    )
    return Trace(place, begun, ancestors, {unit.code: unit.name for unit in old})
