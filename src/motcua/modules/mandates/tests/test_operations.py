"""Mandates are given, taken, claimed, looked at and revoked; nobody else meets them."""

import threading
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import connection, transaction

from motcua.foundation import files, journal, keys, plugs
from motcua.kernel.actors import SYSTEM, Actor, Post, Role
from motcua.kernel.errors import Invalid, NotAllowed, NotFound
from motcua.modules.mandates import errands, operations, queries, steps
from motcua.modules.mandates.facts import Named
from motcua.modules.mandates.ports import Child, Company, Kinship
from motcua.modules.mandates.rules import (
    Act,
    Kind,
    MandateMoved,
    MandateNotLive,
    Reach,
    State,
)
from motcua.modules.people.facts import PersonKind
from motcua.modules.people.rules import IdentityMismatch
from motcua.modules.people.tests import factories as people

from .factories import BINH, NEXT_YEAR, TODAY, a_live_mandate, an_offer, terms

pytestmark = pytest.mark.django_db

WARD = "H26.101"
CHI = Actor("officer:chi", frozenset({Post(WARD, Role.RECEIVER)}))
ELSEWHERE = Actor("officer:xa", frozenset({Post("H26.102", Role.RECEIVER)}))
CLERK = Actor("officer:clerk", frozenset({Post(WARD, Role.CLERK)}))
CHILD = Named(PersonKind.CITIZEN, "Nguyễn Bé Mẫu", "001220000011", date(2020, 5, 1))


@pytest.fixture
def an() -> Actor:
    return people.acting(people.AN)


@pytest.fixture
def binh() -> Actor:
    return people.acting(people.BINH)


@pytest.fixture
def stranger() -> Actor:
    return people.acting(replace(people.AN, subject="x", personal_id="001096000999"))


def test_what_is_given_begins_when_it_is_taken(an: Actor, binh: Actor) -> None:
    mandate = an_offer(an, "2.000635")
    assert queries.standings(by=binh) == []

    operations.accept(mandate_id=mandate, by=binh, at=TODAY)

    (standing,) = queries.standings(by=binh)
    assert (str(standing.giver), standing.name) == (an.person, "Nguyễn Thị An")
    assert standing.covers("2.000635")
    assert not standing.covers("1.000894")
    kinds = [entry.kind for entry in journal.timeline(("mandate", str(mandate)))]
    assert kinds == ["mandate.made/1", "mandate.began/1"]


def test_only_who_has_the_number_takes_it(an: Actor, binh: Actor, stranger: Actor) -> None:
    mandate = an_offer(an)
    for other in (an, stranger, CHI, SYSTEM):
        with pytest.raises(NotFound):
            operations.accept(mandate_id=mandate, by=other, at=TODAY)
    operations.accept(mandate_id=mandate, by=binh, at=TODAY)


def test_nobody_else_sees_it(an: Actor, binh: Actor, stranger: Actor) -> None:
    mandate = an_offer(an)
    assert [card.id for card in queries.given(by=an)] == [mandate]
    assert [card.id for card in queries.held(by=binh)] == [mandate]
    assert queries.held(by=an) == queries.given(by=binh) == []
    for other in (stranger, CHI, CLERK, SYSTEM):
        with pytest.raises(NotFound):
            queries.mandate(mandate, by=other)
        assert queries.given(by=other) == queries.held(by=other) == []


def test_a_declined_or_revoked_mandate_stands_for_nobody(an: Actor, binh: Actor) -> None:
    declined = an_offer(an)
    operations.decline(mandate_id=declined, by=binh, at=TODAY)
    revoked = a_live_mandate(an, binh)
    operations.revoke(mandate_id=revoked, by=an, at=TODAY)
    laid_down = a_live_mandate(an, binh)
    operations.lay_down(mandate_id=laid_down, by=binh, at=TODAY)

    assert queries.standings(by=binh) == []
    for mandate in (declined, revoked, laid_down):
        with pytest.raises(MandateNotLive):
            queries.standing(mandate, by=binh)
        with transaction.atomic(), pytest.raises(MandateNotLive):
            steps.hold(mandate, procedure="2.000635", by=binh)
        with pytest.raises(MandateMoved):
            operations.accept(mandate_id=mandate, by=binh, at=TODAY)


def test_who_holds_it_cannot_revoke_in_the_others_name(an: Actor, binh: Actor) -> None:
    mandate = a_live_mandate(an, binh)
    with pytest.raises(NotFound):
        operations.revoke(mandate_id=mandate, by=binh, at=TODAY)
    with pytest.raises(NotFound):
        operations.lay_down(mandate_id=mandate, by=an, at=TODAY)


def test_the_day_after_the_last_it_is_over(an: Actor, binh: Actor) -> None:
    long_ago = TODAY - timedelta(days=400)
    ended_on = (TODAY - timedelta(days=2)).date()
    mandate = operations.offer(
        holder=BINH, terms=replace(terms(), until=ended_on), by=an, at=long_ago
    )
    operations.accept(mandate_id=mandate, by=binh, at=long_ago)

    card = queries.mandate(mandate, by=binh)
    assert (card.state, card.is_over, card.is_live) == (State.LIVE, True, False)
    assert queries.standings(by=binh) == []
    with transaction.atomic(), pytest.raises(MandateNotLive):
        steps.hold(mandate, procedure="2.000635", by=binh)


@pytest.mark.parametrize("wrong", [
    replace(BINH, number="123"), replace(BINH, name=" "),
    Named(PersonKind.CITIZEN, "Nguyễn Thị An", "001196000000"),
])  # fmt: skip
def test_what_cannot_be_is_refused(an: Actor, wrong: Named) -> None:
    with pytest.raises(Invalid):
        operations.offer(holder=wrong, terms=terms(), by=an, at=TODAY)


def test_parents_and_guardians_are_proved_not_named(an: Actor) -> None:
    with pytest.raises(Invalid):
        operations.offer(holder=BINH, terms=terms(kind=Kind.GUARDIAN), by=an, at=TODAY)


def a_claim(by: Actor, giver: Named = CHILD, kind: Kind = Kind.PARENT) -> UUID:
    proof = files.store(b"%PDF-1.7 giay khai sinh", at=TODAY, holder=by.id)
    return operations.claim(
        giver=giver, terms=terms(kind=kind, reach=Reach.ALL), proof=proof.sha256,
        proof_name="giay-khai-sinh.pdf", agency=WARD, by=by, at=TODAY,
    )  # fmt: skip


def test_a_paper_goes_with_the_key_of_who_handed_it_in(an: Actor) -> None:
    mandate = a_claim(an)
    keys.erase(an.id)

    with pytest.raises(NotFound):
        queries.proof_of(mandate, by=CHI)


def test_a_paper_counts_once_an_officer_of_that_counter_has_looked(an: Actor) -> None:
    mandate = a_claim(an)
    assert queries.standings(by=an) == []
    for other in (an, ELSEWHERE, CLERK, SYSTEM):
        with pytest.raises(NotFound):
            operations.confirm(mandate_id=mandate, by=other, at=TODAY)
    assert queries.claimed_at_my_counter(by=ELSEWHERE) == []
    (card,) = queries.claimed_at_my_counter(by=CHI)
    assert card.acts == (Act.CONFIRM, Act.TURN_DOWN)
    assert queries.proof_of(mandate, by=CHI).name == "giay-khai-sinh.pdf"

    operations.confirm(mandate_id=mandate, by=CHI, at=TODAY)

    assert [each.name for each in queries.standings(by=an)] == ["Nguyễn Bé Mẫu"]
    assert queries.claimed_at_my_counter(by=CHI) == []


def test_a_paper_that_names_somebody_otherwise_is_not_confirmed(an: Actor, binh: Actor) -> None:
    del binh
    wrong = Named(PersonKind.CITIZEN, "Trần Văn Khác", "001092000000")
    mandate = a_claim(an, wrong, Kind.AUTHORISED)
    with pytest.raises(IdentityMismatch):
        operations.confirm(mandate_id=mandate, by=CHI, at=TODAY)
    operations.turn_down(mandate_id=mandate, reason="Tên không khớp", by=CHI, at=TODAY)
    (card,) = queries.held(by=an)
    assert (card.state, card.reason) == (State.DECLINED, "Tên không khớp")


def test_who_is_stood_for_by_paper_sees_it_in_their_account_and_revokes_it(
    an: Actor, binh: Actor
) -> None:
    mandate = a_claim(an, BINH, Kind.AUTHORISED)
    assert queries.given(by=binh) == []
    operations.confirm(mandate_id=mandate, by=CHI, at=TODAY)
    assert [card.id for card in queries.given(by=binh)] == [mandate]

    operations.revoke(mandate_id=mandate, by=binh, at=TODAY)

    assert queries.standings(by=an) == []


def test_an_officer_turns_down_with_a_reason_only(an: Actor) -> None:
    mandate = a_claim(an)
    with pytest.raises(Invalid):
        operations.turn_down(mandate_id=mandate, reason=" ", by=CHI, at=TODAY)


class Register:
    """Says that An has a small child, a grown one, and a company."""

    def children_of(self, personal_id: str) -> list[Child]:
        assert personal_id == people.AN.personal_id
        grown = Child("Nguyễn Lớn Mẫu", "001205000010", date(2005, 5, 1))
        return [Child(CHILD.name, CHILD.number, date(2020, 5, 1)), grown]

    def companies_of(self, personal_id: str) -> list[Company]:
        assert personal_id == people.AN.personal_id
        return [Company("Công ty TNHH Mẫu Xanh", "0199999984")]


def test_what_a_register_says_is_in_force_at_once_and_noted_once(an: Actor) -> None:
    plugs.provide(Kinship, Register())
    try:
        assert errands.ask_registers(by=an, at=TODAY) == 2
        assert errands.ask_registers(by=an, at=TODAY) == 0
        names = [each.name for each in queries.standings(by=an)]
        assert names == ["Công ty TNHH Mẫu Xanh", "Nguyễn Bé Mẫu"]
        mandate = queries.standings(by=an)[0].id
        operations.lay_down(mandate_id=mandate, by=an, at=TODAY)
        assert errands.ask_registers(by=an, at=TODAY) == 0
    finally:
        plugs.withdraw(Kinship)


def test_nobody_tells_what_a_register_says_but_the_system(an: Actor) -> None:
    assert an.person
    with pytest.raises(NotAllowed):
        operations.note_registered(
            holder=UUID(an.person), giver=CHILD, terms=terms(kind=Kind.PARENT), by=an, at=TODAY
        )


@pytest.mark.django_db(transaction=True)
def test_a_revocation_waits_for_the_act_under_way_and_stops_the_next() -> None:
    an, binh = people.acting(people.AN), people.acting(people.BINH)
    mandate = a_live_mandate(an, binh)
    revoked = threading.Event()

    def revoke() -> None:
        try:
            operations.revoke(mandate_id=mandate, by=an, at=TODAY)
            revoked.set()
        finally:
            connection.close()

    with transaction.atomic():
        steps.hold(mandate, procedure="2.000635", by=binh)
        thread = threading.Thread(target=revoke)
        thread.start()
        assert not revoked.wait(0.3)
    thread.join(10)
    assert revoked.is_set()
    with transaction.atomic(), pytest.raises(MandateNotLive):
        steps.hold(mandate, procedure="2.000635", by=binh)


def test_until_is_kept(an: Actor) -> None:
    assert queries.mandate(an_offer(an), by=an).until == NEXT_YEAR
