"""Errands to a gateway: asking for the page, hearing notices, looking up what was lost."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest

from motcua.foundation import plugs
from motcua.foundation.limits import Limit
from motcua.kernel.errors import NotFound, Weather
from motcua.modules.payments import errands, queries, reactions
from motcua.modules.payments.models import Attempt, Notice
from motcua.modules.payments.ports import Gateways, Result
from motcua.modules.payments.rules import attempts
from motcua.modules.payments.rules.attempts import Outcome

from .factories import AN, NOON, FakeGateway, a_charge, a_notice, an_attempt, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def gateway() -> Iterator[FakeGateway]:
    fake = FakeGateway()
    with plugs.instead(Gateways, Gateways((fake,), "https://city.example")):
        yield fake


def go(charge: UUID, minutes: int = 0) -> str:
    return errands.go_and_pay(
        charge_id=charge,
        return_path="/ho-so/1",
        language="vi",
        by=AN,
        at=NOON + timedelta(minutes=minutes),
    )


def hear(message: str, at_gateway: str = "fake") -> tuple[Outcome, str]:
    outcome, answer = errands.hear(gateway=at_gateway, headers={}, body=message.encode(), at=NOON)
    return outcome, answer.body.decode()


def test_the_gateway_is_told_what_it_needs_and_nothing_about_the_person(
    gateway: FakeGateway,
) -> None:
    url = go(a_charge(label="H26.101-261117-0001"))

    (asked,) = gateway.asked
    attempt = Attempt.objects.get()
    assert url == f"https://bank.example/{attempt.reference}"
    assert asked.amount == 24_000
    assert asked.purpose == "LP H26.101-261117-0001"
    assert asked.return_url == f"https://city.example/pay/return/{attempt.id}"
    assert asked.notice_url == "https://city.example/pay/notice/fake"
    assert "an" not in asked.reference.lower()


def test_a_second_click_leads_to_the_same_page(gateway: FakeGateway) -> None:
    charge = a_charge()

    assert go(charge) == go(charge, minutes=1)
    assert len(gateway.asked) == 1


def test_a_gateway_that_was_down_is_asked_again_for_the_same_attempt(
    gateway: FakeGateway,
) -> None:
    charge = a_charge()
    gateway.is_down = True
    with pytest.raises(Weather):
        go(charge)

    gateway.is_down = False
    go(charge, minutes=1)

    assert Attempt.objects.count() == 1


@pytest.mark.usefixtures("gateway")
def test_a_forged_notice_is_logged_and_has_no_effect() -> None:
    attempt = an_attempt(a_charge())
    reference = queries.public_attempt(attempt).reference

    assert hear(f"{reference}:forged") == (Outcome.FORGED, "forged")
    assert hear(f"{reference}:forged") == (Outcome.FORGED, "forged")

    logged = Notice.objects.get()
    assert (logged.is_verified, logged.outcome, logged.reference) == (False, "forged", "")
    assert queries.public_attempt(attempt).state is attempts.State.STARTED


@pytest.mark.usefixtures("gateway")
def test_forgeries_do_not_fill_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        errands, "FORGERIES", Limit("forged-notice", most=2, per=timedelta(hours=1))
    )
    reference = queries.public_attempt(an_attempt(a_charge())).reference

    said = [hear(f"{reference}{number}:forged") for number in range(5)]

    assert set(said) == {(Outcome.FORGED, "forged")}
    assert Notice.objects.count() == 2


def test_a_repeated_notice_is_fine_and_a_repeated_mismatch_stays_refused(
    gateway: FakeGateway,
) -> None:
    attempt = an_attempt(a_charge())
    reference = queries.public_attempt(attempt).reference

    gateway.answers[reference] = a_notice(attempt, amount=1)
    assert [hear(f"{reference}:signed") for _ in range(2)] == [
        (Outcome.MISMATCH, "wrong_amount")
    ] * 2

    gateway.answers[reference] = a_notice(attempt)
    assert [hear(f"{reference}:signed") for _ in range(2)] == [
        (Outcome.PAID, "heard"),
        (Outcome.REPEATED, "repeated"),
    ]


@pytest.mark.usefixtures("gateway")
def test_an_unknown_gateway_does_not_exist() -> None:
    with pytest.raises(NotFound):
        hear("x:signed", at_gateway="other")


def test_a_lost_notice_is_found_by_the_periodic_question(gateway: FakeGateway) -> None:
    attempt = an_attempt(a_charge())
    notice = a_notice(attempt)
    gateway.answers[notice.reference] = notice

    assert reactions.ask_about_all("fake", at=NOON + timedelta(minutes=1)) == 0
    assert reactions.ask_about_all("fake", at=NOON + timedelta(minutes=5)) == 1

    assert queries.public_attempt(attempt).state is attempts.State.SUCCEEDED
    assert reactions.ask_about_all("fake", at=NOON + timedelta(minutes=10)) == 0


def test_an_abandoned_visit_is_given_up_in_the_end(gateway: FakeGateway) -> None:
    attempt = an_attempt(a_charge())
    notice = a_notice(attempt, Result.PENDING)
    gateway.answers[notice.reference] = notice

    reactions.ask_about_all("fake", at=NOON + timedelta(minutes=30))
    assert queries.public_attempt(attempt).state is attempts.State.STARTED

    reactions.ask_about_all("fake", at=NOON + timedelta(hours=2))
    assert queries.public_attempt(attempt).state is attempts.State.EXPIRED


def test_a_gateway_that_is_down_is_asked_at_the_next_tick(gateway: FakeGateway) -> None:
    an_attempt(a_charge())
    gateway.is_down = True

    assert reactions.ask_about_all("fake", at=NOON + timedelta(minutes=5)) == 0


@pytest.mark.usefixtures("gateway")
def test_what_is_known_is_not_asked_again() -> None:
    attempt = an_attempt(a_charge())
    said(a_notice(attempt))

    card = errands.look_up(attempt_id=attempt, at=NOON)

    assert card.state is attempts.State.SUCCEEDED
