"""The road of a result: drafted, returned, approved, signed, numbered, issued, handed over."""

import pytest
from django.db import IntegrityError, transaction

from motcua.kernel.actors import SYSTEM, Actor, Post, Role
from motcua.kernel.errors import Invalid, NotAllowed, NotFound, WrongMoment
from motcua.modules.results import operations, queries
from motcua.modules.results.models import Result
from motcua.modules.results.rules import Receiver, SameHands, State
from motcua.modules.results.rules.life import Act

from . import factories as make
from .factories import ELEVEN, NINE, SUBJECT, TEN, WARD

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ward() -> make.Ward:
    return make.a_ward()


def state_of(result: object, by: Actor) -> State:
    card = queries.result_of(SUBJECT, by=by)
    assert card is not None
    assert card.id == result
    return card.state


def test_a_result_walks_from_draft_to_hand_over(ward: make.Ward) -> None:
    result = make.a_draft(ward)
    operations.approve(result_id=result, by=ward.nam, at=TEN)
    assert state_of(result, ward.long) is State.APPROVED

    make.run_reactions()
    assert state_of(result, ward.long) is State.SIGNED

    number = operations.number_and_issue(result_id=result, by=ward.oanh, at=ELEVEN)
    assert number == "01/TLKS-UBND"
    make.run_reactions()
    assert state_of(result, ward.long) is State.ISSUED

    operations.mark_delivered(result_id=result, by=SYSTEM, at=ELEVEN)
    operations.hand_over(
        result_id=result, to=Receiver("Nguyễn Văn Bình", relation="em"), by=ward.phuc, at=ELEVEN
    )
    card = queries.result_card(result, by=ward.phuc)
    assert card.state is State.HANDED_OVER
    assert card.handed_to == Receiver("Nguyễn Văn Bình", relation="em")
    assert card.signatory == "Vũ Đình Nam"


def test_the_story_is_told_without_personal_data(ward: make.Ward) -> None:
    result = make.an_issued_result(ward)

    story = make.story(result)
    told = str([entry.fact for entry in story])

    assert [entry.kind for entry in story] == [
        "result.drafted/1", "result.approved/1", "result.signed/1",
        "result.numbered/1", "result.issued/1",
    ]  # fmt: skip
    assert "An" not in told.split()
    assert "Nguyễn" not in told


def test_reactions_that_run_twice_give_one_file(ward: make.Ward) -> None:
    result = make.a_draft(ward)
    operations.approve(result_id=result, by=ward.nam, at=TEN)
    make.run_reactions(twice=True)
    operations.number_and_issue(result_id=result, by=ward.oanh, at=ELEVEN)
    make.run_reactions(twice=True)

    kinds = [entry.kind for entry in make.story(result)]
    assert kinds.count("result.signed/1") == 1
    assert kinds.count("result.issued/1") == 1


def test_a_returned_draft_says_why_and_is_written_again(ward: make.Ward) -> None:
    result = make.a_draft(ward)
    operations.return_draft(result_id=result, reason="Sai ngày sinh", by=ward.nam, at=TEN)
    card = queries.result_card(result, by=ward.long)
    assert card.returned_because == "Sai ngày sinh"
    assert card.acts == (Act.REDRAFT,)

    again = operations.draft(
        subject=SUBJECT,
        work=make.a_proposal(values={"full_name": "Nguyễn Thị An", "born_on": "1999-02-01"}),
        by=ward.long,
        at=ELEVEN,
    )
    assert again == result
    assert queries.draft_of(result, by=ward.long).values["born_on"] == "1999-02-01"
    assert queries.result_card(result, by=ward.long).returned_because == ""


def test_a_draft_does_not_go_back_without_a_reason(ward: make.Ward) -> None:
    result = make.a_draft(ward)
    with pytest.raises(Invalid):
        operations.return_draft(result_id=result, reason="  ", by=ward.nam, at=TEN)


def test_a_signature_for_an_approval_taken_back_is_not_noted(ward: make.Ward) -> None:
    result = make.a_draft(ward)
    operations.approve(result_id=result, by=ward.nam, at=TEN)
    operations.return_draft(result_id=result, reason="Chờ đã", by=ward.nam, at=TEN)
    make.a_draft(ward)
    operations.approve(result_id=result, by=ward.nam, at=ELEVEN)

    with pytest.raises(WrongMoment):
        operations.note_signed(
            result_id=result, sha256="0" * 64, approved_at=TEN, by=SYSTEM, at=TEN
        )
    assert make.run_reactions() > 0
    assert state_of(result, ward.nam) is State.SIGNED


def test_who_drafts_does_not_sign(ward: make.Ward) -> None:
    both = Actor(
        ward.nam.id, frozenset({Post(WARD, Role.CASE_OFFICER), Post(WARD, Role.SIGNATORY)})
    )
    result = operations.draft(subject=SUBJECT, work=make.a_proposal(), by=both, at=NINE)

    with pytest.raises(SameHands):
        operations.approve(result_id=result, by=both, at=TEN)
    assert Act.APPROVE not in queries.result_card(result, by=both).acts


def test_the_database_itself_knows_four_eyes(ward: make.Ward) -> None:
    result = make.a_draft(ward)
    with pytest.raises(IntegrityError, match="result_passes_four_eyes"), transaction.atomic():
        Result.objects.filter(id=result).update(approved_by=ward.long.id)


@pytest.mark.parametrize("role", [r for r in Role if r is not Role.CASE_OFFICER])
def test_only_case_officers_draft(ward: make.Ward, role: Role) -> None:
    someone = Actor("officer:x", frozenset({Post(WARD, role)}))
    with pytest.raises(NotAllowed):
        operations.draft(subject=SUBJECT, work=make.a_proposal(), by=someone, at=NINE)


def test_the_neighbours_signatory_does_not_sign_here(ward: make.Ward) -> None:
    result = make.a_draft(ward)
    neighbour = Actor(ward.nam.id, frozenset({Post("H26.102", Role.SIGNATORY)}))
    with pytest.raises(NotAllowed):
        operations.approve(result_id=result, by=neighbour, at=TEN)


def test_nothing_is_numbered_before_it_is_signed(ward: make.Ward) -> None:
    result = make.a_draft(ward)
    with pytest.raises(WrongMoment):
        operations.number_and_issue(result_id=result, by=ward.oanh, at=TEN)


def test_a_subject_has_one_result_at_a_time(ward: make.Ward) -> None:
    make.a_signed_result(ward)
    with pytest.raises(WrongMoment):
        make.a_draft(ward)


def test_a_replacement_retires_the_old_one_when_it_is_issued(ward: make.Ward) -> None:
    old = make.an_issued_result(ward)
    new = make.a_replacement(ward, of=old)

    assert queries.result_card(old, by=ward.long).state is State.REPLACED
    assert state_of(new, ward.long) is State.ISSUED
    assert queries.result_card(new, by=ward.long).number == "02/TLKS-UBND"


def test_only_a_result_of_the_same_subject_is_replaced(ward: make.Ward) -> None:
    other = make.an_issued_result(ward, subject=("test", "another"))
    with pytest.raises(NotFound):
        make.a_replacement(ward, of=other)


def test_a_recalled_result_makes_room_for_another(ward: make.Ward) -> None:
    old = make.an_issued_result(ward)
    operations.recall(result_id=old, reason="Cấp nhầm người", by=ward.nam, at=ELEVEN)

    assert queries.result_of(SUBJECT, by=ward.nam) is None
    assert make.a_draft(ward) != old


def test_nobody_is_asked_nothing() -> None:
    with pytest.raises(NotAllowed):
        queries.results_of(SUBJECT, by=Actor("nobody"))
