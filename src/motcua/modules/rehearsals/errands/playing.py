"""What moves inside a space: its clock, its jobs, and who is there to be played."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from motcua.foundation import jobs, journal, plugs
from motcua.kernel import present
from motcua.kernel.actors import SYSTEM, Role
from motcua.kernel.words import Text
from motcua.modules.catalogue import operations as catalogue
from motcua.modules.dossiers import queries as dossiers
from motcua.modules.organisation import queries as organisation
from motcua.modules.organisation.rules import POSTS
from motcua.modules.payments.ports import Gateways
from motcua.modules.payments.reactions import ask_about_all

from .. import steps
from ..models import Scene
from ..rules.moments import Jump, jumped

#: Whose consequences belong to a rehearsal. What measures and tells the city is left out.
PLAYED = ("dossiers", "results", "payments", "catalogue", "bundles", "transitions", "bank")


Tasks = Mapping[str, Callable[..., None]]


@dataclass(frozen=True, slots=True)
class Seat:
    """An officer whom one may play: `who` is what a session says, `roles` what they may do."""

    who: str
    name: str
    title: Text
    roles: tuple[Role, ...]


def due_jobs(tasks: Tasks) -> list[str]:
    """Run what is due in the space by its clock. Returns what failed, which is noted too."""
    failed = jobs.rehearse_due(at=present.now(), plays=_plays, instead=tasks)
    if failed:
        with transaction.atomic():
            steps.note_troubles(failed)
    return failed


def _plays(name: str, arguments: Mapping[str, Any]) -> bool:
    what = str(arguments.get("reaction", "")) if name == journal.REACT else name
    return what.partition(".")[0] in PLAYED


def jump(to: Jump, *, chosen: datetime | None, tasks: Tasks) -> datetime:
    """Move the clock of the space one is inside of, and do what falls due by then. The moment.

    :raises ClockGoesForward: the moment lies before now
    :raises NothingDue: no dossier has a due date to come
    :raises BeyondCalendar: the calendar does not reach that far
    """
    now = present.now()
    with transaction.atomic():
        scene = Scene.objects.select_for_update().get(id=1)
        at = jumped(
            to,
            now=now,
            calendar=organisation.calendar_of(scene.agency),
            due=dossiers.next_due(after=now, by=SYSTEM),
            chosen=chosen,
        )
        steps.move_clock(scene, scene.ahead_seconds + _whole(at - now))
    with present.by(lambda: at):
        walk_clock(tasks)
    return at


def walk_clock(tasks: Tasks) -> None:
    """What the passing of time brings: gateways asked, revisions beginning or ending, jobs due."""
    at = present.now()
    for gateway in plugs.get(Gateways):
        ask_about_all(gateway.name, at=at)
    catalogue.bring_into_force(by=SYSTEM, at=at)
    due_jobs(tasks)


def _whole(passed: timedelta) -> int:
    """Whole seconds, never fewer: one minute after a due date is not 59 seconds after it."""
    return -int(-passed.total_seconds() // 1)


def offices(agency: str, on: date) -> tuple[Seat, ...]:
    """Who works at an agency on a day, in the order of their roles."""
    found: dict[UUID, tuple[str, Text, list[Role]]] = {}
    for role in sorted(POSTS, key=list(Role).index):
        for card in organisation.officers_holding(role, agency, on=on):
            _, _, roles = found.setdefault(card.id, (card.full_name, card.title, []))
            roles.append(role)
    return tuple(
        Seat(f"officer:{key}", name, title, tuple(roles))
        for key, (name, title, roles) in found.items()
    )
