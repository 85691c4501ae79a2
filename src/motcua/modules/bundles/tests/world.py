"""The city of the stories about joined procedures: a ward, its police, social insurance, and An."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from motcua.foundation import jobs, plugs
from motcua.kernel.actors import SYSTEM, Actor, Role
from motcua.modules.bundles import operations
from motcua.modules.catalogue import operations as catalogue
from motcua.modules.catalogue.rules.archive import gather
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers import queries as dossier_queries
from motcua.modules.dossiers.tests.keeping import Kept
from motcua.modules.dossiers.tests.world import PACKAGES, TUESDAY, a_citizen, officer
from motcua.modules.forms.rules import PlaceNames
from motcua.modules.organisation.seed.cities import demo_city, found
from motcua.modules.payments import operations as payments
from motcua.modules.payments import queries as charges
from motcua.modules.payments.rules.collectors import CollectorDetails
from motcua.modules.places import operations as places
from motcua.modules.places.dataset import shipped

GROUPS = Path(__file__).resolve().parents[5] / "groups"
GROUP = "2.000986"
BIRTH, RESIDENCE, CARD = "1.001193", "1.004222", "1.014137"
WARD, POLICE, INSURANCE = "H26.101", "H26.201", "H26.301"
PLACE = "00070"
AGENCY_OF = {"birth": WARD, "residence": POLICE, "card": INSURANCE}
HOME = {"province": "01", "commune": PLACE, "detail": "Số 12 Phố Mẫu", "as_of": "2026-11-17"}
CHILD_ID = "001326000123"

#: An registers her daughter, with whom she lives at her parents' home.
ANSWERS: dict[str, object] = {
    "birth_relation": "mother",
    "birth_mum_name": "Nguyễn Thị An",
    "birth_mum_born_on": "1996-03-15",
    "birth_mum_id": "001196000000",
    "birth_mum_home": HOME,
    "birth_phone": "0900000001",
    "birth_child_name": "Nguyễn Minh Châu",
    "birth_child_born_on": "2026-11-10",
    "birth_child_sex": "female",
    "birth_birth_place": "Bệnh viện Mẫu, phường Hoàn Kiếm",
    "birth_child_ethnicity": "01",
    "birth_child_nationality": "VN",
    "birth_home_town": "Thành phố Mẫu",
    "birth_parents": "mother_only",
    "birth_mum_ethnicity": "01",
    "birth_mum_nationality": "VN",
    "birth_circumstance": "ordinary",
    "birth_proof": "electronic",
    "birth_copies": 0,
    "birth_truthful": True,
    "residence_parents_agree": True,
    "residence_live_at": HOME,
    "residence_owner_name": "Nguyễn Văn Mẫu",
    "residence_owner_phone": "0900000009",
    "residence_head_name": "Nguyễn Văn Mẫu",
    "residence_head_relation": "grandchild",
    "card_clinic": "Trạm y tế phường Hoàn Kiếm",
    "card_card": "electronic",
}


@dataclass(frozen=True, slots=True)
class World:
    an: Actor
    binh: Actor


def found_world() -> World:
    return _KEPT()


def _found() -> World:
    places.load(dataset=shipped(), by=SYSTEM, at=TUESDAY)
    city = demo_city()
    staff = tuple(o for o in city.officers if o.posting.agency in AGENCY_OF.values())
    found(replace(city, officers=staff), at=TUESDAY)
    for number, agency in enumerate(AGENCY_OF.values()):
        details = CollectorDetails(("0199000017", "0199000024", "0199000031")[number])
        payments.set_collector(agency=agency, details=details, by=SYSTEM, at=TUESDAY)
    for code in (BIRTH, RESIDENCE, CARD):
        publish(code)
    operations.adopt_group(files=gather(GROUPS / GROUP), by=SYSTEM, at=TUESDAY)
    return World(
        an=a_citizen("an", "Nguyễn Thị An", "001196000000"),
        binh=a_citizen("binh", "Nguyễn Văn Bình", "001092000000"),
    )


def publish(code: str) -> None:
    revision = catalogue.import_package(files=gather(PACKAGES / code), by=SYSTEM, at=TUESDAY)
    catalogue.publish(revision=revision, by=SYSTEM, at=TUESDAY)


_KEPT = Kept(_found)


# What people do


def a_draft(
    world: World, answers: Mapping[str, object] = ANSWERS, *, at: datetime = TUESDAY
) -> UUID:
    bundle = operations.start_bundle(group=GROUP, place=PLACE, by=world.an, at=at)
    operations.save_answers(bundle_id=bundle, answers=answers, by=world.an, at=at)
    return bundle


def a_filed_bundle(
    world: World, answers: Mapping[str, object] = ANSWERS, *, at: datetime = TUESDAY
) -> UUID:
    bundle = a_draft(world, answers, at=at)
    operations.file_bundle(bundle_id=bundle, key=f"draft:{bundle}", by=world.an, at=at)
    return bundle


def pay(dossier: UUID, agency: str, *, at: datetime = TUESDAY) -> None:
    charge = charges.charge_of(("dossier", str(dossier)), by=SYSTEM)
    if charge is not None and charge.is_open:
        payments.reconcile_transfer(
            agency=agency, content=charge.reference, amount=charge.amount,
            bank_ref=f"FT{charge.id.hex}", by=SYSTEM, at=at,
        )  # fmt: skip
        jobs.run_due()


def accept(dossier: UUID, agency: str, *, at: datetime = TUESDAY) -> None:
    pay(dossier, agency, at=at)
    dossiers.accept(dossier_id=dossier, by=officer(Role.RECEIVER, agency), at=at)


def take_up(dossier: UUID, agency: str, *, at: datetime = TUESDAY) -> Actor:
    accept(dossier, agency, at=at)
    case_officer = officer(Role.CASE_OFFICER, agency)
    dossiers.take_up(dossier_id=dossier, by=case_officer, at=at)
    return case_officer


def issue(
    dossier: UUID, agency: str, values: Mapping[str, object], *, at: datetime = TUESDAY,
    heard: bool = True,
) -> None:  # fmt: skip
    """The agency does all its work, and the result reaches An; `heard` by those who wait too."""
    case_officer = take_up(dossier, agency, at=at)
    dossiers.draft_result(dossier_id=dossier, values=values, by=case_officer, at=at)
    dossiers.sign(dossier_id=dossier, by=officer(Role.SIGNATORY, agency), at=at)
    jobs.run_due()
    dossiers.issue(dossier_id=dossier, by=officer(Role.CLERK, agency), at=at)
    while (heard or _is_open(dossier)) and jobs.run_due(limit=1000 if heard else 1):
        pass


def _is_open(dossier: UUID) -> bool:
    return dossier_queries.several([dossier], by=SYSTEM)[dossier].ended_at is None


def refuse(dossier: UUID, agency: str, *, at: datetime = TUESDAY) -> None:
    dossiers.refuse_at_intake(
        dossier_id=dossier, reason="Trẻ đã được đăng ký khai sinh", legal_basis="60/2014/QH13",
        by=officer(Role.RECEIVER, agency), at=at,
    )  # fmt: skip
    while jobs.run_due():
        pass


def later(**by: float) -> datetime:
    return TUESDAY + timedelta(**by)


def place_names() -> PlaceNames:
    return plugs.get(PlaceNames)


def draw(seed: object) -> random.Random:
    return random.Random(str(seed))  # noqa: S311 -- no secret


BIRTH_RESULT: dict[str, object] = {
    "full_name": "Nguyễn Minh Châu", "born_on": "2026-11-10", "sex": "female", "ethnicity": "01",
    "nationality": "VN", "birth_place": "Bệnh viện Mẫu", "home_town": "Thành phố Mẫu",
    "personal_id": CHILD_ID, "mother": "Nguyễn Thị An", "requester": "Nguyễn Thị An",
    "requester_id": "001196000000", "register_number": "12/2026", "registered_on": "2026-11-17",
}  # fmt: skip
CARD_RESULT: dict[str, object] = {
    "card_number": "TE1012600000012", "full_name": "Nguyễn Minh Châu", "born_on": "2026-11-10",
    "sex": "female", "personal_id": CHILD_ID, "home": HOME, "group": "child_under_6",
    "clinic": "Trạm y tế phường Hoàn Kiếm", "valid_from": "2026-11-17", "card": "electronic",
}  # fmt: skip
