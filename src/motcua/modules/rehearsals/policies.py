"""Who may rehearse. Pure."""

from motcua.kernel.actors import SYSTEM, Actor, Role
from motcua.kernel.errors import NotAllowed


def may_rehearse(by: Actor) -> bool:
    return by == SYSTEM or bool(by.agencies(Role.PROCEDURE_ADMIN))


def must_rehearse(by: Actor) -> None:
    """
    :raises NotAllowed: not a procedure administrator
    """
    if not may_rehearse(by):
        raise NotAllowed("procedure administrators rehearse")
