"""As what somebody meets a dossier: their own, another's under a mandate, an officer's, an owner's.

The one place that knows all the ways. Operations ask `roles_held`, which keeps a mandate from being
revoked until their transaction ends; queries ask `roles_seen`.
"""

from collections.abc import Callable, Mapping
from uuid import UUID

from motcua.foundation import vault
from motcua.kernel.actors import Actor, Role
from motcua.kernel.words import fold
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.catalogue.rules.owners import owner_of
from motcua.modules.mandates import queries as mandates
from motcua.modules.mandates import steps as held_mandates
from motcua.modules.people import queries as people
from motcua.modules.people.facts import PersonKind

from . import answering
from .models import Dossier
from .rules import State, relation_of

#: Who files for people at the counter.
ASSISTANTS = (Role.RECEIVER, Role.CENTER_HEAD)
#: As what people meet a dossier; everything else is an officer's capacity.
OF_PEOPLE = frozenset({Role.APPLICANT, Role.OWNER})

_Stands = Callable[[Dossier, Actor], bool]


def roles_seen(by: Actor, dossier: Dossier) -> frozenset[Role]:
    """As what a reader meets it this very day."""
    return _roles(by, dossier, _stands_now)


def roles_held(by: Actor, dossier: Dossier) -> frozenset[Role]:
    """As `roles_seen`, for an act: a mandate it rests on cannot end before the transaction does."""
    return _roles(by, dossier, _holds)


def _roles(by: Actor, dossier: Dossier, stands: _Stands) -> frozenset[Role]:
    parties = {str(dossier.applicant)}
    if dossier.mandate_id is None:
        parties.add(str(dossier.submitter))
    if by.person is not None and by.person not in parties and stands(dossier, by):
        parties.add(by.person)
    roles = relation_of(by, agency=dossier.agency, people=parties)
    if not roles and is_owner(by, dossier):
        return frozenset({Role.OWNER})
    # Until it is filed, the clerk who writes it down stands in for whoever sits before them.
    return frozenset({Role.APPLICANT}) if is_assistant(by, dossier) else roles


def is_assistant(by: Actor, dossier: Dossier) -> bool:
    """Whether this officer writes the draft down at the counter."""
    is_theirs = bool(dossier.assisted_by) and dossier.assisted_by == by.id
    at_counter = dossier.agency in by.agencies(*ASSISTANTS)
    return is_theirs and at_counter and dossier.state == State.DRAFT


def _stands_now(dossier: Dossier, by: Actor) -> bool:
    if dossier.state == State.DRAFT and dossier.mandate_id is None:
        return False
    return mandates.stands_for(
        mandate=dossier.mandate_id, giver=dossier.applicant, procedure=dossier.procedure,
        only_under=dossier.state == State.DRAFT, by=by,
    )  # fmt: skip


def _holds(dossier: Dossier, by: Actor) -> bool:
    if dossier.state == State.DRAFT and dossier.mandate_id is None:
        return False
    return held_mandates.hold_for(
        mandate=dossier.mandate_id, giver=dossier.applicant, procedure=dossier.procedure,
        only_under=dossier.state == State.DRAFT, by=by,
    )  # fmt: skip


def is_owner(by: Actor, dossier: Dossier) -> bool:
    """Whether the dossier names this very person, number and name, as whose it is."""
    if dossier.owner_print is None or by.person is None:
        return False
    return bytes(dossier.owner_print) == own_mark(by)


def own_mark(by: Actor) -> bytes | None:
    """The reader's own mark as an owner; None for businesses, which file for themselves."""
    if by.person is None:
        return None
    card = people.person_card(by.person, by=by)
    if card.kind is not PersonKind.CITIZEN or not card.personal_id:
        return None
    return _mark(card.personal_id, card.full_name)


def owner_mark(
    dossier: Dossier, revision: catalogue.Revision, answers: Mapping[str, object]
) -> bytes | None:
    """By what the owner finds it, where somebody else files: number and name must both agree, so
    that a slip of a digit shows a dossier to nobody."""
    owner = owner_of(revision.owners, answering.facts(dossier, answers))
    if not owner:
        return None
    number, name = owner.get("personal_id"), owner.get("full_name")
    return _mark(number, name) if isinstance(number, str) and isinstance(name, str) else None


def _mark(number: str, name: str) -> bytes:
    return vault.fingerprint(f"owner:{number}:{fold(name)}")


def on_behalf_of(dossier: Dossier, by: Actor) -> str | None:
    """For whom an actor acts, as the journal keeps it: nobody, where they act for themselves."""
    if by.person is not None and by.person != str(dossier.applicant):
        return f"person:{dossier.applicant}"
    if is_assistant(by, dossier):
        return f"person:{dossier.applicant}"
    return None


def hand_of(dossier: Dossier, by: Actor) -> str:
    """By whose hand something is done for the applicant: `counter`, `mandate`; '' their own, or the
    machinery's."""
    if by.officer is not None:
        return "counter"
    return "" if by.person in (None, str(dossier.applicant)) else "mandate"


def may_object(dossier: Dossier, by: Actor) -> bool:
    """Whether the actor is the applicant themself, and others' hands had a part in it; not what is
    over."""
    is_applicant = by.person is not None and by.person == str(dossier.applicant)
    by_others = bool(dossier.assisted_by) or dossier.submitter != dossier.applicant
    is_open = dossier.filed_at is not None and dossier.ended_at is None
    return is_applicant and by_others and is_open


def live_mandates(by: Actor) -> list[UUID]:
    """Under which the reader may see what was filed, this very day."""
    return [each.id for each in mandates.standings(by=by)]
