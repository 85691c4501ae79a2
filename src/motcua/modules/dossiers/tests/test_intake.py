"""At the counter: filing once, accepting, refusing with grounds, asking for more in one go."""

import pytest
from django.db import IntegrityError, connection, transaction

from motcua.foundation import jobs, journal
from motcua.kernel.errors import AlreadyDone, NotAllowed, NotFound, WrongMoment
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers import queries
from motcua.modules.dossiers.rules import Item, State
from motcua.modules.dossiers.steps import Incomplete
from motcua.modules.payments import queries as payments
from motcua.modules.results import queries as papers

from . import stories
from .world import EXTRACT, TUESDAY, WARD, World

pytestmark = pytest.mark.django_db

ITEM = Item("Bản chụp sổ hộ khẩu cũ", "Ảnh bị mờ, không đọc được", "Điều 9 NĐ 123/2015/NĐ-CP")


def test_three_copies_cost_24000(world: World) -> None:
    dossier = stories.a_filed_dossier(world)
    charge = payments.charge_of(("dossier", str(dossier)), by=world.an)
    assert charge is not None
    assert charge.amount == 24_000


def test_the_same_key_files_once(world: World) -> None:
    first = stories.a_filed_dossier(world, key="once")
    with pytest.raises(AlreadyDone) as told:
        stories.a_filed_dossier(world, key="once")
    number = queries.dossier(first, by=world.an).submission_number
    assert told.value.params["submission_number"] == number


def test_a_draft_is_saved_page_by_page_and_filed_once(world: World) -> None:
    draft = dossiers.start_draft(procedure=EXTRACT, agency=WARD, by=world.an, at=TUESDAY)
    for key, answer in stories.SELF.items():
        dossiers.save_answers(dossier_id=draft, answers={key: answer}, by=world.an, at=TUESDAY)
    number = dossiers.file(dossier_id=draft, key="d", by=world.an, at=TUESDAY)
    with pytest.raises(AlreadyDone):
        dossiers.file(dossier_id=draft, key="d", by=world.an, at=TUESDAY)
    with pytest.raises(WrongMoment):
        dossiers.save_answers(dossier_id=draft, answers={"copies": 1}, by=world.an, at=TUESDAY)
    assert queries.dossier(draft, by=world.an).submission_number == number


def test_an_incomplete_draft_is_not_filed_and_nothing_is_lost(world: World) -> None:
    draft = dossiers.start_draft(procedure=EXTRACT, agency=WARD, by=world.an, at=TUESDAY)
    dossiers.save_answers(dossier_id=draft, answers={"copies": 3}, by=world.an, at=TUESDAY)
    with pytest.raises(Incomplete):
        dossiers.file(dossier_id=draft, key="d", by=world.an, at=TUESDAY)
    assert queries.draft(draft, by=world.an).answers == {"copies": 3}


def test_the_original_filing_cannot_be_changed(world: World) -> None:
    stories.a_filed_dossier(world)
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        connection.cursor().execute("UPDATE dossiers_filing SET digest = 'x'")


def test_nobody_else_knows_that_the_dossier_exists(world: World) -> None:
    dossier = stories.a_filed_dossier(world)
    for stranger in (world.binh, world.elsewhere):
        with pytest.raises(NotFound):
            queries.dossier(dossier, by=stranger)
        with pytest.raises(NotFound):
            dossiers.accept(dossier_id=dossier, by=stranger, at=TUESDAY)


def test_an_unpaid_dossier_is_not_accepted(world: World) -> None:
    dossier = stories.a_filed_dossier(world)
    with pytest.raises(WrongMoment):
        dossiers.accept(dossier_id=dossier, by=world.receiver, at=TUESDAY)


def test_codes_of_a_day_follow_each_other(world: World) -> None:
    codes = [
        queries.dossier(stories.an_accepted_dossier(world, key=k), by=world.an).code for k in "abc"
    ]
    assert codes == [f"{WARD}-261117-{n:04d}" for n in (1, 2, 3)]


@pytest.mark.parametrize(("reason", "basis"), [("", ""), ("Sai thẩm quyền", ""), (" ", "Điều 7")])
def test_no_refusal_without_reason_and_basis(world: World, reason: str, basis: str) -> None:
    dossier = stories.a_filed_dossier(world)
    stories.pay(dossier, world)
    with pytest.raises(Incomplete):
        dossiers.refuse_at_intake(
            dossier_id=dossier, reason=reason, legal_basis=basis, by=world.receiver, at=TUESDAY
        )
    assert queries.dossier(dossier, by=world.an).state is State.SUBMITTED


def test_a_refusal_tells_its_grounds_and_sends_a_notice(world: World) -> None:
    dossier = stories.a_filed_dossier(world)
    stories.pay(dossier, world)
    dossiers.refuse_at_intake(
        dossier_id=dossier, reason="Không thuộc thẩm quyền", legal_basis="Điều 7 Luật Hộ tịch",
        by=world.receiver, at=TUESDAY,
    )  # fmt: skip
    jobs.run_due()
    (grounds,) = queries.decisions(dossier, by=world.an)
    assert grounds.reason == "Không thuộc thẩm quyền"
    receipt, letter = papers.letters_of(("dossier", str(dossier)), by=world.an)
    assert (receipt.kind, letter.kind) == ("filing_receipt", "refusal_notice")
    assert papers.letter_file(letter.id, by=world.an).content.startswith(b"%PDF")


def test_a_supplement_before_acceptance_runs_no_clock(world: World) -> None:
    dossier = stories.a_filed_dossier(world)
    stories.pay(dossier, world)
    dossiers.ask_supplement(
        dossier_id=dossier, items=[ITEM], contact="Lê Thị Chi", reply_by=stories.later(days=7),
        by=world.receiver, at=TUESDAY,
    )  # fmt: skip
    assert queries.clock_of(dossier, by=world.an, now=TUESDAY) is None
    assert queries.dossier(dossier, by=world.an).state is State.INTAKE_SUPPLEMENT

    later = stories.later(days=1)
    dossiers.save_answers(dossier_id=dossier, answers={"copies": 2}, by=world.an, at=later)
    dossiers.give_supplement(dossier_id=dossier, by=world.an, at=later)

    assert queries.dossier(dossier, by=world.an).state is State.SUBMITTED
    assert queries.current_answers(dossier, by=world.an)["copies"] == 2
    original, _ = queries.original(dossier, by=world.an)
    assert original["copies"] == 3


def test_a_second_request_needs_the_heads_leave_and_counts_as_late(world: World) -> None:
    dossier = stories.a_filed_dossier(world)
    stories.pay(dossier, world)
    ask = {"items": [ITEM], "contact": "Chi", "reply_by": stories.later(days=7)}
    dossiers.ask_supplement(dossier_id=dossier, by=world.receiver, at=TUESDAY, **ask)  # type: ignore[arg-type] # one bag
    dossiers.give_supplement(dossier_id=dossier, by=world.an, at=TUESDAY)
    with pytest.raises(Incomplete):
        dossiers.ask_supplement(dossier_id=dossier, by=world.receiver, at=TUESDAY, **ask)  # type: ignore[arg-type] # one bag
    with pytest.raises(NotAllowed):
        dossiers.allow_second_request(
            dossier_id=dossier, reason="Luật mới", by=world.receiver, at=TUESDAY
        )
    dossiers.allow_second_request(
        dossier_id=dossier, reason="Luật mới", by=world.center_head, at=TUESDAY
    )
    dossiers.ask_supplement(dossier_id=dossier, by=world.receiver, at=TUESDAY, **ask)  # type: ignore[arg-type] # one bag
    asked = [e for e in journal.timeline(("dossier", str(dossier)))
             if e.kind == "dossier.supplement_asked/1"]  # fmt: skip
    assert [e.fact["counts_as_late"] for e in asked] == [False, True]


def test_before_acceptance_a_dossier_is_withdrawn_at_once_with_its_charge(world: World) -> None:
    dossier = stories.a_filed_dossier(world)
    dossiers.withdraw(dossier_id=dossier, reason="Nhầm", by=world.an, at=TUESDAY)
    assert queries.dossier(dossier, by=world.an).state is State.WITHDRAWN
    assert not payments.is_open(("dossier", str(dossier)))
