"""The whole road of 2.000635 through the desk, every act by the officer whose act it is."""

from uuid import UUID

import pytest

from motcua.modules.dossiers import queries
from motcua.modules.dossiers.rules import State
from motcua.modules.dossiers.tests import stories
from motcua.modules.dossiers.tests.world import World

from . import points
from .desks import Desk, said, went_well

pytestmark = pytest.mark.django_db

RESULT = {
    "q-record_kind": "birth", "q-full_name": "Nguyễn Thị An",
    "q-born_on-day": "15", "q-born_on-month": "3", "q-born_on-year": "1996",
    "q-registered_by": "UBND phường Hoàn Kiếm",
    "q-registered_on-day": "20", "q-registered_on-month": "3", "q-registered_on-year": "1996",
    "q-register_number": "27/1996",
}  # fmt: skip


def state(dossier: UUID, world: World) -> State:
    return queries.dossier(dossier, by=world.an).state


def test_from_accepting_to_the_issued_result(world: World) -> None:
    dossier = points.a_filed_dossier(world)
    stories.pay(dossier, world, at=points.AT)
    desk = {name: Desk(getattr(world, name)) for name in
            ("receiver", "case_officer", "signatory", "clerk")}  # fmt: skip

    assert "accept" in desk["receiver"].offers(dossier)
    assert went_well(desk["receiver"].do(dossier, "accept"))
    assert went_well(desk["case_officer"].do(dossier, "take-up"))
    answer = desk["case_officer"].fill(dossier, "draft-result", RESULT)
    assert went_well(answer), said(answer)
    assert state(dossier, world) is State.DRAFT_RESULT

    assert "Nguyễn Thị An" in said(desk["signatory"].open(dossier, "sign"))
    assert went_well(desk["signatory"].do(dossier, "sign"))
    assert desk["clerk"].offers(dossier) == {"issue"}
    assert went_well(desk["clerk"].do(dossier, "issue"))
    assert state(dossier, world) is State.RETURNED

    page = desk["clerk"].open(dossier)
    assert "01/TLHT" in said(page)
    file = desk["clerk"].open(dossier, "result")
    assert file["Content-Type"] == "application/pdf"
    assert file.content.startswith(b"%PDF-")
