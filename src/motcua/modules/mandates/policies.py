"""As what somebody meets a mandate. Pure."""

from dataclasses import dataclass

from motcua.kernel.actors import Actor, Role

from .rules import Side

#: Who looks at papers at the counter.
LOOKERS = (Role.RECEIVER, Role.CENTER_HEAD)


@dataclass(frozen=True, slots=True)
class Parties:
    """Who a mandate is between, and where a claimed one is looked at."""

    giver: str
    holder: str
    is_meant: bool
    agency: str


def sides_of(by: Actor, parties: Parties) -> frozenset[Side]:
    """`is_meant`: the reader's own number is the one that may accept."""
    sides = set()
    if by.person is not None:
        if by.person == parties.giver:
            sides.add(Side.GIVER)
        if by.person == parties.holder or parties.is_meant:
            sides.add(Side.HOLDER)
    elif parties.agency and parties.agency in by.agencies(*LOOKERS):
        sides.add(Side.OFFICER)
    return frozenset(sides)
