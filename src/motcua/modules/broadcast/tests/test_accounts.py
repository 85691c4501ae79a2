"""matched = sent + pending + expired + dead, counted by different hands, whatever happens."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.kernel.actors import SYSTEM, Actor
from motcua.modules.broadcast import operations, queries
from motcua.modules.broadcast.models import Change, Subscription
from motcua.modules.broadcast.queries import Reach
from motcua.modules.broadcast.rules.progress import Progress, Redelivered

from .factories import (
    NOON,
    OTHER_WARD,
    WARD,
    a_change,
    a_subscription,
    account,
    buried,
    sent,
    told,
)

pytestmark = pytest.mark.django_db


def in_days(days: int) -> datetime:
    """Changes are stamped by the database's clock, so their age is counted from the real day."""
    return datetime.now(UTC) + timedelta(days=days)


def books(subscription: object) -> tuple[int, int, int, int, int]:
    found = account(subscription)  # type: ignore[arg-type] # ids travel as they come
    assert found.is_balanced
    return (found.matched, found.sent, found.pending, found.expired, found.dead)


def test_what_is_told_is_pending_until_it_is_sent() -> None:
    some = a_subscription("alerts", places=(WARD,))
    told(a_change(), a_change(place=OTHER_WARD), a_change("indicators.x"), a_change(place=""))

    assert books(some) == (2, 0, 2, 0, 0)
    assert sent(some, 4, 2)
    assert books(some) == (2, 2, 0, 0, 0)


def test_accounts_say_the_same_however_often_they_are_brought_forward() -> None:
    some = a_subscription()
    for _ in range(3):
        told(a_change(), a_change(public=False))
        before = books(some)
        operations.count_matched(by=SYSTEM, at=NOON)
        assert books(some) == before
    assert operations.count_matched(by=SYSTEM, at=NOON) == 0


def test_what_another_courier_settled_is_not_settled_twice() -> None:
    some = a_subscription()
    told(a_change(), a_change())
    (held,) = queries.carried(by=SYSTEM)
    sent(some, 2, 2)

    late = Progress(some, held.cursor, 1, 1)
    assert operations.settle(progress=[late], by=SYSTEM, at=NOON) == {some}
    assert books(some) == (2, 2, 0, 0, 0)


def test_a_miscount_is_seen() -> None:
    some = a_subscription()
    told(a_change(), a_change())
    sent(some, 2, 1)

    assert not account(some).is_balanced


def test_what_could_not_be_delivered_is_dead_until_it_is_wanted() -> None:
    some = a_subscription()
    told(a_change(), a_change(), a_change())
    sent(some, 3, 1, buried(1), buried(3))

    assert books(some) == (3, 1, 0, 0, 2)
    assert operations.want_dead(subscription_id=some, by=SYSTEM, at=NOON) == 2
    assert [w.position for w in queries.wanted_letters(some, by=SYSTEM)] == [1, 3]
    operations.settle_dead(
        redelivered=[Redelivered(some, 1, ""), Redelivered(some, 3, "http-400")],
        by=SYSTEM,
        at=NOON,
    )

    assert books(some) == (3, 2, 0, 0, 1)
    (letter,) = queries.dead_letters(some, by=SYSTEM)
    assert (letter.position, letter.tries, letter.is_wanted) == (3, 4, False)


def test_the_dead_expire() -> None:
    some = a_subscription()
    told(a_change())
    sent(some, 1, 0, buried(1))

    operations.tidy(by=SYSTEM, at=NOON + timedelta(days=30, seconds=1))

    assert books(some) == (1, 0, 0, 1, 0)


def test_old_changes_expire_and_who_fell_behind_is_told_so() -> None:
    quick, slow = a_subscription(), a_subscription("alerts")
    told(a_change(), a_change("indicators.x"), a_change())
    sent(quick, 3, 3)

    assert operations.expire(by=SYSTEM, at=in_days(6)) == 0
    assert operations.expire(by=SYSTEM, at=in_days(8), limit=2) == 2
    assert operations.expire(by=SYSTEM, at=in_days(8), limit=2) == 1

    assert books(quick) == (3, 3, 0, 0, 0)
    assert books(slow) == (2, 0, 0, 2, 0)
    assert queries.public_reach() == Reach(first=4, head=3)
    assert queries.sequence(by=SYSTEM).is_whole
    told(a_change())
    assert books(slow) == (3, 0, 1, 2, 0)
    assert queries.sequence(by=SYSTEM).is_whole


def test_wishes_nobody_proved_are_forgotten() -> None:
    a_subscription(proven=False)
    kept = a_subscription()

    operations.tidy(by=SYSTEM, at=NOON + timedelta(days=2))

    assert [each.id for each in Subscription.objects.all()] == [kept]


def test_tokens_that_manage_nothing_are_forgotten() -> None:
    a_subscription(by=Actor("client:kept"))
    kept, idle = (
        operations.make_token(owner=owner, by=SYSTEM, at=NOON)
        for owner in ("client:kept", "client:idle")
    )

    operations.tidy(by=SYSTEM, at=NOON + timedelta(days=2))

    assert queries.public_owner_of(kept) is not None
    assert queries.public_owner_of(idle) is None


def test_a_hole_in_the_sequence_is_seen() -> None:
    told(a_change(), a_change(), a_change())
    assert queries.sequence(by=SYSTEM).is_whole

    Change.objects.filter(position=2).delete()
    assert not queries.sequence(by=SYSTEM).is_whole


STEPS = st.lists(st.sampled_from(["tell", "send", "bury", "count", "expire", "want"]), max_size=25)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_the_books_balance_after_any_story(story: list[str]) -> None:
    some = a_subscription("alerts")
    for step in story:
        if step == "tell":
            told(a_change(), a_change("indicators.x"))
        elif step == "count":
            operations.count_matched(by=SYSTEM, at=NOON)
        elif step == "expire":
            operations.expire(by=SYSTEM, at=in_days(8), limit=3)
        elif step == "want":
            _send_the_dead_again(some)
        else:
            _go_on(some, dies=step == "bury")
        books(some)
    operations.remove(subscription_id=some, by=SYSTEM, at=NOON)


def _go_on(some: object, *, dies: bool) -> None:
    (held,) = queries.carried(by=SYSTEM)
    (next_one,) = queries.public_after(held.cursor, ["alerts"], limit=1) or (None,)
    if next_one is not None:
        dead = [buried(next_one.position)] if dies else []
        assert sent(held.id, next_one.position, 1 - len(dead), *dead)


def _send_the_dead_again(some: object) -> None:
    (held,) = queries.carried(by=SYSTEM)
    operations.want_dead(subscription_id=held.id, by=SYSTEM, at=NOON)
    letters = queries.wanted_letters(held.id, by=SYSTEM)
    told_of = [
        Redelivered(held.id, each.position, "" if each.position % 2 else "http-500")
        for each in letters
    ]
    operations.settle_dead(redelivered=told_of, by=SYSTEM, at=NOON)
