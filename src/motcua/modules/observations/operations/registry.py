"""Sources and their tokens, things and series, as an administrator registers them."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction

from motcua.foundation import journal, rows
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound
from motcua.modules.places import queries as places

from .. import events, policies, steps
from ..rules.properties import properties
from ..rules.registering import SeriesSpec, SourceFacts, ThingFacts
from ..steps import knowing

#: So that whoever finds one in a log knows what it is.
TOKEN_PREFIX = "motcua-source-"  # noqa: S105 -- a prefix


@transaction.atomic(durable=True)
def register_source(*, source: SourceFacts, by: Actor, at: datetime) -> None:
    """Register a source, or change its facts.

    :raises NotAllowed: not an administrator
    :raises BadCode: not spelt like one
    """
    policies.must_register(by)
    steps.register_source(facts=source, by=by, at=at)


@transaction.atomic(durable=True)
def issue_token(
    *, source: str, keep_others: timedelta = timedelta(0), by: Actor, at: datetime
) -> str:
    """Give a source a new token; those before it work on for as long as `keep_others` says.

    The token is told this once; only its digest is kept.

    :raises NotAllowed: not an administrator
    :raises NotFound: no such source
    :raises SourceClosed: it sends no more
    """
    policies.must_register(by)
    _must_be_open(source)
    token = TOKEN_PREFIX + secrets.token_urlsafe(32)
    others_end_at = at + keep_others
    rows.run(
        "UPDATE observations_sourcetoken SET ends_at = least(ends_at, %s) WHERE source_id = %s",
        [others_end_at, source],
    )
    rows.run(
        "INSERT INTO observations_sourcetoken (digest, source_id, issued_at) VALUES (%s, %s, %s)",
        [sha256(token.encode()).hexdigest(), source, at],
    )
    fact = events.TokenIssued(source, others_end_at, at)
    journal.record(fact, by=by, subject=("observations.source", source))
    return token


@transaction.atomic(durable=True)
def revoke_tokens(*, source: str, by: Actor, at: datetime) -> None:
    """From now on no token of the source opens the gate.

    :raises NotAllowed: not an administrator
    :raises NotFound: no such source
    """
    policies.must_register(by)
    _must_be_there(source)
    rows.run(
        "UPDATE observations_sourcetoken SET ends_at = least(ends_at, %s) WHERE source_id = %s",
        [at, source],
    )
    journal.record(events.TokensRevoked(source, at), by=by, subject=("observations.source", source))


@transaction.atomic(durable=True)
def close_source(*, source: str, by: Actor, at: datetime) -> None:
    """It sends no more; what it sent stays.

    :raises NotAllowed: not an administrator
    :raises NotFound: no such source
    :raises SourceClosed: it was closed before
    """
    policies.must_register(by)
    _must_be_open(source)
    rows.run("UPDATE observations_source SET is_open = false WHERE code = %s", [source])
    knowing.stamp_anew()
    journal.record(events.SourceClosed(source, at), by=by, subject=("observations.source", source))


@transaction.atomic(durable=True)
def register_things(*, things: Sequence[ThingFacts], by: Actor, at: datetime) -> None:
    """Register things, or change their facts.

    :raises NotAllowed: not an administrator
    :raises BadCode, BadPosition: what is wrong with one of them
    :raises NotFound: no such place on that day
    """
    policies.must_register(by)
    if places.public_version() is not None:
        for place in sorted({each.place for each in things} - {""}):
            places.public_unit(place, at.date())
    steps.register_things(things=things, by=by, at=at)


@transaction.atomic(durable=True)
def register_series(*, series: Sequence[SeriesSpec], by: Actor, at: datetime) -> dict[str, int]:
    """Register series, or change unit, cadence, licence or openness; returns the ids by code.

    A closed series that is registered again is open again.

    :raises NotAllowed: not an administrator
    :raises UnknownProperty, WrongUnit, BadCadence, BadCode, SeriesTaken: what is wrong with one
    :raises NotFound: no such thing or source
    """
    policies.must_register(by)
    return steps.register_series(specs=series, by=by, at=at)


@transaction.atomic(durable=True)
def close_series(*, series: str, by: Actor, at: datetime) -> None:
    """Nothing more is taken for it; what came stays.

    :raises NotAllowed: not an administrator
    :raises NotFound: no such series
    """
    policies.must_register(by)
    found = rows.fetch(
        "UPDATE observations_series SET is_closed = true WHERE code = %s RETURNING id", [series]
    )
    if not found:
        raise NotFound("no such series")
    knowing.stamp_anew()
    key = found[0][0]
    journal.record(events.SeriesClosed(key, at), by=by, subject=("observations.series", str(key)))


@transaction.atomic(durable=True)
def declare_rules(*, by: Actor, at: datetime) -> None:
    """Keep the rules that the program declares as versions, where none newer was set.

    :raises NotAllowed: not an administrator
    """
    policies.must_register(by)
    steps.declare_rules(list(properties().values()), by=by, at=at)


def _must_be_there(source: str) -> bool:
    found = rows.fetch(
        "SELECT is_open FROM observations_source WHERE code = %s FOR UPDATE", [source]
    )
    if not found:
        raise NotFound("no such source")
    return bool(found[0][0])


def _must_be_open(source: str) -> None:
    if not _must_be_there(source):
        raise steps.SourceClosed("the source was closed", source=source)
