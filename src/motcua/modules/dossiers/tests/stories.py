"""Dossiers brought to a point of their story through operations, never written into tables."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from motcua.foundation import jobs
from motcua.kernel.actors import SYSTEM, Actor, Role
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers import queries
from motcua.modules.payments import operations as payments
from motcua.modules.payments import queries as charges

from .world import EXTRACT, TUESDAY, WARD, World, officer

__all__ = ["Actor", "Role", "officer"]

SELF = {
    "acting_as": "self",
    "own_name": "Nguyễn Thị An",
    "own_born_on": "1996-03-15",
    "own_id": "001196000000",
    "phone": "0900000001",
    "record_kind": "birth",
    "registered_abroad": False,
    "copies": 3,
    "truthful": True,
}
RESULT = {
    "record_kind": "birth",
    "full_name": "Nguyễn Thị An",
    "born_on": "1996-03-15",
    "sex": "female",
    "ethnicity": "01",
    "nationality": "VN",
    "birth_place": "Bệnh viện Mẫu",
    "home_town": "Thành phố Mẫu",
    "mother": "Trần Thị Mẫu",
    "father": "Nguyễn Văn Mẫu",
    "registered_by": "UBND phường Hoàn Kiếm",
    "registered_on": "1996-03-20",
    "register_number": "27/1996",
}


def a_filed_dossier(
    world: World, *, answers: Mapping[str, object] = SELF, key: str = "k", at: datetime = TUESDAY
) -> UUID:
    """An has filed; the fee is asked for and not paid."""
    number = dossiers.file_at_once(
        procedure=EXTRACT, agency=WARD, answers=answers, key=key, by=world.an, at=at
    )
    return queries.find(number, by=world.an)


def pay(dossier: UUID, world: World, *, at: datetime = TUESDAY) -> None:
    """The whole amount arrives by transfer, and the news is acted upon."""
    pay_without_jobs(dossier, world, at=at)
    jobs.run_due()


def pay_without_jobs(dossier: UUID, world: World, *, at: datetime = TUESDAY) -> None:
    """As `pay`, and nobody has heard of it yet."""
    charge = charges.charge_of(("dossier", str(dossier)), by=world.an)
    assert charge is not None
    payments.reconcile_transfer(
        agency=WARD, content=charge.reference, amount=charge.amount,
        bank_ref=f"FT{charge.id.hex}", by=SYSTEM, at=at,
    )  # fmt: skip


def an_accepted_dossier(world: World, *, key: str = "k", at: datetime = TUESDAY) -> UUID:
    dossier = a_filed_dossier(world, key=key, at=at)
    pay(dossier, world, at=at)
    dossiers.accept(dossier_id=dossier, by=world.receiver, at=at)
    return dossier


def a_handled_dossier(world: World, *, key: str = "k", at: datetime = TUESDAY) -> UUID:
    dossier = an_accepted_dossier(world, key=key, at=at)
    dossiers.take_up(dossier_id=dossier, by=world.case_officer, at=at)
    return dossier


def a_drafted_dossier(world: World, *, at: datetime = TUESDAY) -> UUID:
    dossier = a_handled_dossier(world, at=at)
    dossiers.draft_result(dossier_id=dossier, values=RESULT, by=world.case_officer, at=at)
    return dossier


def an_issued_dossier(world: World, *, method: str, at: datetime = TUESDAY) -> UUID:
    """A dossier whose result is signed and numbered; how it is returned is as asked for."""
    draft = dossiers.start_draft(procedure=EXTRACT, agency=WARD, by=world.an, at=at)
    dossiers.save_answers(dossier_id=draft, answers=SELF, by=world.an, at=at)
    dossiers.choose_delivery(dossier_id=draft, method=method, by=world.an, at=at)
    dossiers.file(dossier_id=draft, key=str(draft), by=world.an, at=at)
    pay(draft, world, at=at)
    dossiers.accept(dossier_id=draft, by=world.receiver, at=at)
    dossiers.take_up(dossier_id=draft, by=world.case_officer, at=at)
    dossiers.draft_result(dossier_id=draft, values=RESULT, by=world.case_officer, at=at)
    dossiers.sign(dossier_id=draft, by=world.signatory, at=at)
    jobs.run_due()
    dossiers.issue(dossier_id=draft, by=world.clerk, at=at)
    jobs.run_due()
    return draft


def later(**by: float) -> datetime:
    return TUESDAY + timedelta(**by)
