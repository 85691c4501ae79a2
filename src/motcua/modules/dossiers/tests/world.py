"""A small world for tests: the demo city with one ward's officers, An and her brother Bình."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

from motcua.kernel.actors import SYSTEM, Actor, Role
from motcua.modules.catalogue import operations as catalogue
from motcua.modules.catalogue.rules.archive import gather
from motcua.modules.organisation import queries as organisation
from motcua.modules.organisation.seed.cities import demo_city, found
from motcua.modules.payments import operations as payments
from motcua.modules.payments.rules.collectors import CollectorDetails
from motcua.modules.people import operations as people
from motcua.modules.people.facts import Address, Claims, Contact, PersonKind
from motcua.modules.places import operations as places
from motcua.modules.places.dataset import shipped

from .keeping import Kept

PACKAGES = Path(__file__).resolve().parents[5] / "packages"
WARD = "H26.101"
EXTRACT, STAY, AREA = "2.000635", "1.004194", "1.013314"
#: The world of the stories offers these; what else ships is gone through by tests of its own.
OFFERED = (STAY, AREA, EXTRACT)
#: Whose officers the stories need; the other agencies stand without any, which is quicker.
STAFFED = (WARD, "H26.102", "H26.09")
TUESDAY = datetime(2026, 11, 17, 2, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class World:
    """Actors of the story, by what they do."""

    an: Actor
    binh: Actor
    receiver: Actor
    center_head: Actor
    dept_head: Actor
    case_officer: Actor
    signatory: Actor
    clerk: Actor
    returner: Actor
    elsewhere: Actor


def found_world(*, with_places: bool = False) -> World:
    """The demo city as `make run` founds it, places only where a test needs their names."""
    return _WITH_PLACES() if with_places else _WITHOUT()


def _found_with_places() -> World:
    places.load(dataset=shipped(), by=SYSTEM, at=TUESDAY)
    return _found()


def _found() -> World:
    city = demo_city()
    staff = tuple(each for each in city.officers if each.posting.agency in STAFFED)
    found(replace(city, officers=staff), at=TUESDAY)
    for code in OFFERED:
        revision = catalogue.import_package(files=gather(PACKAGES / code), by=SYSTEM, at=TUESDAY)
        catalogue.publish(revision=revision, by=SYSTEM, at=TUESDAY)
    payments.set_collector(
        agency=WARD, details=CollectorDetails("0199000017"), by=SYSTEM, at=TUESDAY
    )
    return World(
        an=a_citizen("an", "Nguyễn Thị An", "001196000000"),
        binh=a_citizen("binh", "Nguyễn Văn Bình", "001092000000"),
        elsewhere=officer(Role.RECEIVER, "H26.102"),
        **{role.value: officer(role) for role in (
            Role.RECEIVER, Role.CENTER_HEAD, Role.DEPT_HEAD, Role.CASE_OFFICER, Role.SIGNATORY,
            Role.CLERK, Role.RETURNER,
        )},
    )  # fmt: skip


def officer(role: Role, agency: str = WARD, *, number: int = 0) -> Actor:
    """Somebody who holds the role at the agency."""
    holders = organisation.officers_holding(role, agency, on=TUESDAY.date())
    return organisation.actor_for_officer(holders[number].id, TUESDAY.date())


def a_citizen(subject: str, name: str, personal_id: str) -> Actor:
    claims = Claims(
        provider="demo",
        subject=subject,
        kind=PersonKind.CITIZEN,
        full_name=name,
        personal_id=personal_id,
        birth_on=date(1996, 3, 15),
        assurance=2,
        contact=Contact("0900000001", f"{subject}@example.vn", Address("01", "00070", "Số 12")),
    )
    person: UUID = people.sign_in(claims=claims, by=SYSTEM, at=TUESDAY)
    return Actor(f"person:{person}")


_WITHOUT, _WITH_PLACES = Kept(_found), Kept(_found_with_places)
