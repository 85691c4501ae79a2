"""Who may read a person. Pure."""

from uuid import UUID

from motcua.kernel.actors import SYSTEM, Actor, Role

#: Roles that handle dossiers and so meet people. Others have no case in hand.
CASE_ROLES = frozenset(
    {
        Role.RECEIVER,
        Role.CENTER_HEAD,
        Role.DEPT_HEAD,
        Role.CASE_OFFICER,
        Role.SIGNATORY,
        Role.CLERK,
        Role.RETURNER,
        Role.CASHIER,
        Role.CONTROLLER,
    }
)


def is_self(actor: Actor, person_id: UUID) -> bool:
    return actor.person == str(person_id)


def may_read(actor: Actor, person_id: UUID) -> bool:
    """A person reads themselves; the system reads anybody to print and send."""
    return actor == SYSTEM or is_self(actor, person_id)


def may_read_for_case(actor: Actor) -> bool:
    """An officer who handles cases may read who a case is about.

    That the case is the officer's is decided where cases are known, above this module.
    """
    return actor == SYSTEM or (actor.officer is not None and bool(actor.agencies(*CASE_ROLES)))


def may_prove(actor: Actor, person_id: UUID) -> bool:
    """The person, or an officer across the counter who is told the code."""
    return is_self(actor, person_id) or (
        actor.officer is not None and bool(actor.agencies(*CASE_ROLES))
    )


#: Who meets people at the counter, their card in hand.
COUNTER_ROLES = (Role.RECEIVER, Role.CENTER_HEAD)


def may_meet(actor: Actor) -> bool:
    """Whether the actor sits at a counter, where people show who they are."""
    return actor == SYSTEM or bool(actor.agencies(*COUNTER_ROLES))
