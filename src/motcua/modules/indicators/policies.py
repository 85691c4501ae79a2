"""Who may declare indicators and have them counted again. Pure."""

from motcua.kernel.actors import SYSTEM, Actor, Role
from motcua.kernel.errors import NotAllowed


def must_measure(by: Actor) -> None:
    """
    :raises NotAllowed: neither the program itself nor an administrator
    """
    if by != SYSTEM and not by.agencies(Role.ADMIN):
        raise NotAllowed("indicators are declared and recounted by administrators")
