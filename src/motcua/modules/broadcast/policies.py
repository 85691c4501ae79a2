"""Who may do what with subscriptions. Pure functions over the actor."""

from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.errors import NotAllowed


def must_be_machinery(actor: Actor) -> None:
    """:raises NotAllowed: somebody else than the program itself"""
    if actor != SYSTEM:
        raise NotAllowed("only the machinery does this")
