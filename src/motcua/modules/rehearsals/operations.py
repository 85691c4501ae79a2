"""The only ways a rehearsal changes, as the city knows it; each is one transaction."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation.identifiers import new_id
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Invalid, NotFound
from motcua.modules.catalogue.rules.package import read
from motcua.modules.organisation import queries as organisation

from . import policies, steps
from .models import Rehearsal
from .rules.life import State, must_have_room


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
    if not getattr(package, "is_complete", True):
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
def forget_source(*, rehearsal_id: UUID, by: Actor, at: datetime) -> None:
    """The files of a closed rehearsal are not kept: what was tried is kept where it was drafted.

    :raises NotFound: no such rehearsal
    """
    del at
    policies.must_rehearse(by)
    if not Rehearsal.objects.filter(id=rehearsal_id).update(source={}):
        raise NotFound(f"rehearsal {rehearsal_id}")
