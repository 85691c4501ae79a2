"""While it is processed: the clock pauses and explains itself, four eyes, one extension, an end."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from motcua.foundation import jobs
from motcua.kernel import clock
from motcua.kernel.errors import Invalid, NotFound, WrongMoment
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers import queries
from motcua.modules.dossiers.rules import Item, State
from motcua.modules.dossiers.steps import Incomplete
from motcua.modules.results import queries as papers
from motcua.modules.results.rules import Receiver

from . import stories
from .world import AREA, TUESDAY, WARD, World

pytestmark = pytest.mark.django_db

ITEM = Item("Ảnh giấy tờ nhà", "Thiếu trang 2", "Điều 5 NĐ 154/2024/NĐ-CP")


def due_of(dossier: UUID, world: World, now: datetime = TUESDAY) -> clock.Due:
    card = queries.clock_of(dossier, by=world.an, now=now)
    assert card is not None
    return card.due


def test_a_supplement_pauses_the_clock_and_explains_itself(world: World) -> None:
    dossier = stories.a_handled_dossier(world)
    before = due_of(dossier, world).due_at
    dossiers.ask_supplement(
        dossier_id=dossier, items=[ITEM], contact="Long", reply_by=stories.later(days=7),
        by=world.case_officer, at=TUESDAY,
    )  # fmt: skip
    assert due_of(dossier, world).is_paused
    back = stories.later(days=2)
    dossiers.give_supplement(dossier_id=dossier, by=world.an, at=back)

    after = due_of(dossier, world, back)
    assert after.due_at == before + timedelta(days=2)
    whys = [part.why for part in after.explanation.intervals]
    assert clock.Why.PAUSED_SUPPLEMENT in whys
    assert queries.dossier(dossier, by=world.an).due_at == after.due_at


def test_who_drafts_cannot_sign(world: World) -> None:
    dossier = stories.a_drafted_dossier(world)
    both = type(world.signatory)(
        world.case_officer.id, world.case_officer.posts | world.signatory.posts
    )
    with pytest.raises(Incomplete, match="drafter-cannot-sign"):
        dossiers.sign(dossier_id=dossier, by=both, at=TUESDAY)


def test_a_returned_draft_is_written_again(world: World) -> None:
    dossier = stories.a_drafted_dossier(world)
    with pytest.raises(Incomplete):
        dossiers.return_draft(dossier_id=dossier, reason=" ", by=world.signatory, at=TUESDAY)
    dossiers.return_draft(
        dossier_id=dossier, reason="Sai ngày sinh", by=world.signatory, at=TUESDAY
    )
    assert queries.dossier(dossier, by=world.an).state is State.IN_PROCESS
    assert [d.act for d in queries.decisions(dossier, by=world.an)] == []
    assert [d.reason for d in queries.decisions(dossier, by=world.case_officer)] == [
        "Sai ngày sinh"
    ]
    dossiers.draft_result(
        dossier_id=dossier, values=stories.RESULT, by=world.case_officer, at=TUESDAY
    )
    assert queries.dossier(dossier, by=world.an).state is State.DRAFT_RESULT


def test_a_refusal_after_appraisal_is_a_signed_decision(world: World) -> None:
    dossier = stories.a_handled_dossier(world)
    with pytest.raises(Incomplete):
        dossiers.draft_refusal(
            dossier_id=dossier, reason="Không có trong sổ", legal_basis="",
            by=world.case_officer, at=TUESDAY,
        )  # fmt: skip
    dossiers.draft_refusal(
        dossier_id=dossier, reason="Không có trong sổ", legal_basis="Điều 63 Luật Hộ tịch",
        by=world.case_officer, at=TUESDAY,
    )  # fmt: skip
    dossiers.sign(dossier_id=dossier, by=world.signatory, at=TUESDAY)
    jobs.run_due()
    dossiers.issue(dossier_id=dossier, by=world.clerk, at=TUESDAY)
    jobs.run_due()
    card = queries.dossier(dossier, by=world.an)
    assert card.state is State.RETURNED
    result = papers.result_of(("dossier", str(dossier)), by=world.an)
    assert result is not None
    assert result.title.vi.startswith("Thông báo từ chối")
    assert papers.public_verification(result.id).holds


def test_one_extension_with_an_apology(world: World) -> None:
    dossier = stories.a_handled_dossier(world)
    until = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
    with pytest.raises(Incomplete, match="apology-missing"):
        dossiers.extend(
            dossier_id=dossier, until=until, apology="", by=world.case_officer, at=TUESDAY
        )
    dossiers.extend(
        dossier_id=dossier, until=until, apology="Sổ gốc đang số hóa", by=world.case_officer,
        at=TUESDAY,
    )  # fmt: skip
    assert due_of(dossier, world).due_at == until
    with pytest.raises(Incomplete, match="already-extended"):
        dossiers.extend(
            dossier_id=dossier, until=until + timedelta(days=3), apology="Lại chậm",
            by=world.case_officer, at=TUESDAY,
        )  # fmt: skip


def test_another_agency_is_asked_and_answers_while_the_clock_runs(world: World) -> None:
    dossier = stories.a_handled_dossier(world)
    due = due_of(dossier, world).due_at
    dossiers.ask_opinion(
        dossier_id=dossier, of_agency="H26.09", question="Sổ gốc còn không?",
        reply_by=stories.later(hours=4), by=world.case_officer, at=TUESDAY,
    )  # fmt: skip
    from_justice = _officer_of_justice()
    assert queries.dossier(dossier, by=from_justice).acts == ()
    with pytest.raises(NotFound):
        dossiers.give_opinion(dossier_id=dossier, answer="?", by=world.elsewhere, at=TUESDAY)
    dossiers.give_opinion(
        dossier_id=dossier, answer="Còn, quyển 12", by=from_justice, at=stories.later(hours=1)
    )
    assert queries.dossier(dossier, by=world.an).state is State.IN_PROCESS
    assert queries.opinions(dossier, by=world.case_officer)[0].answer == "Còn, quyển 12"
    assert queries.opinions(dossier, by=world.an) == []
    assert due_of(dossier, world).due_at == due


def test_the_head_assigns_and_only_the_named_officer_handles(world: World) -> None:
    dossier = stories.an_accepted_dossier(world)
    second = _second_case_officer()
    with pytest.raises(Invalid):
        dossiers.assign(
            dossier_id=dossier, officer=UUID(world.clerk.officer), by=world.dept_head, at=TUESDAY
        )
    dossiers.assign(
        dossier_id=dossier, officer=UUID(second.officer), by=world.dept_head, at=TUESDAY
    )
    with pytest.raises(Incomplete, match="not-the-handler"):
        dossiers.draft_result(
            dossier_id=dossier, values=stories.RESULT, by=world.case_officer, at=TUESDAY
        )
    mine = queries.waiting_for(by=world.case_officer, now=TUESDAY).items
    assert [row.id for row in mine] == []
    assert [row.id for row in queries.waiting_for(by=second, now=TUESDAY).items] == [dossier]


def test_stopping_needs_grounds_and_ends_the_clock(world: World) -> None:
    dossier = stories.a_handled_dossier(world)
    with pytest.raises(Incomplete):
        dossiers.stop(dossier_id=dossier, reason="", legal_basis="", by=world.signatory, at=TUESDAY)
    dossiers.stop(
        dossier_id=dossier, reason="Không bổ sung", legal_basis="Điều 16 NĐ 301/2026/NĐ-CP",
        by=world.signatory, at=TUESDAY,
    )  # fmt: skip
    card = queries.clock_of(dossier, by=world.an, now=TUESDAY)
    assert card is not None
    assert card.phase is clock.Phase.STOPPED
    with pytest.raises(WrongMoment):
        dossiers.withdraw(dossier_id=dossier, reason="", by=world.an, at=TUESDAY)


def test_after_acceptance_withdrawal_is_agreed_or_declined_with_a_reason(world: World) -> None:
    dossier = stories.a_handled_dossier(world)
    dossiers.withdraw(dossier_id=dossier, reason="Không cần nữa", by=world.an, at=TUESDAY)
    with pytest.raises(Incomplete):
        dossiers.decline_withdrawal(
            dossier_id=dossier, reason="", by=world.case_officer, at=TUESDAY
        )
    dossiers.decline_withdrawal(
        dossier_id=dossier, reason="Đã trình ký", by=world.case_officer, at=TUESDAY
    )
    dossiers.withdraw(dossier_id=dossier, reason="Vẫn rút", by=world.an, at=TUESDAY)
    dossiers.agree_withdrawal(dossier_id=dossier, by=world.case_officer, at=TUESDAY)
    assert queries.dossier(dossier, by=world.an).state is State.WITHDRAWN


def test_a_result_kept_for_the_counter_is_handed_over_to_somebody(world: World) -> None:
    draft = dossiers.start_draft(procedure=AREA, agency=WARD, by=world.an, at=TUESDAY)
    dossiers.choose_delivery(
        dossier_id=draft, method="AT_SUBMISSION_PLACE", by=world.an, at=TUESDAY
    )
    assert queries.draft(draft, by=world.an).return_method == "AT_SUBMISSION_PLACE"
    dossiers.discard_draft(dossier_id=draft, by=world.an, at=TUESDAY)

    dossier = stories.an_issued_dossier(world, method="AT_SUBMISSION_PLACE")
    assert queries.dossier(dossier, by=world.an).state is State.RESOLVED
    with pytest.raises(Incomplete):
        dossiers.hand_over(dossier_id=dossier, to=Receiver(""), by=world.returner, at=TUESDAY)
    dossiers.hand_over(
        dossier_id=dossier, to=Receiver("Nguyễn Văn Bình", relation="anh trai"),
        by=world.returner, at=TUESDAY,
    )  # fmt: skip
    assert queries.dossier(dossier, by=world.an).state is State.RETURNED


def _officer_of_justice() -> stories.Actor:
    return stories.officer(stories.Role.CASE_OFFICER, "H26.09")


def _second_case_officer() -> stories.Actor:
    return stories.officer(stories.Role.CASE_OFFICER, WARD, number=1)
