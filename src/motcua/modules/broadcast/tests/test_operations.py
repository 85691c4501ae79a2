"""Subscriptions from the wish to the end, and who may do what with whose."""

from datetime import timedelta
from uuid import UUID

import pytest

from motcua.kernel.actors import NOBODY, SYSTEM
from motcua.kernel.errors import AlreadyDone, NotAllowed, NotFound
from motcua.modules.broadcast import operations, queries
from motcua.modules.broadcast.models import Subscription
from motcua.modules.broadcast.rules import Filter
from motcua.modules.broadcast.rules.signing import PREFIX
from motcua.modules.broadcast.rules.subscribing import (
    BadName,
    State,
    SubscriptionMoment,
    TooManySubscriptions,
    Why,
)

from .factories import (
    AN,
    BINH,
    HAI,
    NOON,
    a_change,
    a_subscription,
    a_wish,
    buried,
    sent,
    told,
)

pytestmark = pytest.mark.django_db


def state(subscription: UUID) -> State:
    return State(Subscription.objects.get(id=subscription).state)


class TestAsking:
    def test_it_waits_for_the_proof_and_tells_the_secret_once(self) -> None:
        asked = operations.ask(wish=a_wish("alerts"), by=AN, at=NOON)

        assert asked.secret.startswith(PREFIX)
        card = queries.subscription(asked.id, by=AN)
        assert (card.state, card.wanted) == (State.ASKED, Filter(("alerts",)))
        assert asked.secret.encode() not in bytes(Subscription.objects.get().secret)
        assert queries.carried(by=SYSTEM) == []

    def test_the_proof_begins_it_with_what_was_told_since_it_was_asked_for(self) -> None:
        told(a_change())
        asked = a_subscription(proven=False)
        told(a_change())

        operations.note_proof(subscription_id=asked, problem="", by=SYSTEM, at=NOON)

        assert queries.subscription(asked, by=AN).pending == 1
        (carried,) = queries.carried(by=SYSTEM)
        assert (carried.id, carried.cursor, len(carried.keys)) == (asked, 1, 1)

    def test_a_proof_that_fails_says_why_and_may_be_asked_for_again(self) -> None:
        asked = a_subscription(proven=False)

        operations.note_proof(subscription_id=asked, problem="http-404", by=SYSTEM, at=NOON)
        operations.ask_again(subscription_id=asked, by=AN, at=NOON)

        card = queries.subscription(asked, by=AN)
        assert (card.state, card.problem) == (State.ASKED, "http-404")
        with pytest.raises(NotAllowed):
            operations.note_proof(subscription_id=asked, problem="", by=AN, at=NOON)

    def test_nobody_in_particular_owns_nothing(self) -> None:
        with pytest.raises(NotAllowed):
            operations.ask(wish=a_wish(), by=NOBODY, at=NOON)

    def test_it_has_a_name(self) -> None:
        with pytest.raises(BadName):
            operations.ask(wish=a_wish(name=" "), by=AN, at=NOON)

    def test_an_owner_has_as_many_as_the_policy_allows(self) -> None:
        for _ in range(20):
            a_subscription(proven=False)

        with pytest.raises(TooManySubscriptions) as refused:
            a_subscription()
        assert refused.value.params["most"] == 20
        a_subscription(by=BINH)

    def test_a_token_is_its_holders(self) -> None:
        token = operations.make_token(owner="client:1", by=SYSTEM, at=NOON)

        found = queries.public_owner_of(token)

        assert found is not None
        assert found.id == "client:1"
        assert queries.public_owner_of(token + "x") is None
        with pytest.raises(NotAllowed):
            operations.make_token(owner="person:an", by=BINH, at=NOON)


class TestLiving:
    def test_pausing_keeps_what_is_told_meanwhile(self) -> None:
        kept = a_subscription()
        operations.pause(subscription_id=kept, by=AN, at=NOON)
        told(a_change(), a_change())

        assert queries.carried(by=SYSTEM) == []
        with pytest.raises(AlreadyDone):
            operations.pause(subscription_id=kept, by=AN, at=NOON)
        operations.resume(subscription_id=kept, by=AN, at=NOON)

        assert queries.subscription(kept, by=AN).pending == 2
        assert len(queries.carried(by=SYSTEM)) == 1

    def test_a_stopped_one_must_prove_itself_again(self) -> None:
        gone = a_subscription()
        operations.stop(subscription_id=gone, why=Why.GONE, by=SYSTEM, at=NOON)

        assert queries.subscription(gone, by=AN).why is Why.GONE
        with pytest.raises(SubscriptionMoment):
            operations.resume(subscription_id=gone, by=AN, at=NOON)
        operations.ask_again(subscription_id=gone, by=AN, at=NOON)
        assert state(gone) is State.ASKED

    def test_owners_cannot_stop_and_the_operations_centre_can(self) -> None:
        some = a_subscription()
        with pytest.raises(NotAllowed):
            operations.stop(subscription_id=some, why=Why.OPERATOR, by=AN, at=NOON)

        operations.stop(subscription_id=some, why=Why.OPERATOR, by=HAI, at=NOON)

        assert state(some) is State.STOPPED

    def test_another_secret_leaves_the_old_one_a_day(self) -> None:
        some = a_subscription()

        fresh = operations.change_secret(subscription_id=some, by=AN, at=NOON)

        (carried,) = queries.carried(by=SYSTEM)
        assert len(carried.keys) == 2
        assert fresh.startswith(PREFIX)
        operations.tidy(by=SYSTEM, at=NOON + timedelta(days=1, seconds=1))
        (carried,) = queries.carried(by=SYSTEM)
        assert len(carried.keys) == 1

    def test_removing_forgets_all_of_it(self) -> None:
        told(a_change())
        some = a_subscription()
        told(a_change())
        sent(some, 2, 0, buried(2))

        operations.remove(subscription_id=some, by=AN, at=NOON)

        assert queries.subscriptions(by=AN) == []
        assert queries.accounts(by=SYSTEM) == []
        with pytest.raises(NotFound):
            operations.pause(subscription_id=some, by=AN, at=NOON)


class TestWhose:
    def test_others_are_not_there(self) -> None:
        some = a_subscription()

        for act in (
            operations.pause,
            operations.remove,
            operations.change_secret,
            operations.ask_again,
            operations.want_dead,
        ):
            with pytest.raises(NotFound):
                act(subscription_id=some, by=BINH, at=NOON)
        with pytest.raises(NotFound):
            queries.subscription(some, by=BINH)
        with pytest.raises(NotFound):
            queries.dead_letters(some, by=BINH)
        assert queries.subscriptions(by=BINH) == []

    def test_the_operations_centre_sees_all(self) -> None:
        some = a_subscription()

        assert [card.id for card in queries.all_subscriptions(by=HAI)] == [some]
        operations.pause(subscription_id=some, by=HAI, at=NOON)
        with pytest.raises(NotAllowed):
            queries.all_subscriptions(by=AN)
        with pytest.raises(NotAllowed):
            queries.accounts(by=AN)

    def test_only_the_machinery_sees_keys(self) -> None:
        for ask in (queries.carried,):
            with pytest.raises(NotAllowed):
                ask(by=HAI)
