"""Who may change what is known about places. Pure."""

from motcua.kernel.actors import SYSTEM, Actor, Role


def may_load(by: Actor) -> bool:
    """The program itself when it is seeded, and administrators."""
    return by == SYSTEM or bool(by.agencies(Role.ADMIN))
