"""A source with all its things and series at once, as an integrator brings it in a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from motcua.kernel.actors import Actor
from motcua.modules.places import queries as places

from .. import policies, steps
from ..rules.registering import SeriesSpec, SourceFacts, ThingFacts


@dataclass(frozen=True, slots=True)
class Network:
    """What one source observes with."""

    source: SourceFacts
    things: Sequence[ThingFacts]
    series: Sequence[SeriesSpec]


@transaction.atomic(durable=True)
def register_network(*, network: Network, by: Actor, at: datetime) -> dict[str, int]:
    """Register everything or nothing; again changes what differs. Returns the series' ids by code.

    What stands in the city and not in the network stays as it is.

    :raises NotAllowed: not an administrator
    :raises NotFound: no such place on that day, or a series of a thing that is not there
    :raises Invalid, SeriesTaken: what is wrong with one of them
    """
    policies.must_register(by)
    if places.public_version() is not None:
        for place in sorted({each.place for each in network.things} - {""}):
            places.public_unit(place, at.date())
    steps.register_source(facts=network.source, by=by, at=at)
    steps.register_things(things=network.things, by=by, at=at)
    return steps.register_series(specs=network.series, by=by, at=at)
