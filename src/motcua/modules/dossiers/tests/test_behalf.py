"""Filing for another: under a mandate in force and not a moment longer, and never anything else."""

import threading
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection, transaction

from motcua.foundation import files, journal
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotAllowed, NotFound
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers import queries
from motcua.modules.dossiers.rules.sharing import Purpose
from motcua.modules.mandates import operations as mandates
from motcua.modules.mandates.rules import MandateNotLive, Reach
from motcua.modules.mandates.tests.factories import BINH, TODAY, a_live_mandate, an_offer, terms
from motcua.modules.payments import queries as payments

from .stories import SELF
from .test_races import at_once
from .world import AREA, EXTRACT, WARD, World, a_citizen, found_world

pytestmark = pytest.mark.django_db


def a_draft(world: World, mandate: UUID, *, by: Actor | None = None) -> UUID:
    actor = by or world.binh
    draft = dossiers.start_draft(
        procedure=EXTRACT, agency=WARD, mandate=mandate, by=actor, at=TODAY
    )
    dossiers.save_answers(dossier_id=draft, answers=SELF, by=actor, at=TODAY)
    return draft


def a_filing(world: World, mandate: UUID) -> UUID:
    draft = a_draft(world, mandate)
    dossiers.file(dossier_id=draft, key=str(draft), by=world.binh, at=TODAY)
    return draft


def sees(dossier: UUID, by: Actor) -> bool:
    try:
        queries.dossier(dossier, by=by)
    except NotFound:
        return False
    return True


def test_what_is_filed_for_another_is_the_others(world: World) -> None:
    mandate = a_live_mandate(world.an, world.binh, EXTRACT)
    draft = a_draft(world, mandate)
    assert [row.id for row in queries.my_drafts(by=world.an)] == [draft]
    dossiers.file(dossier_id=draft, key="k", by=world.binh, at=TODAY)

    card = queries.dossier(draft, by=world.an)
    assert (str(card.applicant), card.applicant_name) == (world.an.person, "Nguyễn Thị An")
    assert card.behalf
    assert (card.behalf.mandate, card.behalf.name) == (mandate, "Nguyễn Văn Bình")
    (mine,) = queries.my_dossiers(by=world.an).items
    (theirs,) = queries.my_dossiers(by=world.binh).items
    assert (mine.for_whom, theirs.for_whom) == ("", "Nguyễn Thị An")
    told = [entry.on_behalf_of for entry in journal.timeline(("dossier", str(draft)))
            if entry.actor == world.binh.id and entry.kind.startswith("dossier.")]  # fmt: skip
    assert told
    assert set(told) == {world.an.id}


def test_who_owes_is_the_applicant_and_both_may_pay(world: World) -> None:
    dossier = a_filing(world, a_live_mandate(world.an, world.binh, EXTRACT))
    subject = ("dossier", str(dossier))
    assert payments.charge_of(subject, by=world.binh) is None
    for reader in (world.an, world.binh):
        payer = queries.as_payer(dossier, by=reader)
        charge = payments.charge_of(subject, by=payer)
        assert charge
        assert (charge.payer, payer.id) == (f"person:{world.an.person}", reader.id)


def test_no_draft_begins_without_a_mandate_in_force_for_it(world: World) -> None:
    offered = an_offer(world.an, EXTRACT)
    other = a_live_mandate(world.an, world.binh, AREA)
    revoked = a_live_mandate(world.an, world.binh, EXTRACT)
    mandates.revoke(mandate_id=revoked, by=world.an, at=TODAY)
    for mandate in (offered, other, revoked, UUID(int=7)):
        with pytest.raises(MandateNotLive):
            a_draft(world, mandate)
    live = a_live_mandate(world.an, world.binh)
    for nobody in (world.an, a_citizen("x", "Người Khác", "001196000005")):
        with pytest.raises(MandateNotLive):
            a_draft(world, live, by=nobody)


def test_once_revoked_nothing_is_seen_or_done_any_more(world: World) -> None:
    mandate = a_live_mandate(world.an, world.binh, EXTRACT)
    filed, draft = a_filing(world, mandate), a_draft(world, mandate)
    assert sees(filed, world.binh)

    mandates.revoke(mandate_id=mandate, by=world.an, at=TODAY)

    assert not sees(filed, world.binh)
    assert queries.my_dossiers(by=world.binh).items == []
    assert queries.my_drafts(by=world.binh) == []
    for deed in (
        lambda: queries.draft(draft, by=world.binh),
        lambda: queries.story(filed, by=world.binh),
        lambda: queries.as_payer(filed, by=world.binh),
        lambda: dossiers.save_answers(dossier_id=draft, answers={}, by=world.binh, at=TODAY),
        lambda: dossiers.file(dossier_id=draft, key="k2", by=world.binh, at=TODAY),
        lambda: dossiers.withdraw(dossier_id=filed, reason="", by=world.binh, at=TODAY),
    ):
        with pytest.raises(NotFound):
            deed()
    # The represented goes on with what was begun for them.
    dossiers.file(dossier_id=draft, key="k2", by=world.an, at=TODAY)
    assert sees(filed, world.an)


def test_a_mandate_that_ran_out_opens_nothing(world: World) -> None:
    long_ago = TODAY - timedelta(days=300)
    mandate = mandates.offer(
        holder=BINH,
        terms=replace(terms(), until=(TODAY - timedelta(days=2)).date()),
        by=world.an,
        at=long_ago,
    )
    mandates.accept(mandate_id=mandate, by=world.binh, at=long_ago)
    with pytest.raises(MandateNotLive):
        a_draft(world, mandate)


def test_a_representative_sees_what_they_filed_and_nothing_else(world: World) -> None:
    own = dossiers.start_draft(procedure=EXTRACT, agency=WARD, by=world.an, at=TODAY)
    dossiers.save_answers(dossier_id=own, answers=SELF, by=world.an, at=TODAY)
    mandate = a_live_mandate(world.an, world.binh, EXTRACT)
    assert queries.my_drafts(by=world.binh) == []
    dossiers.file(dossier_id=own, key="own", by=world.an, at=TODAY)
    under = a_filing(world, mandate)

    assert not sees(own, world.binh)
    assert [row.id for row in queries.my_dossiers(by=world.binh).items] == [under]
    assert set(queries.several([own, under], by=world.binh)) == set()


def test_one_who_may_see_all_sees_what_is_filed_but_no_draft_of_the_others(world: World) -> None:
    draft = dossiers.start_draft(procedure=EXTRACT, agency=WARD, by=world.an, at=TODAY)
    dossiers.save_answers(dossier_id=draft, answers=SELF, by=world.an, at=TODAY)
    a_live_mandate(world.an, world.binh, EXTRACT, reach=Reach.ALL)
    with pytest.raises(NotFound):
        queries.draft(draft, by=world.binh)
    with pytest.raises(NotFound):
        dossiers.file(dossier_id=draft, key="k", by=world.binh, at=TODAY)

    dossiers.file(dossier_id=draft, key="k", by=world.an, at=TODAY)

    assert sees(draft, world.binh)
    assert [row.id for row in queries.my_dossiers(by=world.binh).items] == [draft]


FOR_HER = {
    **SELF,
    "acting_as": "organisation",
    "requester_name": "Nguyễn Văn Bình",
    "requester_id": "001092000000",
    "organisation_name": "Toà án Mẫu",
    "organisation_reason": "Xét xử",
    "subject_name": "Nguyễn Thị An",
    "subject_born_on": "1996-03-15",
    "subject_id": "001196000000",
}


def test_the_owner_a_dossier_names_sees_it_and_may_do_nothing(world: World) -> None:
    seen = named(world, FOR_HER)
    card = queries.dossier(seen, by=world.an)
    assert (card.acts, card.is_applicant) == ((), False)
    assert [row.id for row in queries.my_dossiers(by=world.an).items] == [seen]
    assert queries.opinions(seen, by=world.an) == []
    assert (
        payments.charge_of(("dossier", str(seen)), by=queries.as_payer(seen, by=world.an)) is None
    )
    with pytest.raises(Exception, match="withdraw"):
        dossiers.withdraw(dossier_id=seen, reason="", by=world.an, at=TODAY)
    with pytest.raises(Exception, match="only officers"):
        dossiers.carry_back(dossier_id=seen, reason="x", by=world.an, at=TODAY)


def test_a_slip_in_number_or_name_shows_it_to_nobody(world: World) -> None:
    for slip in ({"subject_name": "Trần Thị Khác"}, {"subject_id": "001196000001"}):
        dossier = named(world, FOR_HER | slip, key=str(slip))
        assert not sees(dossier, world.an)
    assert queries.my_dossiers(by=world.an).items == []


def a_letter() -> list[dict[str, object]]:
    page = files.store(b"%PDF-1.7 giay gioi thieu", at=TODAY)
    return [{"sha256": page.sha256, "name": "a.pdf", "size": page.size,
             "media_type": page.media_type}]  # fmt: skip


def named(world: World, answers: dict[str, object], key: str = "k") -> UUID:
    """Bình has filed what names An as its owner."""
    paper = a_letter()
    number = dossiers.file_at_once(
        procedure=EXTRACT, agency=WARD, answers=answers | {"organisation_letter": paper}, key=key,
        by=world.binh, at=TODAY,
    )  # fmt: skip
    return queries.find(number, by=world.binh)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_revoked_while_filing_it_is_filed_before_or_refused() -> None:
    world = found_world()
    outcomes = set()
    for number in range(6):
        mandate = a_live_mandate(world.an, world.binh, EXTRACT)
        draft = a_draft(world, mandate)

        def file(draft: UUID = draft, key: str = str(number)) -> object:
            return dossiers.file(dossier_id=draft, key=key, by=world.binh, at=TODAY)

        def revoke(mandate: UUID = mandate) -> object:
            return mandates.revoke(mandate_id=mandate, by=world.an, at=TODAY)

        filed, _ = at_once(file, revoke)
        outcomes.add(filed == "not-found")
        is_filed = any(row.id == draft for row in queries.my_dossiers(by=world.an).items)
        assert is_filed == (filed != "not-found")
        assert not sees(draft, world.binh)
    assert outcomes <= {True, False}


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_revocation_waits_for_the_filing_that_holds_the_mandate() -> None:
    world = found_world()
    mandate = a_live_mandate(world.an, world.binh, EXTRACT)
    draft = a_draft(world, mandate)
    ended = threading.Event()

    def revoke() -> None:
        try:
            mandates.revoke(mandate_id=mandate, by=world.an, at=TODAY)
            ended.set()
        finally:
            connection.close()

    thread = threading.Thread(target=revoke)
    with transaction.atomic():
        file = dossiers.file.__wrapped__  # type: ignore[attr-defined] # inside our transaction
        file(dossier_id=draft, key="k", by=world.binh, at=TODAY)
        thread.start()
        assert not ended.wait(0.3)
    thread.join(10)
    assert ended.is_set()
    assert sees(draft, world.an)
    assert not sees(draft, world.binh)


def test_who_stands_for_another_lets_nobody_else_in(world: World) -> None:
    draft = a_draft(world, a_live_mandate(world.an, world.binh, EXTRACT))
    for purpose in Purpose:
        with pytest.raises(NotAllowed):
            dossiers.invite(dossier_id=draft, purpose=purpose, days=7, by=world.binh, at=TODAY)
