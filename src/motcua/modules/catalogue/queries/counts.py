"""How many procedures each value of a filter leaves."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from ..rules.searching import Facets

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of what was found have which value of a filter; every value is one."""

    life_events: Mapping[str, int] = field(default_factory=dict)
    sectors: Mapping[str, int] = field(default_factory=dict)
    audience: Mapping[str, int] = field(default_factory=dict)
    levels: Mapping[str, int] = field(default_factory=dict)
    agency_kinds: Mapping[str, int] = field(default_factory=dict)
    departments: Mapping[str, int] = field(default_factory=dict)
    online_levels: Mapping[int, int] = field(default_factory=dict)


def count(passing: Iterable[Facets]) -> Counts:
    """Procedures with the same values share one object: count those first."""
    often: dict[int, int] = {}
    which: dict[int, Facets] = {}
    for facets in passing:
        often[id(facets)] = often.get(id(facets), 0) + 1
        which[id(facets)] = facets
    found = [(facets, often[key]) for key, facets in which.items()]

    def many(values: Callable[[Facets], Iterable[T]]) -> dict[T, int]:
        counted: Counter[T] = Counter()
        for facets, times in found:
            for value in values(facets):
                counted[value] += times
        return dict(counted.most_common())

    return Counts(
        life_events=many(lambda each: each.life_events),
        sectors=many(lambda each: [each.sector]),
        audience=many(lambda each: each.audience),
        levels=many(lambda each: each.levels),
        agency_kinds=many(lambda each: each.agency_kinds),
        departments=many(lambda each: each.departments),
        online_levels=many(lambda each: [each.online_level]),
    )
