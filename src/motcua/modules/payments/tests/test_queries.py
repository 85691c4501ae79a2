"""Who sees what; what is not yours does not exist."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from motcua.foundation.identifiers import new_id
from motcua.kernel.actors import NOBODY, SYSTEM, Actor
from motcua.kernel.errors import NotAllowed, NotFound
from motcua.modules.payments import queries
from motcua.modules.payments.models import LedgerPosting
from motcua.modules.payments.rules.charges import State

from .factories import (
    AN,
    BINH,
    CHI,
    COPIES,
    NOON,
    STRANGER,
    a_charge,
    a_notice,
    an_attempt,
    cancelled,
    said,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("reader", [AN, CHI, SYSTEM])
def test_the_payer_and_the_agency_see_the_charge(reader: Actor) -> None:
    charge = a_charge()

    assert queries.charge_card(charge, by=reader).lines[0].quantity == 3


@pytest.mark.parametrize("reader", [BINH, STRANGER, NOBODY])
def test_others_get_the_same_answer_as_for_nothing(reader: Actor) -> None:
    charge = a_charge(subject=("dossier", "x"))
    said(a_notice(an_attempt(charge)))
    receipt = queries.receipts_of(charge, by=AN)[0]

    for key in (charge, uuid4()):
        for ask in (queries.charge_card, queries.receipts_of, queries.vietqr_of):
            with pytest.raises(NotFound):
                ask(key, by=reader)
    for key in (receipt.id, uuid4()):
        with pytest.raises(NotFound):
            queries.receipt_card(key, by=reader)
    assert queries.charge_of(("dossier", "x"), by=reader) is None


def test_a_payer_may_be_named_with_or_without_the_kind() -> None:
    for payer in ("person:an", "an"):
        charge = a_charge(payer=payer)
        assert queries.charge_card(charge, by=AN).id == charge


def test_the_charge_that_matters_is_the_open_one() -> None:
    subject = ("dossier", str(new_id()))
    assert queries.charge_of(subject, by=AN) is None
    dropped = a_charge(subject=subject, at=NOON)
    cancelled(dropped)
    paid = a_charge(subject=subject, at=NOON - timedelta(hours=1))
    said(a_notice(an_attempt(paid)))

    found = queries.charge_of(subject, by=AN)
    assert found is not None
    assert (found.id, found.state) == (paid, State.PAID)

    later = a_charge(subject=subject, at=NOON - timedelta(hours=2))
    found = queries.charge_of(subject, by=AN)
    assert found is not None
    assert found.id == later
    assert len(queries.charges_of(subject, by=AN)) == 3


def test_what_a_subject_still_waits_for() -> None:
    subject = ("dossier", str(new_id()))
    assert not queries.is_open(subject)
    charge = a_charge(subject=subject)

    assert queries.open_charge_of(subject) == charge
    assert queries.open_charge_of(subject, by=AN) == charge
    assert queries.open_charge_of(subject, by=BINH) is None
    said(a_notice(an_attempt(charge)))
    assert not queries.is_open(subject)


def test_a_visit_under_way_shows_on_the_charge() -> None:
    charge = a_charge()
    assert not queries.charge_card(charge, by=AN).is_under_way

    attempt = an_attempt(charge)
    assert queries.charge_card(charge, by=AN).is_under_way

    said(a_notice(attempt))
    assert not queries.charge_card(charge, by=AN).is_under_way


def test_gateways_are_asked_only_about_what_is_late() -> None:
    attempt = an_attempt(a_charge())

    soon = queries.attempts_to_ask_about("fake", by=SYSTEM, at=NOON + timedelta(minutes=1))
    later = queries.attempts_to_ask_about("fake", by=SYSTEM, at=NOON + timedelta(minutes=5))

    assert (soon, later) == ([], [attempt])
    assert queries.attempts_to_ask_about("other", by=SYSTEM, at=NOON + timedelta(hours=1)) == []
    with pytest.raises(NotAllowed):
        queries.attempts_to_ask_about("fake", by=AN, at=NOON)


def test_a_subject_with_many_charges_costs_three_queries(
    django_assert_num_queries: "object",
) -> None:
    subject = ("dossier", str(new_id()))
    for _ in range(4):
        a_charge(subject=subject)

    with django_assert_num_queries(3):  # type: ignore[operator] # pytest-django has no stubs
        queries.charges_of(subject, by=AN)


def test_the_database_refuses_an_entry_that_does_not_balance() -> None:
    entry = {"entry": new_id(), "charge_id": a_charge(), "posted_at": NOON}

    with pytest.raises(DatabaseError, match="does not balance"), transaction.atomic():
        LedgerPosting.objects.create(account="cash:A", side="debit", amount=5, **entry)
    assert queries.imbalances(by=SYSTEM) == []


@pytest.mark.parametrize(
    "attack",
    ["UPDATE payments_ledgerposting SET amount = 1", "DELETE FROM payments_ledgerposting"],
)
def test_the_database_refuses_to_change_the_past(attack: str) -> None:
    a_charge(COPIES)

    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(attack)


def test_the_ledger_is_for_auditors() -> None:
    with pytest.raises(NotAllowed):
        queries.imbalances(by=CHI)
    with pytest.raises(NotAllowed):
        queries.balance_of("cash:A", by=AN)
