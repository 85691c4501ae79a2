"""Dossiers at points of their story, a little before now: doors read the clock on the wall."""

from datetime import date, datetime, timedelta
from uuid import UUID

from motcua.design.page import now
from motcua.foundation import files, jobs
from motcua.kernel.actors import SYSTEM, Actor, Role
from motcua.kernel.words import Text
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers.rules import Item
from motcua.modules.dossiers.tests import stories
from motcua.modules.dossiers.tests.world import EXTRACT, WARD, World
from motcua.modules.organisation import operations as organisation
from motcua.modules.organisation.rules import OfficerFacts, PostingFacts

COUNTER = "AT_SUBMISSION_PLACE"
AT = now() - timedelta(hours=3)


def later(**by: float) -> datetime:
    return AT + timedelta(**by)


def typed(name: str, on: date) -> dict[str, str]:
    """The three fields of a date."""
    return {
        f"{name}-day": str(on.day),
        f"{name}-month": str(on.month),
        f"{name}-year": str(on.year),
    }


def a_filed_dossier(world: World, *, key: str = "k") -> UUID:
    return stories.a_filed_dossier(world, key=key, at=AT)


def an_accepted_dossier(world: World, *, key: str = "k") -> UUID:
    return stories.an_accepted_dossier(world, key=key, at=AT)


def a_handled_dossier(world: World, *, key: str = "k") -> UUID:
    return stories.a_handled_dossier(world, key=key, at=AT)


def a_drafted_dossier(world: World) -> UUID:
    return stories.a_drafted_dossier(world, at=AT)


def a_submitted_dossier(world: World, *, key: str = "k") -> UUID:
    """Filed and paid: the counter's turn."""
    dossier = a_filed_dossier(world, key=key)
    stories.pay(dossier, world, at=AT)
    return dossier


def a_returned_draft(world: World) -> UUID:
    dossier = a_drafted_dossier(world)
    dossiers.return_draft(
        dossier_id=dossier, reason="Sai số quyển", by=world.signatory, at=later(hours=1)
    )
    return dossier


def a_signed_dossier(world: World, dossier: UUID | None = None) -> UUID:
    """Signed by the signatory: the clerk's turn."""
    key = dossier or a_drafted_dossier(world)
    dossiers.sign(dossier_id=key, by=world.signatory, at=AT)
    jobs.run_due()
    return key


def a_result_at_the_counter(world: World) -> UUID:
    """Issued, and to be fetched where it was filed."""
    dossier = dossiers.start_draft(procedure=EXTRACT, agency=WARD, by=world.an, at=AT)
    dossiers.save_answers(dossier_id=dossier, answers=stories.SELF, by=world.an, at=AT)
    dossiers.choose_delivery(dossier_id=dossier, method=COUNTER, by=world.an, at=AT)
    dossiers.file(dossier_id=dossier, key="counter", by=world.an, at=AT)
    stories.pay(dossier, world, at=AT)
    dossiers.accept(dossier_id=dossier, by=world.receiver, at=AT)
    dossiers.take_up(dossier_id=dossier, by=world.case_officer, at=AT)
    dossiers.draft_result(dossier_id=dossier, values=stories.RESULT, by=world.case_officer, at=AT)
    a_signed_dossier(world, dossier)
    dossiers.issue(dossier_id=dossier, by=world.clerk, at=AT)
    jobs.run_due()
    return dossier


def a_withdrawal_asked_for(world: World) -> UUID:
    dossier = a_handled_dossier(world)
    dossiers.withdraw(
        dossier_id=dossier, reason="Tôi tìm thấy bản cũ", by=world.an, at=later(hours=1)
    )
    return dossier


def an_opinion_asked_for(world: World) -> UUID:
    dossier = a_handled_dossier(world)
    dossiers.ask_opinion(
        dossier_id=dossier, of_agency="H26.102", question="Sổ gốc năm 1996 ở đâu?",
        reply_by=now() + timedelta(days=2), by=world.case_officer, at=AT,
    )  # fmt: skip
    return dossier


def a_supplement_given(world: World) -> UUID:
    """Asked once at the counter and answered with another number of copies."""
    dossier = a_submitted_dossier(world)
    dossiers.ask_supplement(
        dossier_id=dossier,
        items=[an_item("Số bản sao")],
        contact="Chi, 024",
        reply_by=now() + timedelta(days=3),
        by=world.receiver,
        at=AT,
    )
    dossiers.save_answers(dossier_id=dossier, answers={"copies": 5}, by=world.an, at=later(hours=1))
    dossiers.give_supplement(dossier_id=dossier, by=world.an, at=later(hours=2))
    return dossier


def an_item(about: str) -> Item:
    return Item(about, "Cần rõ hơn", "Điều 9 NĐ 123/2015/NĐ-CP")


def post_also(who: Actor, role: Role, agency: str = WARD) -> None:
    """One officer with two posts, as small agencies have them."""
    assert who.officer is not None
    posting = PostingFacts(
        agency=agency,
        role=role,
        valid_from=AT.date() - timedelta(days=1),
        legal_ref="Quyết định mẫu",
    )
    organisation.post_officer(officer_id=UUID(who.officer), posting=posting, by=SYSTEM, at=AT)


def an_auditor() -> Actor:
    """Somebody of the ward who handles no cases."""
    facts = OfficerFacts("Lưu Đức Thịnh", Text("Kiểm tra viên", "Auditor"), "demo", "auditor")
    key = organisation.enlist_officer(officer=facts, by=SYSTEM, at=AT)
    auditor = Actor(f"officer:{key}")
    post_also(auditor, Role.AUDITOR)
    return auditor


def a_dossier_with_a_paper(world: World, content: bytes, *, key: str = "paper") -> UUID:
    """Filed for an organisation, whose letter is held by the dossier."""
    stored = files.store(content, at=AT)
    letter = {"sha256": stored.sha256, "name": "van-ban.pdf", "size": stored.size,
              "media_type": stored.media_type}  # fmt: skip
    answers = {
        **{key: value for key, value in stories.SELF.items() if not key.startswith("own_")},
        "acting_as": "organisation",
        "requester_name": "Nguyễn Thị An",
        "requester_id": "001196000000",
        "organisation_name": "Hợp tác xã Mẫu",
        "organisation_reason": "Giải quyết chế độ",
        "organisation_letter": [letter],
        "subject_name": "Trần Văn Mẫu",
        "subject_born_on": "1990-01-01",
    }
    return stories.a_filed_dossier(world, answers=answers, key=key, at=AT)
