"""Asking registers for whom somebody may act by law: outside any transaction, then noted."""

from datetime import datetime
from uuid import UUID

from motcua.foundation import plugs
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.errors import NotAllowed
from motcua.modules.people.facts import PersonKind

from . import operations, rules, wording
from .facts import Named, Terms
from .ports import Kinship
from .rules import Kind, Reach


def ask_registers(*, by: Actor, at: datetime) -> int:
    """The actor's minor children and companies, as mandates in force. Returns how many are new.

    :raises NotAllowed: not a citizen
    :raises Weather: the register does not answer
    """
    if by.person is None:
        raise NotAllowed("only people ask for whom they stand")
    me = wording.named_of(by)
    if me.kind is not PersonKind.CITIZEN:
        raise NotAllowed("registers are asked about citizens")
    register, today = plugs.get(Kinship), wording.today(at)
    found: list[tuple[Named, Terms]] = []
    for child in register.children_of(me.number):
        if rules.is_minor(child.birth_on, today):
            until = rules.latest_end(Kind.PARENT, today, child.birth_on)
            named = Named(PersonKind.CITIZEN, child.full_name, child.personal_id, child.birth_on)
            found.append((named, Terms(Kind.PARENT, (), Reach.ALL, until)))
    for firm in register.companies_of(me.number):
        until = rules.latest_end(Kind.ORGANISATION, today, None)
        named = Named(PersonKind.BUSINESS, firm.name, firm.tax_code)
        found.append((named, Terms(Kind.ORGANISATION, (), Reach.ALL, until)))
    holder = UUID(by.person)
    noted = [
        operations.note_registered(holder=holder, giver=named, terms=terms, by=SYSTEM, at=at)
        for named, terms in found
    ]
    return len([key for key in noted if key is not None])
