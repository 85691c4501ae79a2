"""Files that declare a source with its things and series, in YAML; taken whole or not at all."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import msgspec
import yaml
from rich.console import Console

from motcua.kernel.actors import SYSTEM
from motcua.kernel.errors import Refusal
from motcua.kernel.words import Text
from motcua.modules.indicators import operations as indicators
from motcua.modules.indicators.operations.declaring import BandSpec
from motcua.modules.observations import operations
from motcua.modules.observations.rules.registering import SeriesSpec, SourceFacts, ThingFacts
from motcua.modules.organisation import queries as organisation

LARGEST = 16 * 1024 * 1024
COLOUR = r"^#[0-9a-fA-F]{6}$"


class Unreadable(Exception):
    """The file is not such a declaration; the message says where and why."""


class _Words(msgspec.Struct, forbid_unknown_fields=True):
    vi: str
    en: str = ""


class _Source(msgspec.Struct, forbid_unknown_fields=True):
    code: str
    name: _Words
    agency: str
    licence: str


class _Series(msgspec.Struct, forbid_unknown_fields=True):
    property: str
    unit: str
    cadence_seconds: int
    procedure: str = ""
    code: str = ""
    licence: str = ""
    public: bool = True


class _Band(msgspec.Struct, forbid_unknown_fields=True):
    code: str
    at: float
    name: _Words
    colour: Annotated[str, msgspec.Meta(pattern=COLOUR)]


class _Levels(msgspec.Struct, forbid_unknown_fields=True):
    indicator: str
    valid_from: date
    decided_by: _Words
    bands: list[_Band]


class _Thing(msgspec.Struct, forbid_unknown_fields=True):
    code: str
    name: _Words
    series: list[_Series]
    place: str = ""
    lon: float | None = None
    lat: float | None = None
    levels: list[_Levels] = []


class _Declared(msgspec.Struct, forbid_unknown_fields=True):
    source: _Source
    things: list[_Thing]


@dataclass(frozen=True, slots=True)
class Levels:
    """The levels of one thing at which an indicator alarms, from a day on, and who decided so."""

    thing: str
    indicator: str
    valid_from: date
    decided_by: Text
    bands: tuple[BandSpec, ...]


def take(file: Path, *, say: Console) -> int:
    """The exit code: 0 registered, 1 refused, with the reason on the console."""
    at = datetime.now(UTC)
    try:
        network, levels = read(file)
        organisation.agency(network.source.agency)
        taken = operations.register_network(network=network, by=SYSTEM, at=at)
        for each in levels:
            indicators.set_local_bands(
                indicator=each.indicator,
                thing=each.thing,
                bands=each.bands,
                source=each.decided_by,
                valid_from=each.valid_from,
                by=SYSTEM,
                at=at,
            )
    except (Refusal, Unreadable) as refused:
        told = ", ".join(
            f"{name} {value}" for name, value in getattr(refused, "params", {}).items()
        )
        detail = getattr(refused, "detail", "") or str(refused)
        say.print("[red]Not everything was registered; mend it and try again.[/]", end=" ")
        say.print(f"{detail}: {told}" if told else detail, markup=False)
        return 1
    say.print(f"  {network.source.code}: {len(network.things)} things, {len(taken)} series")
    for code in taken:
        say.print(f"    {code}", markup=False)
    say.print(f"  A token for its gate: motcua token issue {network.source.code}")
    return 0


def read(file: Path) -> tuple[operations.Network, list[Levels]]:
    """What a file declares.

    :raises Unreadable: it is not there, no YAML, or says what no declaration says
    """
    try:
        content = file.read_bytes()
        if len(content) > LARGEST:
            raise Unreadable(f"{file}: more than {LARGEST // 1024**2} MB")
        declared = msgspec.yaml.decode(content, type=_Declared)
    except OSError as error:
        raise Unreadable(f"{file}: {error.strerror}") from None
    except (msgspec.DecodeError, yaml.YAMLError, UnicodeDecodeError) as error:
        raise Unreadable(f"{file}: {error}") from None
    return _network(declared), [
        Levels(
            thing.code,
            each.indicator,
            each.valid_from,
            _text(each.decided_by),
            tuple(
                BandSpec(band.code, band.at, _text(band.name), _rgb(band.colour))
                for band in each.bands
            ),
        )
        for thing in declared.things
        for each in thing.levels
    ]


def _network(declared: _Declared) -> operations.Network:
    source = declared.source
    return operations.Network(
        SourceFacts(source.code, _text(source.name), source.agency, source.licence),
        [
            ThingFacts(each.code, _text(each.name), each.place, each.lon, each.lat)
            for each in declared.things
        ],
        [
            SeriesSpec(
                thing.code,
                each.property,
                source.code,
                each.unit,
                each.cadence_seconds,
                each.licence or source.licence,
                each.procedure,
                each.code,
                each.public,
            )
            for thing in declared.things
            for each in thing.series
        ],
    )


def _rgb(colour: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(colour[1:])
    return red, green, blue


def _text(words: _Words) -> Text:
    return Text(words.vi, words.en or words.vi)
