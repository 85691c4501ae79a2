"""Who may bring procedures in and publish them. Pure."""

from motcua.kernel.actors import SYSTEM, Actor, Role
from motcua.kernel.errors import NotAllowed

from .rules.states import SecondPersonNeeded


def must_design(by: Actor) -> None:
    """
    :raises NotAllowed: neither a procedure administrator nor the system
    """
    if by != SYSTEM and not by.agencies(Role.PROCEDURE_ADMIN):
        raise NotAllowed("only procedure administrators change the catalogue")


def must_be_second(by: Actor, *, imported_by: str) -> None:
    """Publishing takes a second pair of eyes; the system seeds alone.

    :raises SecondPersonNeeded: the same person brought it in
    """
    if by != SYSTEM and by.id == imported_by:
        raise SecondPersonNeeded("somebody else must publish what you brought in")
