"""Who may have a register asked, and who may read the log. Pure."""

from uuid import UUID

from motcua.kernel.actors import SYSTEM, Actor, Role
from motcua.kernel.errors import NotAllowed

#: Roles that check an application against a register.
CHECKERS = frozenset({
    Role.RECEIVER, Role.CENTER_HEAD, Role.DEPT_HEAD, Role.CASE_OFFICER, Role.SIGNATORY,
})  # fmt: skip


def may_ask(actor: Actor, person: UUID) -> bool:
    """A person has registers asked about themselves; an officer about whom a case is."""
    return actor.person == str(person) or bool(actor.agencies(*CHECKERS))


def may_read_log(actor: Actor, person: UUID) -> bool:
    """The person themselves; and whoever answers for the system, to look into a complaint."""
    return actor in (SYSTEM,) or actor.person == str(person) or bool(actor.agencies(Role.AUDITOR))


def may_cite(actor: Actor, person: UUID) -> bool:
    """Only whose application it is has a register asked for a paper: neither who helps with it nor
    who stands for them was given leave to learn what registers hold."""
    return actor.person == str(person)


def must_tidy(actor: Actor) -> None:
    """:raises NotAllowed: not the machinery"""
    if actor != SYSTEM:
        raise NotAllowed("only the machinery tidies up")
