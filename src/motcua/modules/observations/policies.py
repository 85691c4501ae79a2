"""Who may send, register and decide. Pure."""

from motcua.kernel.actors import SYSTEM, Actor, Role
from motcua.kernel.errors import NotAllowed

#: Those of the operations centre.
_WATCHERS = (Role.OPERATOR, Role.DUTY_HEAD, Role.ADMIN)


def sender(source: str) -> Actor:
    """Who acts when a source's token was shown."""
    return Actor(f"source:{source}")


def must_send(by: Actor, *, source: str) -> None:
    """A source for itself; administrators (files) and the program itself for any.

    :raises NotAllowed: somebody else
    """
    if by not in (SYSTEM, sender(source)) and not by.agencies(Role.ADMIN):
        raise NotAllowed("only the source itself sends its observations")


def must_register(by: Actor) -> None:
    """:raises NotAllowed: neither the program itself nor an administrator"""
    if by != SYSTEM and not by.agencies(Role.ADMIN):
        raise NotAllowed("only an administrator registers what is observed")


def must_decide(by: Actor) -> None:
    """:raises NotAllowed: nobody of the operations centre"""
    if by != SYSTEM and not by.agencies(*_WATCHERS):
        raise NotAllowed("only the operations centre decides about values")


def must_watch(by: Actor) -> None:
    """:raises NotAllowed: nobody of the operations centre, and no auditor"""
    if by != SYSTEM and not by.agencies(*_WATCHERS, Role.AUDITOR):
        raise NotAllowed("only the operations centre sees how sources do")
