"""Who may draft and who may approve. Pure."""

from collections.abc import Set

from motcua.kernel.actors import SYSTEM, Actor, Role
from motcua.kernel.errors import NotAllowed, Refusal


class SecondPersonNeeded(Refusal):
    """Who wrote any of it does not approve it."""

    code = "proposal-second-person"
    status = 403


def may_design(by: Actor) -> bool:
    return bool(by.agencies(Role.PROCEDURE_ADMIN))


def must_design(by: Actor) -> None:
    """
    :raises NotAllowed: not a procedure administrator
    """
    if not may_design(by):
        raise NotAllowed("procedure administrators draft and approve changes")


def may_read(by: Actor) -> bool:
    """The history of a procedure is open to every officer; drafts to designers and auditors."""
    return bool(by.agencies(Role.PROCEDURE_ADMIN, Role.ADMIN, Role.AUDITOR))


def must_read(by: Actor) -> None:
    """
    :raises NotAllowed: neither designer nor auditor
    """
    if not may_read(by):
        raise NotAllowed("drafts are for designers and auditors")


def must_be_author(by: Actor, authors: Set[str]) -> None:
    """
    :raises NotAllowed: wrote nothing of it
    """
    if by.id not in authors:
        raise NotAllowed("only those who wrote it take it back")


def must_be_second(by: Actor, authors: Set[str]) -> None:
    """
    :raises SecondPersonNeeded: wrote some of it
    """
    if by.id in authors:
        raise SecondPersonNeeded("somebody who wrote nothing of it approves it")


def must_exchange(by: Actor) -> None:
    """The command line brings packages in too: what comes in is only a draft.

    :raises NotAllowed: neither a procedure administrator nor the system
    """
    if by != SYSTEM:
        must_design(by)
