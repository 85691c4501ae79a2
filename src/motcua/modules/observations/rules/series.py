"""What the intake must know of a series, and how a row finds its own."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from .properties import Property
from .quality import Judge
from .units import conversion, unit


@dataclass(frozen=True, slots=True)
class SeriesFacts:
    """A series as the intake knows it. `unit` is what its source sends where a row names none;
    values are kept in `kept_unit`, its property's."""

    id: int
    code: str
    thing: str
    property: str
    procedure: str
    place: str
    unit: str
    kept_unit: str
    cadence_seconds: int
    is_public: bool
    is_closed: bool
    ruleset: int
    judge: Judge
    #: How old a value may be and still be news.
    news: timedelta
    #: By unit as sent: how to bring a value to the kept unit; None where nothing is to be done.
    units: dict[str, tuple[float, float] | None] = field(default_factory=dict, compare=False)


def news(cadence_seconds: int) -> timedelta:
    """How old a value may be and still be news: three cadences, and at least an hour."""
    return timedelta(seconds=max(3600, 3 * cadence_seconds))


UNKNOWN_UNIT = "unknown"
OTHER_KIND = "other kind"


def unit_trouble(facts: SeriesFacts, sent: str) -> str:
    """Learn a unit a row names; empty if its values can be kept, else what is wrong with it."""
    if unit(sent) is None:
        return UNKNOWN_UNIT
    found = conversion(sent, facts.kept_unit)
    if found is None:
        return OTHER_KIND
    facts.units[sent] = None if found == (1.0, 0.0) else found
    return ""


def default_code(thing: str, known: Property, procedure: str) -> str:
    """The code of a series nobody named: its thing, property and, if there is one, procedure."""
    return ":".join(part for part in (thing, known.code, procedure) if part)


class Directory:
    """The series of one source, by whatever a row may call them."""

    __slots__ = ("by_code", "by_thing")

    def __init__(self) -> None:
        self.by_code: dict[str, SeriesFacts] = {}
        self.by_thing: dict[tuple[str, str], list[SeriesFacts]] = {}

    def add(self, series: Iterable[SeriesFacts]) -> None:
        for each in series:
            if each.code not in self.by_code:
                self.by_thing.setdefault((each.thing, each.property), []).append(each)
            self.by_code[each.code] = each

    def named(self, thing: str, known: str, procedure: str) -> list[SeriesFacts]:
        """All that a row may mean that names a thing and a property."""
        found = self.by_thing.get((thing, known), [])
        return [each for each in found if not procedure or each.procedure == procedure]
