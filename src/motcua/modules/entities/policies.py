"""Who may write entities and contexts. Reading is for everybody. Pure."""

from motcua.kernel.actors import SYSTEM, Actor, Role

from .rules.problems import NotPermitted

_CENTRE = (Role.OPERATOR, Role.DUTY_HEAD, Role.ADMIN)


def source_of(by: Actor) -> str:
    """The code of the source that acts, or ''."""
    kind, _, code = by.id.partition(":")
    return code if kind == "source" else ""


def must_write(by: Actor) -> None:
    """:raises NotPermitted: neither a source, nor the operations centre, nor the program itself"""
    if by != SYSTEM and not source_of(by) and not by.agencies(*_CENTRE):
        raise NotPermitted("entities are written by sources and the operations centre")


def must_keep(by: Actor, keeper: str) -> None:
    """Who made an entity keeps it; the operations centre may change any.

    :raises NotPermitted: somebody else keeps it
    """
    if by != SYSTEM and by.id != keeper and not by.agencies(*_CENTRE):
        raise NotPermitted("another source keeps this entity")
