"""Who may see documents. Those of a dossier are judged by the dossier, and asked for as SYSTEM."""

from uuid import UUID

from motcua.kernel.actors import SYSTEM, Actor, Role
from motcua.kernel.errors import NotAllowed


def may_see(actor: Actor, *, owner: UUID) -> bool:
    """The owner, and the machinery on behalf of whoever was judged elsewhere."""
    return actor == SYSTEM or actor.person == str(owner)


def must_hand_in(actor: Actor) -> None:
    """:raises NotAllowed: neither somebody signed in nor the machinery"""
    if actor != SYSTEM and actor.person is None and actor.officer is None:
        raise NotAllowed("only who is signed in hands in documents")


def must_erase(actor: Actor) -> None:
    """:raises NotAllowed: neither an administrator nor the machinery"""
    if actor != SYSTEM and not actor.agencies(Role.ADMIN):
        raise NotAllowed("only an administrator erases a person")
