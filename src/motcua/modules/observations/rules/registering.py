"""What must be true of sources, things and series before they are registered. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from motcua.kernel.errors import Invalid, Refusal
from motcua.kernel.words import Text

from .properties import Property, properties
from .series import default_code
from .units import conversion, unit

SOURCE_CODE = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
#: A URI or a short code; whoever reads it in a column of a file must not have to guess its end.
THING_CODE = re.compile(r"[^\s,;\"']{1,256}")
LONGEST_CODE = 400
LONGEST_CADENCE = 366 * 24 * 3600


class BadCode(Invalid):
    """A code of a source, thing or series is not spelt like one."""

    code = "observed-code-bad"


class UnknownProperty(Invalid):
    """No observed property of that name is declared."""

    code = "property-unknown"


class WrongUnit(Invalid):
    """The unit is unknown, or of another kind than the property: an index is no concentration."""

    code = "unit-wrong"


class BadCadence(Invalid):
    """A series says every how many seconds it speaks."""

    code = "cadence-bad"


class BadPosition(Invalid):
    """A position is a longitude and a latitude in degrees of WGS 84, or none at all."""

    code = "position-bad"


class SeriesTaken(Refusal):
    """The code names another series; a series never becomes another."""

    code = "series-taken"


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """A source as it is registered. `agency` is the code of the agency that answers for it."""

    code: str
    name: Text
    agency: str
    licence: str


@dataclass(frozen=True, slots=True)
class ThingFacts:
    """A thing as it is registered. `place` is a commune's code, or "" where none is known."""

    code: str
    name: Text
    place: str
    lon: float | None = None
    lat: float | None = None


@dataclass(frozen=True, slots=True)
class SeriesSpec:
    """A series as it is registered. `unit` is what the source sends; values are kept in the
    property's. Without a `code` it is made of thing, property and procedure."""

    thing: str
    property: str
    source: str
    unit: str
    cadence_seconds: int
    licence: str = ""
    procedure: str = ""
    code: str = ""
    is_public: bool = True


def full_code(spec: SeriesSpec) -> str:
    """The code a series is registered under."""
    return spec.code or default_code(spec.thing, property_of(spec.property), spec.procedure)


def property_of(code: str) -> Property:
    """:raises UnknownProperty: none of that name is declared"""
    found = properties().get(code)
    if found is None:
        raise UnknownProperty("no such observed property", property=code[:100])
    return found


def must_be_source(facts: SourceFacts) -> None:
    """:raises BadCode: not spelt like one"""
    if not SOURCE_CODE.fullmatch(facts.code):
        raise BadCode("a source's code", given=facts.code[:100])
    if not facts.name.vi or not facts.agency:
        raise Invalid("a source has a name and an agency", field="name")


def must_be_thing(facts: ThingFacts) -> None:
    """:raises BadCode: not spelt like one; BadPosition: half a position, or not on earth"""
    if not THING_CODE.fullmatch(facts.code):
        raise BadCode("a thing's code", given=facts.code[:100])
    if (facts.lon is None) != (facts.lat is None):
        raise BadPosition("a longitude without a latitude", thing=facts.code)
    if facts.lon is not None and facts.lat is not None:
        on_earth = -180 <= facts.lon <= 180 and -90 <= facts.lat <= 90
        if not on_earth:
            raise BadPosition("not on earth", thing=facts.code)


def must_be_series(spec: SeriesSpec) -> None:
    """:raises UnknownProperty, WrongUnit, BadCadence, BadCode: what is wrong with it"""
    known = property_of(spec.property)
    if unit(spec.unit) is None or conversion(spec.unit, known.unit) is None:
        raise WrongUnit(
            "not a unit of the property", unit=spec.unit[:50], property=known.code, kept=known.unit
        )
    if not 0 < spec.cadence_seconds <= LONGEST_CADENCE:
        raise BadCadence("a cadence", given=spec.cadence_seconds)
    if len(full_code(spec)) > LONGEST_CODE or re.search(r"\s", full_code(spec)):
        raise BadCode("a series' code", given=full_code(spec)[:100])


def different_codes(specs: Sequence[SeriesSpec]) -> None:
    """:raises SeriesTaken: two of one code in one go"""
    codes = [full_code(spec) for spec in specs]
    if len(set(codes)) < len(codes):
        raise SeriesTaken("two series of one code", series=max(codes, key=codes.count))
