"""Who may, beyond the table of moves. Pure functions over the actor."""

from motcua.kernel.actors import NOBODY, SYSTEM, Actor
from motcua.kernel.errors import NotAllowed


def must_belong(by: Actor, *, agency: str) -> None:
    """Letters go out in the name of an agency. :raises NotAllowed: not an officer of it"""
    if by != SYSTEM and agency not in by.agencies():
        raise NotAllowed(f"not an officer of {agency}")


def must_be_somebody(by: Actor) -> None:
    """Which papers of a subject a reader may have is judged where the subject is known.

    :raises NotAllowed: nobody is signed in
    """
    if by == NOBODY:
        raise NotAllowed("sign in to read papers")
