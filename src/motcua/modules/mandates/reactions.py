"""What mandates do when facts arrive: the two people hear of each other. Each may run twice."""

from uuid import UUID

from motcua.foundation.journal import reacts_to
from motcua.kernel.actors import SYSTEM
from motcua.modules.people.events import PersonMet, PersonSeen

from . import operations
from .events import MandateBegan, MandateEnded, MandateMade
from .rules import Act


@reacts_to(MandateMade, name="mandates.tell_offered")
def tell_offered(event: MandateMade) -> None:
    operations.tell_offered(mandate_id=event.mandate, by=SYSTEM, at=event.at)


@reacts_to(MandateBegan, name="mandates.tell_began")
def tell_began(event: MandateBegan) -> None:
    operations.tell_began(mandate_id=event.mandate, by=SYSTEM, at=event.at)


@reacts_to(MandateEnded, name="mandates.tell_ended")
def tell_ended(event: MandateEnded) -> None:
    operations.tell_ended(mandate_id=event.mandate, act=Act(event.act), by=SYSTEM, at=event.at)


@reacts_to(PersonMet, name="mandates.tell_newcomer")
def tell_newcomer(event: PersonMet) -> None:
    operations.tell_newcomer(person_id=UUID(event.person), by=SYSTEM, at=event.at)


@reacts_to(PersonSeen, name="mandates.tell_newly_seen")
def tell_newly_seen(event: PersonSeen) -> None:
    if event.is_new:
        operations.tell_newcomer(person_id=UUID(event.person), by=SYSTEM, at=event.at)
