"""Others in a draft: invited by link and code, to look, to fill in or to have it; out at once."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from motcua.foundation import files, journal
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.errors import Invalid, NotAllowed, NotFound, Refusal
from motcua.modules.documents import operations as documents
from motcua.modules.documents import queries as held
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers import queries
from motcua.modules.dossiers.operations.sharing import token_print
from motcua.modules.dossiers.rules import Item
from motcua.modules.dossiers.rules.sharing import (
    MOST_AT_ONCE,
    InvitationRefused,
    OwnInvitation,
    Purpose,
    TooManyInvited,
)
from motcua.modules.forms.rules import Hand

from . import stories
from .test_saving import a_draft
from .world import World, a_citizen

pytestmark = pytest.mark.django_db
#: Invitations are read by the database's clock, so these stories are told today.
NOW = datetime.now(UTC)


def invited(draft: UUID, purpose: Purpose, *, by: Actor, days: int = 7) -> dossiers.Invited:
    return dossiers.invite(dossier_id=draft, purpose=purpose, days=days, by=by, at=NOW)


def accept(pass_on: dossiers.Invited, *, by: Actor) -> UUID:
    return dossiers.accept_invitation(token=pass_on.token, code=pass_on.code, by=by, at=NOW)


def test_a_helper_fills_in_under_their_own_name_and_cannot_file(world: World) -> None:
    draft = a_draft(world, copies=1)
    accept(invited(draft, Purpose.FILL, by=world.an), by=world.binh)

    dossiers.save_answers(dossier_id=draft, answers={"phone": "0912345678"}, by=world.binh, at=NOW)

    card = queries.draft(draft, by=world.binh)
    assert (card.rights, card.is_mine, card.for_whom) == (Purpose.FILL, False, "Nguyễn Thị An")
    mine = queries.draft(draft, by=world.an)
    assert mine.answers["phone"] == "0912345678"
    assert (mine.sources["phone"].hand, mine.sources["phone"].actor) == (Hand.HELPER, world.binh.id)
    assert queries.names_of(draft, [world.binh.person or ""], by=world.an) == {
        world.binh.person: "Nguyễn Văn Bình"
    }
    last = journal.timeline(("dossier", str(draft)))[-1]
    assert (last.kind, last.actor) == ("dossier.answers_helped/1", world.binh.id)
    for act in (
        lambda: dossiers.file(dossier_id=draft, key="k", by=world.binh, at=NOW),
        lambda: dossiers.discard_draft(dossier_id=draft, by=world.binh, at=NOW),
        lambda: invited(draft, Purpose.SEE, by=world.binh),
    ):
        with pytest.raises(NotFound):
            act()


def test_who_may_look_changes_nothing(world: World) -> None:
    draft = a_draft(world, copies=1)
    accept(invited(draft, Purpose.SEE, by=world.an), by=world.binh)

    with pytest.raises(NotAllowed):
        dossiers.save_answers(dossier_id=draft, answers={"copies": 9}, by=world.binh, at=NOW)

    assert queries.draft(draft, by=world.binh).answers == {"copies": 1}
    assert [row.rights for row in queries.my_drafts(by=world.binh)] == [Purpose.SEE]


def test_revoked_is_out_at_once_and_so_is_who_leaves(world: World) -> None:
    draft = a_draft(world, copies=1)
    for ender in (world.an, world.binh):
        pass_on = invited(draft, Purpose.FILL, by=world.an)
        accept(pass_on, by=world.binh)
        dossiers.end_invitation(invitation_id=pass_on.id, by=ender, at=NOW)

        with pytest.raises(NotFound):
            queries.draft(draft, by=world.binh)
        with pytest.raises(NotFound):
            dossiers.save_answers(dossier_id=draft, answers={"copies": 9}, by=world.binh, at=NOW)
        with pytest.raises(InvitationRefused):
            accept(pass_on, by=world.binh)
    assert queries.invitations(draft, by=world.an) == []


def test_a_link_is_good_for_one_person_with_the_code_and_in_time(world: World) -> None:
    draft = a_draft(world, copies=1)
    pass_on = invited(draft, Purpose.FILL, by=world.an, days=1)
    cuong = a_citizen("cuong", "Lê Văn Cường", "001090000001")
    wrong = f"{(int(pass_on.code) + 1) % 10**6:06}"

    def tries(code: str, *, by: Actor, later: timedelta = timedelta(0)) -> None:
        with pytest.raises(InvitationRefused):
            dossiers.accept_invitation(token=pass_on.token, code=code, by=by, at=NOW + later)

    tries(wrong, by=world.binh)
    tries(pass_on.code, by=world.binh, later=timedelta(days=1))
    assert accept(pass_on, by=world.binh) == accept(pass_on, by=world.binh) == draft
    tries(pass_on.code, by=cuong)
    with pytest.raises(NotFound):
        queries.invitation(token_print(pass_on.token), by=cuong)
    accepted = [e.kind for e in journal.timeline(("dossier", str(draft)))]
    assert accepted.count("dossier.invitation_accepted/1") == 1


def test_nobody_helps_themselves_and_not_everybody_is_let_in(world: World) -> None:
    draft = a_draft(world, copies=1)
    with pytest.raises(OwnInvitation):
        accept(invited(draft, Purpose.SEE, by=world.an), by=world.an)
    for _ in range(MOST_AT_ONCE - 1):
        invited(draft, Purpose.SEE, by=world.an)
    with pytest.raises(TooManyInvited):
        invited(draft, Purpose.SEE, by=world.an)
    with pytest.raises(Invalid):
        invited(a_draft(world), Purpose.SEE, by=world.an, days=365)


def test_a_draft_handed_over_is_the_others_alone(world: World) -> None:
    draft = a_draft(world, **stories.SELF)
    accept(invited(draft, Purpose.SEE, by=world.an), by=a_citizen("c", "Lê C", "001090000001"))

    accept(invited(draft, Purpose.OWN, by=world.an), by=world.binh)

    with pytest.raises(NotFound):
        queries.draft(draft, by=world.an)
    card = queries.draft(draft, by=world.binh)
    assert card.is_mine
    assert card.answers == stories.SELF
    assert {(each.hand, each.actor) for each in card.sources.values()} == {
        (Hand.HELPER, world.an.id)
    }
    assert queries.invitations(draft, by=world.binh) == []
    number = dossiers.file(dossier_id=draft, key="k", by=world.binh, at=NOW)
    assert queries.find(number, by=world.binh) == draft


def test_the_files_of_a_draft_go_with_it(world: World) -> None:
    key = UUID(world.an.person or "")
    laid = files.lay(b"%PDF-1.7 a letter")
    document = documents.receive(
        laid=laid, owner=key, name="thư.pdf", media_type=files.PDF, by=world.an, at=NOW
    )
    entry = {"sha256": laid.sha256, "name": "thư.pdf", "size": laid.size,
             "media_type": files.PDF, "document": str(document)}  # fmt: skip
    draft = a_draft(world, organisation_letter=[entry])

    accept(invited(draft, Purpose.OWN, by=world.an), by=world.binh)

    answer = queries.draft(draft, by=world.binh).answers["organisation_letter"]
    assert isinstance(answer, list)
    (kept,) = answer
    cards = held.cards([laid.sha256], owner=UUID(world.binh.person or ""), by=world.binh)
    assert str(cards[laid.sha256].id) == kept["document"] != str(document)
    documents.erase_person(person=key, by=SYSTEM, at=NOW)
    assert files.read(laid.sha256) == b"%PDF-1.7 a letter"


def test_nothing_is_left_open_once_it_is_filed(world: World) -> None:
    draft = a_draft(world, **stories.SELF)
    pass_on = invited(draft, Purpose.FILL, by=world.an)
    accept(pass_on, by=world.binh)
    late = invited(draft, Purpose.FILL, by=world.an)
    dossiers.file(dossier_id=draft, key="k", by=world.an, at=NOW)

    for act in (
        lambda: queries.draft(draft, by=world.binh),
        lambda: queries.dossier(draft, by=world.binh),
        lambda: accept(late, by=world.binh),
        lambda: invited(draft, Purpose.SEE, by=world.an),
    ):
        with pytest.raises(Refusal):
            act()
    assert queries.my_drafts(by=world.binh) == []


def test_who_helped_to_file_is_not_let_into_what_is_supplied_later(world: World) -> None:
    draft = a_draft(world, **stories.SELF)
    accept(invited(draft, Purpose.FILL, by=world.an), by=world.binh)
    dossiers.file(dossier_id=draft, key="k", by=world.an, at=NOW)
    stories.pay(draft, world, at=NOW)
    dossiers.ask_supplement(
        dossier_id=draft, items=[Item("Giấy tờ", "Mờ", "Điều 1")], contact="Chi",
        reply_by=NOW + timedelta(days=5), by=world.receiver, at=NOW,
    )  # fmt: skip

    with pytest.raises(NotFound):
        queries.draft(draft, by=world.binh)
    with pytest.raises(NotFound):
        dossiers.save_answers(dossier_id=draft, answers={"copies": 9}, by=world.binh, at=NOW)
    later = NOW + timedelta(seconds=1)
    again = dossiers.invite(dossier_id=draft, purpose=Purpose.FILL, days=1, by=world.an, at=later)
    dossiers.accept_invitation(token=again.token, code=again.code, by=world.binh, at=later)
    dossiers.save_answers(dossier_id=draft, answers={"copies": 9}, by=world.binh, at=later)
