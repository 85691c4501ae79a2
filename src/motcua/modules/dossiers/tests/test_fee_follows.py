"""Filing without waiting for payment: looked at at once, and the result waits for the money."""

from base64 import urlsafe_b64decode
from uuid import UUID

import msgspec
import pytest

from motcua.foundation import jobs
from motcua.kernel.actors import SYSTEM
from motcua.modules.catalogue import operations as catalogue
from motcua.modules.catalogue.rules.archive import gather
from motcua.modules.catalogue.rules.findings import PackageErrors
from motcua.modules.catalogue.rules.package import read
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers import queries
from motcua.modules.dossiers.rules import Act, State
from motcua.modules.payments import queries as charges
from motcua.modules.results import queries as results
from motcua.modules.results.rules import LetterKind, Receiver

from . import stories
from .world import EXTRACT, PACKAGES, TUESDAY, WARD, World

pytestmark = pytest.mark.django_db
LATER = "2.999635"
BASIS = "Nghị quyết mẫu của Hội đồng nhân dân thành phố"


@pytest.fixture
def world(world: World) -> World:
    """A sister of the extract may be filed before it is paid."""
    files = dict(gather(PACKAGES / EXTRACT))
    fees, about = files["fees.yaml"].decode(), files["procedure.yaml"].decode()
    said = f"when: by_return\n    when_basis: {BASIS}"
    files["fees.yaml"] = fees.replace("when: at_filing", said).encode()
    files["procedure.yaml"] = about.replace(EXTRACT, LATER).encode()
    del files["words.en.yaml"]
    revision = catalogue.import_package(files=files, by=SYSTEM, at=TUESDAY)
    catalogue.publish(revision=revision, by=SYSTEM, at=TUESDAY)
    return world


def a_filed_dossier(world: World) -> UUID:
    number = dossiers.file_at_once(
        procedure=LATER, agency=WARD, answers=stories.SELF, key="k", by=world.an, at=TUESDAY
    )
    return queries.find(number, by=world.an)


def resolved(world: World, *, online: bool) -> UUID:
    draft = dossiers.start_draft(procedure=LATER, agency=WARD, by=world.an, at=TUESDAY)
    dossiers.save_answers(dossier_id=draft, answers=stories.SELF, by=world.an, at=TUESDAY)
    way = "ONLINE" if online else "AT_SUBMISSION_PLACE"
    dossiers.choose_delivery(dossier_id=draft, method=way, by=world.an, at=TUESDAY)
    dossiers.file(dossier_id=draft, key="k", by=world.an, at=TUESDAY)
    dossiers.accept(dossier_id=draft, by=world.receiver, at=TUESDAY)
    dossiers.take_up(dossier_id=draft, by=world.case_officer, at=TUESDAY)
    dossiers.draft_result(
        dossier_id=draft, values=stories.RESULT, by=world.case_officer, at=TUESDAY
    )
    dossiers.sign(dossier_id=draft, by=world.signatory, at=TUESDAY)
    jobs.run_due()
    dossiers.issue(dossier_id=draft, by=world.clerk, at=TUESDAY)
    jobs.run_due()
    return draft


def state(dossier: UUID, world: World) -> State:
    return queries.dossier(dossier, by=world.an).state


def test_it_is_looked_at_at_once_and_the_fee_is_owed(world: World) -> None:
    dossier = a_filed_dossier(world)
    card = queries.dossier(dossier, by=world.an)
    charge = charges.charge_of(("dossier", str(dossier)), by=world.an)

    assert card.state is State.SUBMITTED
    assert card.answer_by is not None
    assert card.fee_follows
    assert charge is not None
    assert (charge.is_open, charge.amount) == (True, 24_000)


def test_it_is_accepted_unpaid_and_its_clock_runs(world: World) -> None:
    dossier = a_filed_dossier(world)

    dossiers.accept(dossier_id=dossier, by=world.receiver, at=TUESDAY)

    assert queries.dossier(dossier, by=world.an).due_at is not None


def test_nobody_sends_it_back_to_wait_for_the_fee(world: World) -> None:
    dossier = a_filed_dossier(world)

    with pytest.raises(dossiers.Incomplete) as refused:
        dossiers.ask_payment_at_intake(dossier_id=dossier, by=world.receiver, at=TUESDAY)
    offered = queries.dossier(dossier, by=world.receiver).acts
    assert [gap.code for gap in refused.value.missing] == ["fee-may-follow"]
    assert Act.ACCEPT in offered
    assert Act.ASK_PAYMENT_AT_INTAKE not in offered


def test_the_result_waits_for_the_money_and_comes_with_it(world: World) -> None:
    dossier = resolved(world, online=True)
    before = queries.dossier(dossier, by=world.an)
    assert (before.state, before.result_is_held) == (State.RESOLVED, True)
    assert before.ended_at is not None

    stories.pay(dossier, world)

    after = queries.dossier(dossier, by=world.an)
    assert (after.state, after.result_is_held) == (State.RETURNED, False)


def test_it_is_not_handed_over_unpaid(world: World) -> None:
    dossier = resolved(world, online=False)
    to = Receiver("Nguyễn Thị An")

    with pytest.raises(dossiers.Incomplete) as refused:
        dossiers.hand_over(dossier_id=dossier, to=to, by=world.returner, at=TUESDAY)
    assert [gap.code for gap in refused.value.missing] == ["fee-unpaid"]
    assert Act.HAND_OVER not in queries.dossier(dossier, by=world.returner).acts

    stories.pay(dossier, world)
    dossiers.hand_over(dossier_id=dossier, to=to, by=world.returner, at=TUESDAY)
    assert state(dossier, world) is State.RETURNED


def test_paid_early_it_goes_on_as_any_other(world: World) -> None:
    dossier = a_filed_dossier(world)
    stories.pay(dossier, world)

    dossiers.accept(dossier_id=dossier, by=world.receiver, at=TUESDAY)

    assert not queries.dossier(dossier, by=world.an).result_is_held


def test_the_receipt_says_so_with_its_ground(world: World) -> None:
    dossier = a_filed_dossier(world)
    jobs.run_due()

    letters = results.letters_of(("dossier", str(dossier)), by=world.an)
    (receipt,) = [each for each in letters if each.kind is LetterKind.FILING_RECEIPT]
    token = results.letter_twin(receipt.id, by=world.an).content.decode()
    said = msgspec.json.decode(urlsafe_b64decode(token.split(".")[1] + "=="))["receipt"]
    assert BASIS in said["terms"]
    assert said["answer_by"] is not None


def test_the_ground_is_needed_there_and_only_there() -> None:
    files = dict(gather(PACKAGES / EXTRACT))
    fees = files["fees.yaml"].decode()
    for wrong in ("when: by_return", "when: at_filing\n    when_basis: x"):
        files["fees.yaml"] = fees.replace("when: at_filing", wrong).encode()
        with pytest.raises(PackageErrors) as refused:
            read(files)
        assert "when-basis" in {each.code for each in refused.value.findings}
