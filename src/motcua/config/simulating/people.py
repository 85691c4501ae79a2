"""Who acts in the invented part of the demo city: its own citizens, and officers who are posted."""

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache

from motcua.kernel.actors import SYSTEM, Actor, Role
from motcua.modules.forms.rules.inventing import Inventor
from motcua.modules.organisation import queries as organisation
from motcua.modules.people import operations as people
from motcua.modules.people.facts import Address, Claims, Contact, PersonKind

from ..generating.city import Offer, inventor_of, offers_of

PROVIDER = "simulated"
#: A family name that nobody has, so that a work list tells at a glance who is not real.
FAMILIES = ("Mô Phỏng",)
CITIZENS = 6
_FOUNDED = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Company:
    """Citizens, what they may ask for and where, and somebody who invents their answers."""

    citizens: tuple[Actor, ...]
    offers: tuple[Offer, ...]
    inventor: Inventor

    def officer(self, role: Role, agency: str) -> Actor:
        """The first holder of a role at an agency."""
        card = organisation.officers_holding(role, agency, on=self.inventor.today)[0]
        return organisation.actor_for_officer(card.id, self.inventor.today)


@lru_cache(maxsize=1)
def company(on: date, seed: int) -> Company:
    """The company of a day, asked for once: the same people every day."""
    at = datetime.combine(on, _FOUNDED.timetz())
    draw = random.Random(seed)  # noqa: S311 -- no secret
    inventor = inventor_of(draw, at, families=FAMILIES)
    citizens = tuple(_citizen(number, inventor, at) for number in range(CITIZENS))
    return Company(citizens, tuple(offers_of(inventor, variants=0)), inventor)


def _citizen(number: int, inventor: Inventor, at: datetime) -> Actor:
    claims = Claims(
        provider=PROVIDER,
        subject=f"simulated-{number}",
        kind=PersonKind.CITIZEN,
        full_name=f"{FAMILIES[0]} {('Anh', 'Bảo', 'Chi', 'Duy', 'Hoa', 'Lâm')[number]}",
        # A province that is none, so that the number is nobody's.
        personal_id=f"9990{80 + number}{number:06}",
        birth_on=date(1980 + number, 1, 1),
        assurance=2,
        contact=Contact(
            f"09000000{number:02}", "", Address(inventor.province, inventor.communes[0], "Số 1")
        ),
    )
    return Actor(f"person:{people.sign_in(claims=claims, by=SYSTEM, at=at)}")
