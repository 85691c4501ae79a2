"""Every act through its page, as the officer whose act it is."""

from uuid import UUID

import pytest

from motcua.design.page import now
from motcua.foundation import journal
from motcua.kernel.actors import Role
from motcua.modules.catalogue.tests.factories import a_published, changed, real_files
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers import queries
from motcua.modules.dossiers.rules import State
from motcua.modules.dossiers.tests import stories
from motcua.modules.dossiers.tests.world import WARD, World, officer
from motcua.modules.organisation import queries as organisation
from motcua.modules.results import queries as papers

from . import points
from .desks import Desk, said, went_well

pytestmark = pytest.mark.django_db

GROUNDS = {"reason": "Không đúng thẩm quyền", "legal_basis": "Khoản 2 Điều 7 NĐ 118/2025/NĐ-CP"}


def card(dossier: UUID, world: World) -> queries.DossierCard:
    return queries.dossier(dossier, by=world.receiver)


def letters(dossier: UUID, world: World) -> list[str]:
    """The kinds of letters that officers wrote."""
    found = papers.letters_of(("dossier", str(dossier)), by=world.receiver)
    return [each.kind for each in found if each.kind != "filing_receipt"]


def test_accepting_promises_a_date_and_gives_the_slip(world: World) -> None:
    dossier = points.a_submitted_dossier(world)
    desk = Desk(world.receiver)

    assert "Hẹn trả nếu tiếp nhận bây giờ" in said(desk.open(dossier, "accept"))
    answer = desk.do(dossier, "accept")

    assert went_well(answer)
    page = desk.visit(answer["Location"])
    assert "Đã tiếp nhận hồ sơ." in said(page)
    assert "Giấy tiếp nhận hồ sơ và hẹn trả kết quả (PDF)" in said(page)
    slip = papers.letters_of(("dossier", str(dossier)), by=world.receiver)[-1]
    file = desk.open(dossier, f"letters/{slip.id}")
    assert file.content.startswith(b"%PDF-")
    assert "no-store" in file["Cache-Control"]


def test_officers_have_the_signed_data_of_the_receipt(world: World) -> None:
    dossier = points.a_submitted_dossier(world)
    (receipt, *_) = papers.letters_of(("dossier", str(dossier)), by=world.receiver)

    data = Desk(world.receiver).open(dossier, f"letters/{receipt.id}/data")

    assert data["Content-Type"] == "application/jose"
    assert data.content.count(b".") == 2


def test_refusing_at_the_counter(world: World) -> None:
    dossier = points.a_submitted_dossier(world)

    assert went_well(Desk(world.receiver).do(dossier, "refuse", GROUNDS))
    assert card(dossier, world).state is State.REJECTED_AT_INTAKE
    assert letters(dossier, world) == ["refusal_notice"]
    assert GROUNDS["reason"] in said(Desk(world.receiver).open(dossier))


def test_the_head_names_the_case_officer(world: World) -> None:
    dossier = points.an_accepted_dossier(world)
    second = officer(Role.CASE_OFFICER, number=1)
    desk = Desk(world.dept_head)

    assert "assign" in desk.offers(dossier)
    assert went_well(desk.do(dossier, "assign", {"officer": second.officer}))
    assert card(dossier, world).handler == second.id
    assert "draft-result" in Desk(second).offers(dossier)
    assert "draft-result" not in Desk(world.case_officer).offers(dossier)


def test_asking_another_agency_and_its_answer(world: World) -> None:
    dossier = points.a_handled_dossier(world)
    desk, other = Desk(world.case_officer), Desk(officer(Role.CASE_OFFICER, "H26.102"))

    typed = {"agency": "H26.102", "question": "Sổ gốc năm 1996 ở đâu?"}
    assert went_well(desk.fill(dossier, "ask-opinion", typed))
    assert card(dossier, world).state is State.WAITING_COORDINATION
    assert "give-opinion" not in desk.offers(dossier)

    assert "Sổ gốc năm 1996" in said(other.open(dossier, "give-opinion"))
    assert went_well(other.do(dossier, "give-opinion", {"answer": "Ở kho lưu trữ phường"}))
    assert card(dossier, world).state is State.IN_PROCESS
    assert "Ở kho lưu trữ phường" in said(desk.open(dossier))


def test_a_fee_before_the_result(world: World) -> None:
    package = changed(real_files(), "fees.yaml", "when: at_filing", "when: before_result")
    a_published(changed(package, "procedure.yaml", "from: 2026-01-16", "from: 2026-11-01"))
    dossier = dossiers.file_at_once(
        procedure="2.000635", agency="H26.101", answers=stories.SELF, key="k",
        by=world.an, at=points.AT,
    )  # fmt: skip
    key = queries.find(dossier, by=world.an)
    dossiers.accept(dossier_id=key, by=world.receiver, at=points.AT)
    dossiers.take_up(dossier_id=key, by=world.case_officer, at=points.AT)
    desk = Desk(world.case_officer)

    assert "ask-payment" in desk.offers(key)
    assert "24.000" in said(desk.open(key, "ask-payment"))
    assert went_well(desk.do(key, "ask-payment"))
    assert card(key, world).state is State.AWAITING_FINANCIAL_OBLIGATION
    assert "Đồng hồ đang dừng" in said(desk.open(key))
    stories.pay(key, world, at=now())
    assert "ask-payment" not in desk.offers(key)


def test_no_fee_is_asked_where_the_procedure_has_none(world: World) -> None:
    dossier = points.a_handled_dossier(world)
    desk = Desk(world.case_officer)

    assert "ask-payment" not in desk.offers(dossier)
    assert desk.do(dossier, "ask-payment").status_code == 422


def test_an_apology_and_a_new_date(world: World) -> None:
    dossier = points.a_handled_dossier(world)
    desk = Desk(world.case_officer)
    until = organisation.calendar_of(WARD).add_working_days(now(), 20).date()
    typed = points.typed("until", until) | {"apology": "Xin lỗi"}

    assert went_well(desk.do(dossier, "extend", typed))
    assert card(dossier, world).is_extended
    assert letters(dossier, world)[-1] == "apology_extension"
    assert "extend" not in desk.offers(dossier)
    assert desk.open(dossier, "extend").status_code == 409


def test_stopping(world: World) -> None:
    dossier = points.a_handled_dossier(world)

    assert went_well(Desk(world.signatory).do(dossier, "stop", GROUNDS))
    assert card(dossier, world).state is State.STOPPED
    assert letters(dossier, world)[-1] == "stop_notice"


def test_a_refusal_is_drafted_signed_and_issued(world: World) -> None:
    dossier = points.a_handled_dossier(world)

    assert went_well(Desk(world.case_officer).do(dossier, "draft-refusal", GROUNDS))
    assert GROUNDS["reason"] in said(Desk(world.signatory).open(dossier, "sign"))
    draft = Desk(world.signatory).open(dossier, "draft")
    assert draft.content.startswith(b"%PDF-")
    assert "inline" in draft["Content-Disposition"]
    assert went_well(Desk(world.signatory).do(dossier, "sign"))
    assert went_well(Desk(world.clerk).do(dossier, "issue"))
    assert card(dossier, world).state is State.RETURNED


def test_a_returned_draft_is_written_again_from_what_was_there(world: World) -> None:
    dossier = points.a_drafted_dossier(world)
    reason = {"reason": "Sai số quyển, xem lại sổ 1996"}

    assert went_well(Desk(world.signatory).do(dossier, "return-draft", reason))
    desk = Desk(world.case_officer)
    assert reason["reason"] in said(desk.open(dossier))
    page = desk.open(dossier, "draft-result")
    assert reason["reason"] in said(page)
    assert 'value="27/1996"' in page.content.decode()
    assert went_well(desk.fill(dossier, "draft-result", {"q-register_number": "28/1996"}))
    assert "28/1996" in said(Desk(world.signatory).open(dossier, "sign"))


def test_handing_over_at_the_counter(world: World) -> None:
    dossier = points.a_result_at_the_counter(world)
    desk = Desk(world.returner)
    assert desk.offers(dossier) == {"hand-over", "deliver"}

    typed = {"full_name": "Nguyễn Văn Bình", "relation": "anh trai"}
    assert went_well(desk.fill(dossier, "hand-over", typed))
    assert card(dossier, world).state is State.RETURNED
    assert "Nguyễn Văn Bình" in said(desk.open(dossier))


def test_delivering_online_what_was_to_be_fetched(world: World) -> None:
    dossier = points.a_result_at_the_counter(world)

    assert went_well(Desk(world.returner).do(dossier, "deliver"))
    assert card(dossier, world).state is State.RETURNED


def test_agreeing_to_a_withdrawal(world: World) -> None:
    dossier = points.a_withdrawal_asked_for(world)
    desk = Desk(world.case_officer)

    assert "Tôi tìm thấy bản cũ" in said(desk.open(dossier, "agree-withdrawal"))
    assert went_well(desk.do(dossier, "agree-withdrawal"))
    assert card(dossier, world).state is State.WITHDRAWN


def test_declining_a_withdrawal(world: World) -> None:
    dossier = points.a_withdrawal_asked_for(world)

    answer = Desk(world.case_officer).do(dossier, "decline-withdrawal", {"reason": "Đã ký"})
    assert went_well(answer)
    assert card(dossier, world).state is State.IN_PROCESS


def test_after_an_act_the_next_one_is_at_hand(world: World) -> None:
    first, second = (points.a_submitted_dossier(world, key=key) for key in "12")
    desk = Desk(world.receiver)

    answer = desk.do(first, "accept")

    assert f"/desk/dossiers/{second}" in desk.visit(answer["Location"]).content.decode()


def test_a_head_sends_an_unpaid_dossier_nowhere_but_to_its_fee(world: World) -> None:
    dossier = points.a_filed_dossier(world)

    assert Desk(world.receiver).offers(dossier) == set()
    assert Desk(world.receiver).do(dossier, "ask-fee").status_code == 409


def test_the_journal_names_the_officer(world: World) -> None:
    dossier = points.a_submitted_dossier(world)
    Desk(world.receiver).do(dossier, "accept")

    entries = journal.timeline(("dossier", str(dossier)))
    accepted = [entry for entry in entries if entry.kind == "dossier.accepted/1"]
    assert [entry.actor for entry in accepted] == [world.receiver.id]
