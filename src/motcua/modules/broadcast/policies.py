"""Who may do what with subscriptions. Pure functions over the actor."""

from motcua.kernel.actors import NOBODY, SYSTEM, Actor, Role
from motcua.kernel.errors import NotAllowed

#: Who watches over all subscriptions: the operations centre and administrators.
_WATCHERS = (Role.ADMIN, Role.OPERATOR, Role.DUTY_HEAD)


def must_be_machinery(actor: Actor) -> None:
    """:raises NotAllowed: somebody else than the program itself"""
    if actor != SYSTEM:
        raise NotAllowed("only the machinery does this")


def must_be_somebody(actor: Actor) -> None:
    """:raises NotAllowed: nobody in particular"""
    if actor == NOBODY:
        raise NotAllowed("a subscription needs an owner")


def watches(actor: Actor) -> bool:
    """Whether the actor sees, and may stop, everybody's subscriptions."""
    return actor == SYSTEM or bool(actor.agencies(*_WATCHERS))


def must_watch(actor: Actor) -> None:
    """:raises NotAllowed: neither of the operations centre nor an administrator"""
    if not watches(actor):
        raise NotAllowed("for the operations centre")


def may_manage(actor: Actor, *, owner: str) -> bool:
    """The owner, and whoever watches."""
    return actor.id == owner or watches(actor)
