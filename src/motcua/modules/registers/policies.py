"""Who may have a register asked, and who may read the log. Pure."""

from uuid import UUID

from motcua.kernel.actors import SYSTEM, Actor, Role

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
