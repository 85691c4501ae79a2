"""A city with two communes, stations that measured for a day, a share with intervals, a warning."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from types import ModuleType
from uuid import UUID

import pytest
from django.test import Client

from motcua.design import charts
from motcua.design.charts import Drawn, Spec, digest
from motcua.foundation import plugs
from motcua.kernel.actors import SYSTEM
from motcua.modules.alerts.rules.cap import Status
from motcua.modules.alerts.tests import factories as warned
from motcua.modules.dossiers.tests.world import World, found_world
from motcua.modules.indicators import operations as measuring
from motcua.modules.indicators import reactions, sources
from motcua.modules.indicators.tests import factories as measured
from motcua.modules.places.tests import outlines
from motcua.sites.city import (
    alerts,
    charting,
    comparing,
    downloads,
    indicators,
    places,
    stations,
    today,
)

#: Tuesday 2026-11-17, a quarter past nine in the evening in Hà Nội.
NOW = datetime(2026, 11, 17, 14, 15, tzinfo=UTC)
DOORS: tuple[ModuleType, ...] = (
    alerts, charting, comparing, downloads, indicators, places, stations, today,
)  # fmt: skip


class Pencil:
    """Draws nothing, and remembers what it was asked for."""

    def __init__(self) -> None:
        self.specs: list[Spec] = []
        self.is_away = False

    def draw(self, spec: Spec, language: str) -> Drawn:
        if self.is_away:
            raise charts.NotDrawn("away")
        self.specs.append(spec)
        return Drawn(digest(spec, language), b"<svg/>", b"{}")


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """The doors' clock stands still."""
    for door in DOORS:
        if hasattr(door, "now"):
            monkeypatch.setattr(door, "now", lambda: NOW)
    return NOW


@pytest.fixture
def pencil() -> Iterator[Pencil]:
    made = Pencil()
    with plugs.instead(charts.Draughtsman, made):
        yield made


@pytest.fixture
def world(db: None) -> World:
    return found_world(with_places=True)


@pytest.fixture
def air(world: World) -> None:
    """Two wards' stations over a day and a half; the second was silent for the last hours."""
    measured.the_shipped_packs(at=NOW - timedelta(days=40))
    start = NOW.replace(minute=0) - timedelta(hours=36)
    for thing, place, value, hours in (("hk-01", "00070", 60.0, 36), ("bd-01", "00004", 20.0, 34)):
        measured.a_station(thing, "pm2_5", place=place)
        measured.hourly(measured.steady(value, hours), start=start, series=f"{thing}:pm2_5", at=NOW)
    reactions.catch_up_series(NOW)


@pytest.fixture
def shares(world: World) -> Iterator[None]:
    """The share filed online in September and October, of two agencies and their communes.

    The first one's surely rose; of the second one's nobody can tell.
    """
    heap = measured.Heap()
    sources.register(heap)
    content = measured.a_definition(
        "kind: share, when: 'channel == \"online\"', factor: 100",
        code="online_share",
        interval="wilson",
        grains="month, year",
    )
    measuring.load_pack(files={"share.yaml": content}, by=SYSTEM, at=NOW - timedelta(days=90))
    september, october = datetime(2026, 9, 8, tzinfo=UTC), datetime(2026, 10, 6, tzinfo=UTC)
    for month, good, other in ((september, 40, 45), (october, 90, 50)):
        heap.put(month, "online", count=good)
        heap.put(month, "counter", count=100 - good)
        heap.put(month, "online", count=other, agency="H26.102", place="00004")
        heap.put(month, "counter", count=100 - other, agency="H26.102", place="00004")
    reactions.fill("online_share", at=NOW)
    yield
    sources.withdraw(heap.name)


@pytest.fixture
def boundaries(world: World) -> str:
    """Squares for the two wards."""
    return outlines.take(outlines.two_neighbours()).version


@pytest.fixture
def warning(world: World) -> UUID:
    return warned.issued(at=NOW - timedelta(hours=1), expires=NOW + timedelta(hours=5),
                         status=Status.ACTUAL)  # fmt: skip


@pytest.fixture
def visitor(world: World) -> Client:
    return Client()


@pytest.fixture
def whole(air: None, shares: None, boundaries: str, warning: UUID) -> str:
    """All of it."""
    del air, shares, warning
    return boundaries
