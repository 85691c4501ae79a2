"""What is asked inside a space: how its clock stands, and whom one may be."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from motcua.kernel.actors import Actor
from motcua.kernel.words import Text

from .. import policies
from ..models import Persona, Scene


@dataclass(frozen=True, slots=True)
class SceneCard:
    ahead: timedelta
    procedure: str
    revision: UUID
    agency: str
    troubles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonaCard:
    """`who` is what a session says: `person:…`."""

    who: str
    name: str
    note: Text


def scene(*, by: Actor) -> SceneCard:
    """
    :raises NotAllowed: not a procedure administrator
    """
    policies.must_rehearse(by)
    row = Scene.objects.get(id=1)
    return SceneCard(
        timedelta(seconds=row.ahead_seconds), row.procedure, row.revision, row.agency,
        tuple(row.troubles),
    )  # fmt: skip


def personas(*, by: Actor) -> tuple[PersonaCard, ...]:
    """The invented citizens, in their order.

    :raises NotAllowed: not a procedure administrator
    """
    policies.must_rehearse(by)
    return tuple(
        PersonaCard(row.who, row.name, Text(row.note_vi, row.note_en))
        for row in Persona.objects.order_by("place")
    )
