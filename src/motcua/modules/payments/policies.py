"""Who may see money and who may move it. Pure functions over the actor."""

from motcua.kernel.actors import SYSTEM, Actor, Role
from motcua.kernel.errors import NotAllowed

_TAKERS = (Role.CASHIER, Role.RECEIVER)
_REFUNDERS = (Role.CASHIER, Role.CENTER_HEAD)
_AUDITORS = (Role.AUDITOR, Role.ADMIN)


def is_payer(actor: Actor, *, payer: str) -> bool:
    """Charges name the payer by the person's id, with or without the word `person:`.

    Who stands for the payer is as the payer.
    """
    return payer in (actor.id, actor.person) or payer.removeprefix("person:") in actor.stands_for


def may_see(actor: Actor, *, payer: str, agency: str) -> bool:
    """The payer, the officers of the collecting agency, and the machinery."""
    return actor == SYSTEM or is_payer(actor, payer=payer) or agency in actor.agencies()


def must_audit(actor: Actor) -> None:
    """:raises NotAllowed: neither auditor nor administrator anywhere"""
    if actor != SYSTEM and not actor.agencies(*_AUDITORS):
        raise NotAllowed("the ledger is for auditors")


def must_belong(actor: Actor, *, agency: str) -> None:
    """:raises NotAllowed: not an officer of that agency"""
    if actor != SYSTEM and agency not in actor.agencies():
        raise NotAllowed("not an officer of the agency")


def must_take_money(actor: Actor, *, agency: str) -> None:
    """Cash over the counter, or a line of the bank statement.

    :raises NotAllowed: neither cashier nor receiver there
    """
    _must(actor, agency, _TAKERS)


def must_refund(actor: Actor, *, agency: str) -> None:
    """:raises NotAllowed: neither cashier nor head of the counter there"""
    _must(actor, agency, _REFUNDERS)


def must_administer(actor: Actor) -> None:
    """:raises NotAllowed: not an administrator"""
    if actor != SYSTEM and not actor.agencies(Role.ADMIN):
        raise NotAllowed("only an administrator names collectors")


def _must(actor: Actor, agency: str, roles: tuple[Role, ...]) -> None:
    if actor != SYSTEM and agency not in actor.agencies(*roles):
        raise NotAllowed("not a cashier of the collecting agency")
