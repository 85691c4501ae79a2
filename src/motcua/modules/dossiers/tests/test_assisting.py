"""At the counter: a clerk writes down, the person reads and says yes, and only that is filed."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from motcua.foundation import journal
from motcua.kernel.actors import Actor, Post, Role
from motcua.kernel.errors import Invalid, NotAllowed, NotFound
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers import queries
from motcua.modules.dossiers.operations import Incomplete
from motcua.modules.dossiers.rules import Act, State
from motcua.modules.dossiers.rules.undersigning import ConfirmationRefused

from .stories import SELF
from .world import EXTRACT, TUESDAY, WARD, World

pytestmark = pytest.mark.django_db


def started(world: World, answers: dict[str, object] = SELF) -> UUID:
    assert world.an.person
    draft = dossiers.start_assisted(
        procedure=EXTRACT, agency=WARD, person=UUID(world.an.person), by=world.receiver, at=TUESDAY
    )
    dossiers.save_answers(dossier_id=draft, answers=answers, by=world.receiver, at=TUESDAY)
    return draft


def mark(world: World, draft: UUID) -> str:
    return queries.undersigned_of(draft, by=world.receiver, now=TUESDAY).mark


def file(world: World, draft: UUID) -> str:
    return dossiers.file(dossier_id=draft, key=str(draft), by=world.receiver, at=TUESDAY)


def test_what_is_signed_on_paper_is_filed_for_the_person(world: World) -> None:
    draft = started(world)
    assert [row.id for row in queries.counter_drafts(by=world.receiver)] == [draft]
    dossiers.confirm_by_signature(
        dossier_id=draft, mark=mark(world, draft).upper(), by=world.receiver, at=TUESDAY
    )
    file(world, draft)

    card = queries.dossier(draft, by=world.an)
    assert (str(card.applicant), card.channel) == (world.an.person, "counter")
    assert card.assisted_by == world.receiver.id
    assert card.is_applicant
    assert queries.counter_drafts(by=world.receiver) == []
    told = {entry.kind: entry for entry in journal.timeline(("dossier", str(draft)))}
    for kind in ("dossier.draft_started/1", "dossier.filing_confirmed/1", "dossier.filed/1"):
        assert (told[kind].actor, told[kind].on_behalf_of) == (world.receiver.id, world.an.id)


def test_nothing_is_filed_before_the_person_said_yes(world: World) -> None:
    draft = started(world)
    with pytest.raises(Incomplete, match="applicant-not-confirmed"):
        file(world, draft)
    assert queries.draft(draft, by=world.receiver).state is State.DRAFT


def test_a_yes_is_to_what_was_read_and_to_nothing_else(world: World) -> None:
    draft = started(world)
    read = mark(world, draft)
    dossiers.confirm_by_signature(dossier_id=draft, mark=read, by=world.receiver, at=TUESDAY)
    dossiers.save_answers(dossier_id=draft, answers={"copies": 9}, by=world.receiver, at=TUESDAY)
    assert queries.undersigned_of(draft, by=world.receiver, now=TUESDAY).confirmed is None
    with pytest.raises(Incomplete, match="applicant-not-confirmed"):
        file(world, draft)
    with pytest.raises(ConfirmationRefused):
        dossiers.confirm_by_signature(dossier_id=draft, mark=read, by=world.receiver, at=TUESDAY)


def test_a_code_goes_where_the_person_is_known_to_be_reached(world: World) -> None:
    draft = started(world)
    sent = dossiers.ask_to_confirm(dossier_id=draft, channel="sms", by=world.receiver, at=TUESDAY)
    assert (sent.to, len(sent.code)) == ("0900000001", 6)
    assert dossiers.confirm_by_code(dossier_id=draft, code=sent.code, by=world.receiver, at=TUESDAY)
    file(world, draft)
    with pytest.raises(Invalid):
        dossiers.ask_to_confirm(
            dossier_id=started(world), channel="pigeon", by=world.receiver, at=TUESDAY
        )


def test_five_wrong_codes_end_it_and_an_old_one_is_none(world: World) -> None:
    draft = started(world)
    sent = dossiers.ask_to_confirm(dossier_id=draft, channel="sms", by=world.receiver, at=TUESDAY)
    wrong = "000000" if sent.code != "000000" else "111111"
    for _ in range(5):
        assert not dossiers.confirm_by_code(
            dossier_id=draft, code=wrong, by=world.receiver, at=TUESDAY
        )
    assert not dossiers.confirm_by_code(
        dossier_id=draft, code=sent.code, by=world.receiver, at=TUESDAY
    )
    fresh = dossiers.ask_to_confirm(dossier_id=draft, channel="sms", by=world.receiver, at=TUESDAY)
    late = TUESDAY + timedelta(minutes=16)
    assert not dossiers.confirm_by_code(
        dossier_id=draft, code=fresh.code, by=world.receiver, at=late
    )


def test_an_unfinished_form_is_read_back_to_nobody(world: World) -> None:
    draft = started(world, {"acting_as": "self"})
    with pytest.raises(Incomplete, match="answers-incomplete"):
        dossiers.ask_to_confirm(dossier_id=draft, channel="sms", by=world.receiver, at=TUESDAY)


def test_only_the_clerk_who_began_it_sees_the_draft(world: World) -> None:
    draft = started(world)
    colleague = replace(world.center_head)
    for other in (colleague, world.elsewhere, world.binh, world.case_officer):
        assert queries.counter_drafts(by=other) == []
        for deed in (
            lambda by=other: queries.draft(draft, by=by),
            lambda by=other: queries.undersigned_of(draft, by=by, now=TUESDAY),
            lambda by=other: dossiers.confirm_by_signature(
                dossier_id=draft, mark="x", by=by, at=TUESDAY
            ),
        ):
            with pytest.raises(NotFound):
                deed()


def test_a_clerk_who_lost_the_post_files_no_more(world: World) -> None:
    draft = started(world)
    gone = Actor(world.receiver.id, frozenset({Post("H26.102", Role.RECEIVER)}))
    with pytest.raises(NotFound):
        queries.draft(draft, by=gone)
    with pytest.raises(NotFound):
        dossiers.file(dossier_id=draft, key="k", by=gone, at=TUESDAY)


def test_only_a_counter_of_the_agency_begins_one(world: World) -> None:
    assert world.an.person
    for other in (world.elsewhere, world.case_officer, world.binh, world.an):
        with pytest.raises(NotAllowed):
            dossiers.start_assisted(
                procedure=EXTRACT, agency=WARD, person=UUID(world.an.person), by=other, at=TUESDAY
            )


def test_the_person_may_go_on_in_their_own_account(world: World) -> None:
    draft = started(world)
    assert [row.id for row in queries.my_drafts(by=world.an)] == [draft]
    dossiers.file(dossier_id=draft, key="own", by=world.an, at=TUESDAY)
    assert queries.dossier(draft, by=world.an).assisted_by == world.receiver.id


def test_once_filed_the_clerk_is_an_officer_again(world: World) -> None:
    draft = started(world)
    dossiers.confirm_by_signature(
        dossier_id=draft, mark=mark(world, draft), by=world.receiver, at=TUESDAY
    )
    file(world, draft)
    card = queries.dossier(draft, by=world.receiver)
    assert not card.is_applicant
    assert Act.WITHDRAW not in card.acts
