"""The writes of rehearsals: the only place where a state changes."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from motcua.foundation import journal
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound

from . import events
from .models import Forecast, Persona, Rehearsal, Scene, Walk
from .rules.life import STANDING, Act, Stage, State, next_state


def subject(rehearsal: Rehearsal) -> tuple[str, str]:
    return ("rehearsal", str(rehearsal.id))


def locked(rehearsal_id: UUID) -> Rehearsal:
    """
    :raises NotFound: no such rehearsal
    """
    found = Rehearsal.objects.select_for_update().filter(id=rehearsal_id).first()
    if found is None:
        raise NotFound(f"rehearsal {rehearsal_id}")
    return found


def standing() -> int:
    """How many have a space now; asked under a lock that makes those who open queue."""
    rows = Rehearsal.objects.select_for_update().filter(state__in=[s.value for s in STANDING])
    return len(rows)


def begin(rehearsal: Rehearsal, *, by: Actor, at: datetime) -> None:
    rehearsal.state = State.PREPARING.value
    rehearsal.save(force_insert=True)
    journal.record(
        events.RehearsalAsked(rehearsal.id, rehearsal.procedure, rehearsal.digest, at),
        by=by,
        subject=subject(rehearsal),
    )


def note_ready(rehearsal: Rehearsal, *, by: Actor, at: datetime) -> None:
    _move(rehearsal, Act.NOTE_READY)
    rehearsal.opened_at, rehearsal.progress = at, 100
    rehearsal.save(update_fields=["state", "opened_at", "progress"])
    journal.record(
        events.RehearsalOpened(rehearsal.id, rehearsal.procedure, at),
        by=by,
        subject=subject(rehearsal),
    )


def note_failed(rehearsal: Rehearsal, trouble: str) -> None:
    _move(rehearsal, Act.NOTE_FAILED)
    rehearsal.trouble = trouble
    rehearsal.save(update_fields=["state", "trouble"])


def close(rehearsal: Rehearsal, *, by: Actor, at: datetime) -> None:
    _move(rehearsal, Act.CLOSE)
    rehearsal.closed_at = at
    rehearsal.save(update_fields=["state", "closed_at"])
    journal.record(
        events.RehearsalClosed(rehearsal.id, rehearsal.procedure, at),
        by=by,
        subject=subject(rehearsal),
    )


def _move(rehearsal: Rehearsal, act: Act) -> None:
    rehearsal.state = next_state(State(rehearsal.state), act).value


# Inside a space


def set_scene(scene: Scene, personas: Sequence[Persona]) -> None:
    scene.save(force_insert=True)
    Persona.objects.bulk_create(personas)


def scene() -> Scene:
    return Scene.objects.get(id=1)


def move_clock(scene: Scene, ahead_seconds: int) -> None:
    scene.ahead_seconds = ahead_seconds
    scene.save(update_fields=["ahead_seconds"])


def note_troubles(troubles: Sequence[str]) -> None:
    row = Scene.objects.select_for_update().get(id=1)
    row.troubles = [*row.troubles, *troubles][-20:]
    row.save(update_fields=["troubles"])


# Longer pieces of work


def note_stage(
    work: Walk | Forecast, stage: Stage, changes: Mapping[str, object] | None = None
) -> None:
    work.state = stage.value
    for name, value in (changes or {}).items():
        setattr(work, name, value)
    work.save()
