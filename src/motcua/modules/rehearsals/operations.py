"""The only ways a rehearsal changes, as the city knows it; each is one transaction."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import jobs
from motcua.foundation.identifiers import new_id
from motcua.kernel.actors import Actor
from motcua.kernel.errors import AlreadyDone, Invalid, NotFound, WrongMoment
from motcua.modules.catalogue.rules.package import read
from motcua.modules.organisation import queries as organisation

from . import policies, steps
from .models import Forecast, Rehearsal, Walk
from .rules.life import LONGEST_WALK, Stage, State, must_have_room
from .rules.wishes import Wish


class NobodyDecides(Invalid):
    """The city has no agency that could decide the procedure."""

    code = "rehearsal-nobody-decides"


class NotWhole(Invalid):
    """The package says what the procedure is, and cannot be filed: there is nothing to rehearse."""

    code = "rehearsal-not-whole"


@transaction.atomic(durable=True)
def open_rehearsal(
    *, files: Mapping[str, bytes], origin: str, agency: str = "", by: Actor, at: datetime
) -> UUID:
    """Have a space made in which these files are in force. Returns the rehearsal's id.

    `origin` names what they are of (`proposal:…`, `revision:…`); `agency` is where one will play
    the officers, by default the first that decides the procedure.

    :raises NotAllowed: not a procedure administrator
    :raises PackageErrors: something is wrong with the files
    :raises NotWhole: there is no form or no route
    :raises NobodyDecides: no agency of the city may decide it, or not this one
    :raises TooManyRehearsals: as many stand as may
    """
    policies.must_rehearse(by)
    package = read(files)
    if not package.is_complete:
        raise NotWhole("nothing can be filed", procedure=package.code)
    kinds = package.procedure.agency_kinds
    there = [card.code for card in organisation.competent_agencies(kinds)]
    if not there or (agency and agency not in there):
        raise NobodyDecides("no agency decides it", procedure=package.code)
    must_have_room(steps.standing())
    rehearsal = Rehearsal(
        id=new_id(),
        key=secrets.token_hex(6),
        procedure=package.code,
        name_vi=package.procedure.short_name.vi,
        name_en=package.procedure.short_name.en or "",
        origin=origin,
        digest=package.digest,
        source={name: content.decode() for name, content in files.items()},
        agency=agency or there[0],
        asked_by=by.id,
        asked_at=at,
    )
    steps.begin(rehearsal, by=by, at=at)
    return rehearsal.id


@transaction.atomic(durable=True)
def note_progress(*, rehearsal_id: UUID, percent: int, by: Actor, at: datetime) -> None:
    """How far the making is, in per cent."""
    del at
    policies.must_rehearse(by)
    Rehearsal.objects.filter(id=rehearsal_id).update(progress=max(0, min(99, percent)))


@transaction.atomic(durable=True)
def note_ready(*, rehearsal_id: UUID, by: Actor, at: datetime) -> None:
    """The space stands: whoever may rehearse may enter.

    :raises WrongMoment: it was closed meanwhile
    """
    policies.must_rehearse(by)
    steps.note_ready(steps.locked(rehearsal_id), by=by, at=at)


@transaction.atomic(durable=True)
def note_failed(*, rehearsal_id: UUID, trouble: str, by: Actor, at: datetime) -> None:
    """The space could not be made, and why.

    :raises WrongMoment: it was closed meanwhile
    """
    del at
    policies.must_rehearse(by)
    steps.note_failed(steps.locked(rehearsal_id), trouble)


@transaction.atomic(durable=True)
def close(*, rehearsal_id: UUID, by: Actor, at: datetime) -> None:
    """Let nobody in any more; the space is taken down right after.

    :raises NotFound: no such rehearsal
    :raises NotAllowed: not a procedure administrator
    :raises WrongMoment: it is closed
    """
    policies.must_rehearse(by)
    rehearsal = steps.locked(rehearsal_id)
    steps.close(rehearsal, by=by, at=at)


@transaction.atomic(durable=True)
def close_old(*, before: datetime, stuck_before: datetime, by: Actor, at: datetime) -> int:
    """Close those asked for before a moment, and those whose making was cut off. How many."""
    policies.must_rehearse(by)
    old = Rehearsal.objects.filter(
        asked_at__lt=before, state__in=[State.PREPARING, State.OPEN, State.FAILED]
    ) | Rehearsal.objects.filter(asked_at__lt=stuck_before, state=State.PREPARING)
    keys = list(old.values_list("id", flat=True))
    for key in keys:
        steps.close(steps.locked(key), by=by, at=at)
    return len(keys)


@transaction.atomic(durable=True)
def ask_walk(*, rehearsal_id: UUID, by: Actor, at: datetime) -> UUID:
    """Have all paths of what is rehearsed walked in its space. Returns the walk's id.

    :raises NotFound: no such rehearsal
    :raises WrongMoment: its space does not stand
    :raises AlreadyDone: a walk is under way
    """
    policies.must_rehearse(by)
    rehearsal = steps.locked(rehearsal_id)
    if rehearsal.state != State.OPEN:
        raise WrongMoment("its space does not stand", act="ask_walk", state=rehearsal.state)
    under_way = [Stage.WAITING.value, Stage.RUNNING.value]
    lately = Walk.objects.filter(rehearsal=rehearsal, asked_at__gt=at - LONGEST_WALK)
    if lately.filter(state__in=under_way).exists():
        raise AlreadyDone("a walk is under way")
    walk = Walk(
        id=new_id(), rehearsal=rehearsal, origin=rehearsal.origin, digest=rehearsal.digest,
        asked_by=by.id, asked_at=at,
    )  # fmt: skip
    steps.note_stage(walk, Stage.WAITING)
    jobs.defer("rehearsals.walk", walk=str(walk.id))
    return walk.id


@transaction.atomic(durable=True)
def note_plan(*, walk_id: UUID, of: int, uncovered: Sequence[str], by: Actor, at: datetime) -> None:
    """How many paths there are, and what none of them reaches."""
    del at
    policies.must_rehearse(by)
    walk = Walk.objects.select_for_update().get(id=walk_id)
    changes = {"of": of, "uncovered": list(uncovered), "paths": [], "done": 0}
    steps.note_stage(walk, Stage.RUNNING, changes)


@transaction.atomic(durable=True)
def note_path(*, walk_id: UUID, path: Mapping[str, object], by: Actor, at: datetime) -> None:
    """One path was walked."""
    del at
    policies.must_rehearse(by)
    walk = Walk.objects.select_for_update().get(id=walk_id)
    paths = [*walk.paths, dict(path)]
    steps.note_stage(walk, Stage.RUNNING, {"paths": paths, "done": len(paths)})


@transaction.atomic(durable=True)
def end_walk(*, walk_id: UUID, trouble: str, by: Actor, at: datetime) -> None:
    """All paths were walked, or it broke off, and why."""
    policies.must_rehearse(by)
    walk = Walk.objects.select_for_update().get(id=walk_id)
    after = Stage.FAILED if trouble else Stage.DONE
    steps.note_stage(walk, after, {"trouble": trouble, "ended_at": at})


@transaction.atomic(durable=True)
def ask_forecast(
    *, files: Mapping[str, bytes], origin: str, wish: Wish, by: Actor, at: datetime
) -> UUID:
    """Have the share on time foretold for one agency. Returns the forecast's id.

    :raises NotAllowed: not a procedure administrator
    :raises PackageErrors: something is wrong with the files
    :raises NotWhole: there is no route
    :raises NotFound: no such agency, or it does not decide the procedure
    :raises Invalid: a number makes no sense; params: field
    """
    policies.must_rehearse(by)
    package = read(files)
    if not package.is_complete:
        raise NotWhole("nothing can be filed", procedure=package.code)
    kind = organisation.agency(wish.agency).kind
    if kind not in package.routes:
        raise NotFound("that agency does not decide it")
    given = wish.facts(package, kind)
    forecast = Forecast(
        id=new_id(), origin=origin, procedure=package.code, digest=package.digest, given=given,
        of=wish.replications, asked_by=by.id, asked_at=at,
    )  # fmt: skip
    steps.note_stage(forecast, Stage.WAITING)
    jobs.defer("rehearsals.foretell", forecast=str(forecast.id))
    return forecast.id


@transaction.atomic(durable=True)
def note_replications(*, forecast_id: UUID, done: int, by: Actor, at: datetime) -> None:
    """How far the simulation is."""
    del at
    policies.must_rehearse(by)
    forecast = Forecast.objects.select_for_update().get(id=forecast_id)
    steps.note_stage(forecast, Stage.RUNNING, {"done": done})


@transaction.atomic(durable=True)
def end_forecast(
    *, forecast_id: UUID, outcome: Mapping[str, object] | None, trouble: str, by: Actor,
    at: datetime,
) -> None:  # fmt: skip
    """What came of it, or why nothing did."""
    policies.must_rehearse(by)
    forecast = Forecast.objects.select_for_update().get(id=forecast_id)
    after = Stage.FAILED if trouble else Stage.DONE
    changes = {"outcome": outcome, "trouble": trouble, "ended_at": at, "done": forecast.of}
    steps.note_stage(forecast, after, changes)


@transaction.atomic(durable=True)
def forget_source(*, rehearsal_id: UUID, by: Actor, at: datetime) -> None:
    """The files of a closed rehearsal are not kept: what was tried is kept where it was drafted.

    :raises NotFound: no such rehearsal
    """
    del at
    policies.must_rehearse(by)
    if not Rehearsal.objects.filter(id=rehearsal_id).update(source={}):
        raise NotFound(f"rehearsal {rehearsal_id}")
