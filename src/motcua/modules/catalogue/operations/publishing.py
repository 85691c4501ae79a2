"""Packages brought in, published and ended. Each function is one transaction."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from motcua.kernel.actors import Actor

from .. import policies, steps
from ..models import Procedure, Revision
from ..rules.package import read
from ..rules.states import State, local_day


@transaction.atomic(durable=True)
def import_package(*, files: Mapping[str, bytes], by: Actor, at: datetime) -> UUID:
    """Bring a package in as a draft revision and return the revision's id.

    The same content is the same revision: it is found by its digest, and nothing is written.

    :raises NotAllowed: only procedure administrators and the system may
    :raises PackageErrors: something is wrong with it; nothing was written
    """
    policies.must_design(by)
    package = read(files)
    known = Revision.objects.filter(digest=package.digest).values_list("id", flat=True).first()
    if known is not None:
        return known
    steps.refuse_bad_templates(package)
    procedure = steps.locked_procedure(package.code)
    # Somebody else may have brought the same content in while this one waited for the lock.
    known = Revision.objects.filter(digest=package.digest).values_list("id", flat=True).first()
    if known is not None:
        return known
    return steps.add_revision(procedure, package, files, by=by, at=at).id


@transaction.atomic(durable=True)
def publish(*, revision: UUID, by: Actor, at: datetime) -> None:
    """Publish a draft; it comes into force at once if its first day has come.

    :raises NotFound: no such revision
    :raises NotAllowed: only procedure administrators and the system may
    :raises SecondPersonNeeded: who brought it in may not publish it
    :raises AlreadyDone: it is published already
    :raises WrongMoment: it has ended
    :raises OlderThanCurrent: a revision that begins later is in force
    """
    policies.must_design(by)
    procedure, row = steps.locked_revision(revision)
    policies.must_be_second(by, imported_by=row.imported_by)
    steps.publish(procedure, row, by=by, at=at)
    steps.bring_into_force(procedure, local_day(at), by=by, at=at)


@transaction.atomic(durable=True)
def end(*, revision: UUID, on: date, by: Actor, at: datetime) -> None:
    """End a published revision; if none takes its place, the procedure is no longer offered.

    Dossiers already filed on it go on by it.

    :raises NotFound: no such revision
    :raises NotAllowed: only procedure administrators and the system may
    :raises AlreadyDone: it has ended
    :raises WrongMoment: it was never published
    """
    policies.must_design(by)
    procedure, row = steps.locked_revision(revision)
    steps.end(procedure, row, on, by=by, at=at)
    steps.bring_into_force(procedure, local_day(at), by=by, at=at)


@transaction.atomic(durable=True)
def bring_into_force(*, by: Actor, at: datetime) -> int:
    """Let revisions begin and end whose day has come; run daily.

    Returns how many procedures changed.

    :raises NotAllowed: only procedure administrators and the system may
    """
    policies.must_design(by)
    on = local_day(at)
    begins = Q(effective_from__lte=on) & ~Q(procedure__current_id=F("id"))
    due = begins | Q(effective_from__lte=on, procedure__current=None) | Q(effective_to__lte=on)
    codes = (
        Revision.objects.filter(due, state=State.PUBLISHED.value)
        .values_list("procedure__code", flat=True).distinct().order_by("procedure__code")
    )  # fmt: skip
    changed = 0
    for code in list(codes):
        procedure: Procedure = steps.locked_procedure(code)
        changed += steps.bring_into_force(procedure, on, by=by, at=at)
    return changed
