"""Knocks are counted per window, apart for each door and each knocker, also at once."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from motcua.foundation import limits
from motcua.foundation.limits import Limit, TooOften

pytestmark = pytest.mark.django_db(transaction=True)

AT = datetime(2026, 11, 17, 2, 0, tzinfo=UTC)
THREE = Limit("door", most=3, per=timedelta(minutes=5))


def test_one_too_many_is_told_how_long_to_wait() -> None:
    assert [limits.knock(THREE, "an", at=AT) for _ in range(3)] == [2, 1, 0]

    with pytest.raises(TooOften) as refusal:
        limits.knock(THREE, "an", at=AT + timedelta(minutes=1))

    assert refusal.value.status == 429
    assert refusal.value.seconds == 240


def test_the_next_window_begins_anew() -> None:
    for _ in range(3):
        limits.knock(THREE, "an", at=AT)

    assert limits.knock(THREE, "an", at=AT + timedelta(minutes=5)) == 2


def test_doors_and_knockers_are_counted_apart() -> None:
    other = Limit("other", most=3, per=timedelta(minutes=5))
    limits.knock(THREE, "an", at=AT)

    assert limits.knock(THREE, "binh", at=AT) == 2
    assert limits.knock(other, "an", at=AT) == 2


def test_who_knocked_is_not_kept() -> None:
    limits.knock(THREE, "192.0.2.1", at=AT)

    with connection.cursor() as cursor:
        cursor.execute("SELECT key FROM foundation_hit")
        (key,) = cursor.fetchone()
    assert "192.0.2" not in key


def test_old_windows_are_forgotten() -> None:
    limits.knock(THREE, "an", at=AT)
    limits.knock(THREE, "an", at=AT + timedelta(hours=1))

    assert limits.forget(before=AT + timedelta(minutes=30)) == 1
    assert limits.knock(THREE, "an", at=AT + timedelta(hours=1)) == 1


def test_knocks_at_once_are_all_counted() -> None:
    outcomes: list[bool] = []
    start = threading.Barrier(6)

    def knock() -> None:
        start.wait()
        try:
            limits.knock(THREE, "an", at=AT)
            outcomes.append(True)
        except TooOften:
            outcomes.append(False)
        finally:
            connection.close()

    threads = [threading.Thread(target=knock) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == [False] * 3 + [True] * 3
