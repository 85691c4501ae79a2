"""The whole road of a dossier through the operations, with real signing."""

import pytest

from motcua.foundation import jobs, journal
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers import queries
from motcua.modules.dossiers.rules import State
from motcua.modules.results import queries as results

from . import stories
from .world import TUESDAY, WARD, World

pytestmark = pytest.mark.django_db


def state(dossier: object, world: World) -> State:
    return queries.dossier(dossier, by=world.an).state  # type: ignore[arg-type] # an id


def test_an_extract_goes_from_filing_to_the_signed_result(world: World) -> None:
    dossier = stories.a_filed_dossier(world)
    assert state(dossier, world) is State.AWAITING_PAYMENT_INTAKE

    stories.pay(dossier, world)
    assert state(dossier, world) is State.SUBMITTED

    code = dossiers.accept(dossier_id=dossier, by=world.receiver, at=TUESDAY)
    assert code == f"{WARD}-261117-0001"
    dossiers.take_up(dossier_id=dossier, by=world.case_officer, at=TUESDAY)
    dossiers.draft_result(
        dossier_id=dossier, values=stories.RESULT, by=world.case_officer, at=TUESDAY
    )
    dossiers.sign(dossier_id=dossier, by=world.signatory, at=TUESDAY)
    assert state(dossier, world) is State.SIGNING
    jobs.run_due()
    assert state(dossier, world) is State.ISSUING
    number = dossiers.issue(dossier_id=dossier, by=world.clerk, at=TUESDAY)
    assert number.startswith("01/")
    jobs.run_due()
    assert state(dossier, world) is State.RETURNED

    result = results.result_of(("dossier", str(dossier)), by=world.an)
    assert result is not None
    assert results.public_verification(result.id).holds
    letters = results.letters_of(("dossier", str(dossier)), by=world.an)
    assert [letter.kind for letter in letters] == ["filing_receipt", "receipt_slip"]
    kinds = [entry.kind for entry in journal.timeline(("dossier", str(dossier)))]
    assert kinds[0] == "dossier.moved/1" or "dossier.filed/1" in kinds
