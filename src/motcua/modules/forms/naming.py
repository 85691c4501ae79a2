"""Names of organisations by their tax code, so many look-ups a person and hour: a register is
there to be filled in from, not to be read from end to end."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from motcua.foundation import plugs
from motcua.foundation.limits import Limit, TooOften, knock, knocked
from motcua.kernel.actors import Actor

from .rules.organisations import AskedTooOften, FoundOrganisation, OrganisationNames

#: Far more than any form asks for.
NAMES = Limit("organisation-names", most=90, per=timedelta(hours=1))
#: The same code again, as a page is saved while it is typed, counts once an hour.
COUNTED = Limit("organisation-name-counted", most=90, per=NAMES.per)


def rationed(*, by: Actor, at: datetime) -> OrganisationNames:
    """For one page of this actor's; the same code is asked for once."""
    return _Rationed(by.id, at)


@dataclass
class _Rationed:
    who: str
    at: datetime
    known: dict[str, FoundOrganisation | None] = field(default_factory=dict)

    def named(self, tax_code: str) -> FoundOrganisation | None:
        if tax_code not in self.known:
            self._count(tax_code)
            self.known[tax_code] = plugs.get(OrganisationNames).named(tax_code)
        return self.known[tax_code]

    def _count(self, tax_code: str) -> None:
        """:raises AskedTooOften: and it is not taken for counted, so asking again does not help"""
        same = f"{self.who}:{tax_code}"
        if knocked(COUNTED, same, at=self.at):
            return
        try:
            knock(NAMES, self.who, at=self.at)
            knock(COUNTED, same, at=self.at)
        except TooOften as too_often:
            raise AskedTooOften from too_often
