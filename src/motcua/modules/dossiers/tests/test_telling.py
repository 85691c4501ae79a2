"""People hear, each once, what others do with what is theirs; and object to what is not."""

from collections.abc import Iterator
from uuid import UUID

import pytest

from motcua.foundation import jobs, plugs
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.errors import AlreadyDone, Invalid, NotAllowed, NotFound, WrongMoment
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers import queries
from motcua.modules.dossiers.operations import Incomplete
from motcua.modules.dossiers.rules.sharing import Purpose
from motcua.modules.mandates import operations as mandates
from motcua.modules.mandates.tests.factories import TODAY, a_live_mandate, an_offer
from motcua.modules.people import queries as people
from motcua.modules.people.facts import MessageChannel
from motcua.modules.people.ports import Message, Messenger

from . import stories
from .stories import SELF
from .test_assisting import mark, started
from .test_behalf import a_filing
from .test_cosigning import BOTH, MARRIAGE, _places, a_draft, asked, couple, shown
from .world import EXTRACT, TUESDAY, WARD, World, a_citizen

__all__ = ["_places", "couple"]
pytestmark = pytest.mark.django_db


class Post:
    """Keeps what is sent."""

    def __init__(self) -> None:
        self.sent: list[Message] = []

    def carries(self, channel: MessageChannel) -> bool:
        return channel is MessageChannel.EMAIL

    def send(self, message: Message) -> None:
        self.sent.append(message)


@pytest.fixture(autouse=True)
def post() -> Iterator[Post]:
    with plugs.instead(Messenger, kept := Post()):
        yield kept


def told(who: Actor, about: str = "") -> list[people.NoticeCard]:
    jobs.run_due()
    return [each for each in people.my_notices(by=who) if about in ("", each.about)]


def assisted(world: World) -> UUID:
    draft = started(world)
    dossiers.confirm_by_signature(
        dossier_id=draft, mark=mark(world, draft), by=world.receiver, at=TUESDAY
    )
    dossiers.file(dossier_id=draft, key=str(draft), by=world.receiver, at=TUESDAY)
    return draft


def test_who_is_asked_to_sign_gets_the_link_and_the_applicant_the_answer(
    couple: World, post: Post
) -> None:
    draft = a_draft(couple)
    token = asked(couple, draft)
    (notice,) = told(couple.binh, "cosignature-asked")
    assert notice.path == f"/cosign/{token}"
    assert "Nguyễn Thị An" in notice.text.vi
    assert "17/11/2026" not in notice.text.vi  # until when, not since when
    (message,) = post.sent
    assert message.to == "binh@example.vn"
    assert message.text.endswith(f"/cosign/{token}")

    seen = shown(token, couple.binh)
    dossiers.cosign(token=token, digest=seen.digest, by=couple.binh, at=TUESDAY)
    (signed,) = told(couple.an, "cosigned")
    assert "Nguyễn Văn Bình" in signed.text.vi
    assert signed.path == f"/drafts/{draft}/check"
    dossiers.decline_to_cosign(token=token, reason="Đổi ý", by=couple.binh, at=TUESDAY)
    (declined,) = told(couple.an, "cosignature-declined")
    assert "Đổi ý" not in declined.text.vi


def test_asked_anew_tells_of_the_new_link(couple: World) -> None:
    draft = a_draft(couple)
    first, second = asked(couple, draft), asked(couple, draft)
    assert first != second
    paths = [each.path for each in told(couple.binh)]
    assert paths == [f"/cosign/{second}"]  # the first was void before anybody was told


def test_who_was_not_known_hears_of_it_when_they_come(couple: World) -> None:
    draft = dossiers.start_draft(procedure=MARRIAGE, agency=WARD, by=couple.an, at=TUESDAY)
    answers = {**BOTH, "groom_id": "001092000041", "groom_name": "Phạm Văn Mới"}
    dossiers.save_answers(dossier_id=draft, answers=answers, by=couple.an, at=TUESDAY)
    token = asked(couple, draft)
    jobs.run_due()
    newcomer = a_citizen("moi", "Phạm Văn Mới", "001092000041")
    (notice,) = told(newcomer)
    assert notice.path == f"/cosign/{token}"


def test_what_a_clerk_files_is_told_to_whom_it_is_for(world: World, post: Post) -> None:
    dossier = assisted(world)
    (notice,) = told(world.an)
    assert notice.about == "filed-for-you"
    number = queries.dossier(dossier, by=world.an).number
    assert number in notice.text.vi
    assert "Cán bộ" in notice.text.vi
    assert notice.path == f"/mine/{dossier}"
    assert len(post.sent) == 1
    jobs.run_due()
    dossiers.tell_filed_for(dossier_id=dossier, by=SYSTEM, at=TUESDAY)
    assert len(told(world.an)) == 1


def test_what_a_representative_files_is_told_and_ones_own_is_not(world: World) -> None:
    dossier = a_filing(world, a_live_mandate(world.an, world.binh, EXTRACT))
    (notice,) = told(world.an, "filed-for-you")
    assert "Nguyễn Văn Bình" in notice.text.vi
    assert notice.path == f"/mine/{dossier}"
    assert told(world.binh, "filed-for-you") == []
    stories.a_filed_dossier(world)
    assert len(told(world.an, "filed-for-you")) == 1


def test_who_did_not_want_it_objects_and_nothing_is_granted_meanwhile(world: World) -> None:
    dossier = assisted(world)
    stories.pay(dossier, world)
    with pytest.raises(Invalid):
        dossiers.object_to_filing(dossier_id=dossier, reason=" ", by=world.an, at=TUESDAY)
    dossiers.object_to_filing(dossier_id=dossier, reason="Tôi ở xa", by=world.an, at=TUESDAY)
    with pytest.raises(AlreadyDone):
        dossiers.object_to_filing(dossier_id=dossier, reason="Nữa", by=world.an, at=TUESDAY)
    card = queries.dossier(dossier, by=world.receiver)
    assert (card.objection, card.objected_at, card.may_object) == ("Tôi ở xa", TUESDAY, False)
    with pytest.raises(Incomplete, match="applicant-objects"):
        dossiers.accept(dossier_id=dossier, by=world.receiver, at=TUESDAY)
    dossiers.take_objection_back(dossier_id=dossier, by=world.an, at=TUESDAY)
    dossiers.accept(dossier_id=dossier, by=world.receiver, at=TUESDAY)


def handled(world: World) -> UUID:
    dossier = assisted(world)
    stories.pay(dossier, world)
    dossiers.accept(dossier_id=dossier, by=world.receiver, at=TUESDAY)
    dossiers.take_up(dossier_id=dossier, by=world.case_officer, at=TUESDAY)
    return dossier


def test_what_was_proposed_before_the_objection_is_not_signed_nor_issued(world: World) -> None:
    dossier = handled(world)
    dossiers.draft_result(
        dossier_id=dossier, values=stories.RESULT, by=world.case_officer, at=TUESDAY
    )
    dossiers.object_to_filing(dossier_id=dossier, reason="Tôi ở xa", by=world.an, at=TUESDAY)
    with pytest.raises(Incomplete, match="applicant-objects"):
        dossiers.sign(dossier_id=dossier, by=world.signatory, at=TUESDAY)
    dossiers.take_objection_back(dossier_id=dossier, by=world.an, at=TUESDAY)
    dossiers.sign(dossier_id=dossier, by=world.signatory, at=TUESDAY)
    jobs.run_due()
    dossiers.object_to_filing(dossier_id=dossier, reason="Thôi", by=world.an, at=TUESDAY)
    with pytest.raises(Incomplete, match="applicant-objects"):
        dossiers.issue(dossier_id=dossier, by=world.clerk, at=TUESDAY)


def test_a_refusal_of_what_is_objected_to_goes_out(world: World) -> None:
    dossier = handled(world)
    dossiers.object_to_filing(dossier_id=dossier, reason="Tôi ở xa", by=world.an, at=TUESDAY)
    dossiers.draft_refusal(
        dossier_id=dossier, reason="Chủ hồ sơ không muốn", legal_basis="Điều 1",
        by=world.case_officer, at=TUESDAY,
    )  # fmt: skip
    dossiers.sign(dossier_id=dossier, by=world.signatory, at=TUESDAY)
    jobs.run_due()
    assert dossiers.issue(dossier_id=dossier, by=world.clerk, at=TUESDAY)


def test_an_objection_leaves_the_way_out_open(world: World) -> None:
    dossier = assisted(world)
    dossiers.object_to_filing(dossier_id=dossier, reason="Không phải tôi", by=world.an, at=TUESDAY)
    dossiers.withdraw(dossier_id=dossier, reason="", by=world.an, at=TUESDAY)
    with pytest.raises(WrongMoment):
        dossiers.take_objection_back(dossier_id=dossier, by=world.an, at=TUESDAY)


def test_only_the_applicant_objects_and_only_to_what_others_filed(world: World) -> None:
    dossier = a_filing(world, a_live_mandate(world.an, world.binh, EXTRACT))
    for other in (world.binh, world.receiver):
        with pytest.raises(NotAllowed):
            dossiers.object_to_filing(dossier_id=dossier, reason="x", by=other, at=TODAY)
    stranger = a_citizen("x", "Lê Văn Lạ", "001092000059")
    with pytest.raises(NotFound):
        dossiers.object_to_filing(dossier_id=dossier, reason="x", by=stranger, at=TODAY)
    assert not queries.dossier(dossier, by=world.binh).may_object
    own = stories.a_filed_dossier(world)
    with pytest.raises(WrongMoment):
        dossiers.object_to_filing(dossier_id=own, reason="x", by=world.an, at=TUESDAY)

    dossiers.object_to_filing(dossier_id=dossier, reason="Bí mật", by=world.an, at=TODAY)
    (notice,) = told(world.binh, "filing-objected")
    assert "Bí mật" not in notice.text.vi


def test_who_is_let_in_and_who_takes_a_draft_is_told(world: World) -> None:
    draft = dossiers.start_draft(procedure=EXTRACT, agency=WARD, by=world.an, at=TUESDAY)
    dossiers.save_answers(dossier_id=draft, answers=SELF, by=world.an, at=TUESDAY)
    for purpose, days, about in (
        (Purpose.FILL, 7, "helper-joined"),
        (Purpose.OWN, 0, "draft-handed-over"),
    ):
        invited = dossiers.invite(
            dossier_id=draft, purpose=purpose, days=days, by=world.an, at=TUESDAY
        )
        assert told(world.an, about) == []
        dossiers.accept_invitation(
            token=invited.token, code=invited.code, by=world.binh, at=TUESDAY
        )
        (notice,) = told(world.an, about)
        assert "Nguyễn Văn Bình" in notice.text.vi


def test_mandates_are_told_to_the_other_side(world: World) -> None:
    mandate = an_offer(world.an, EXTRACT)
    assert [each.about for each in told(world.binh)] == ["mandate-offered"]
    mandates.accept(mandate_id=mandate, by=world.binh, at=TODAY)
    assert [each.about for each in told(world.an)] == ["mandate-began"]
    mandates.revoke(mandate_id=mandate, by=world.an, at=TODAY)
    (ended,) = told(world.binh, "mandate-ended")
    assert "Nguyễn Thị An" in ended.text.vi
    assert ended.path == f"/behalf/{mandate}"
