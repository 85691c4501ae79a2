"""Who may change the organisation. Pure."""

from collections.abc import Iterable

from motcua.kernel.actors import SYSTEM, Actor, Role


def may_administer(actor: Actor, agency_and_above: Iterable[str]) -> bool:
    """An administrator of an agency administers it and every agency under it."""
    return actor == SYSTEM or bool(actor.agencies(Role.ADMIN) & set(agency_and_above))


def may_administer_something(actor: Actor) -> bool:
    return actor == SYSTEM or bool(actor.agencies(Role.ADMIN))
