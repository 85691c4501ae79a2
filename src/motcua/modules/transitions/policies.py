"""Who may plan and carry out what becomes of dossiers in flight. Pure."""

from motcua.kernel.actors import SYSTEM, Actor, Role
from motcua.kernel.errors import NotAllowed


def may_change(by: Actor) -> bool:
    return by.id == SYSTEM.id or bool(by.agencies(Role.PROCEDURE_ADMIN))


def must_change(by: Actor) -> None:
    """
    :raises NotAllowed: not a procedure administrator
    """
    if not may_change(by):
        raise NotAllowed("procedure administrators change procedures", act="change")


def must_read(by: Actor) -> None:
    """
    :raises NotAllowed: neither designer nor auditor
    """
    if not may_change(by) and not by.agencies(Role.AUDITOR, Role.ADMIN):
        raise NotAllowed("plans are for designers and auditors", act="read")
