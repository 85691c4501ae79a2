"""One sequence: in commit order, without gaps, whoever else writes and however long."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from motcua.kernel.actors import NOBODY, SYSTEM
from motcua.kernel.errors import NotAllowed
from motcua.modules.broadcast import operations, queries, steps
from motcua.modules.broadcast.queries import Reach

from .factories import NOON, OTHER_WARD, a_change, a_subscription, account, published, told


def subjects() -> list[str]:
    return [card.subject for card in queries.public_after(0, limit=10_000)]


@pytest.mark.django_db
class TestTelling:
    def test_what_is_published_is_told_in_its_order(self) -> None:
        assert told(*[a_change(subject=f"thing:{n}") for n in range(5)]) == 5

        found = queries.public_after(0)

        assert [card.position for card in found] == [1, 2, 3, 4, 5]
        assert [card.subject for card in found] == [f"thing:{n}" for n in range(5)]
        assert found[0].data["title"]["vi"] == "Cảnh báo ngập"
        assert queries.public_reach() == Reach(first=1, head=5)

    def test_nothing_is_told_before_it_is_numbered(self) -> None:
        published(a_change())

        assert queries.public_after(0) == []
        assert queries.public_head() == 0

    def test_nobody_but_the_machinery_numbers(self) -> None:
        with pytest.raises(NotAllowed):
            operations.number(by=NOBODY, at=NOON)

    def test_publishing_is_one_statement(self, django_assert_num_queries: object) -> None:
        with transaction.atomic(), django_assert_num_queries(1):  # type: ignore[operator] # pytest-django's fixture has no type
            steps.publish([a_change() for _ in range(50)])

    def test_publishing_nothing_asks_nothing(self, django_assert_num_queries: object) -> None:
        with transaction.atomic(), django_assert_num_queries(0):  # type: ignore[operator] # pytest-django's fixture has no type
            steps.publish([])

    def test_what_is_not_public_takes_a_position_nobody_reads(self) -> None:
        told(a_change(subject="thing:1"), a_change(subject="thing:2", public=False))
        told(a_change(subject="thing:3"))

        assert [(c.position, c.subject) for c in queries.public_after(0)] == [
            (1, "thing:1"),
            (3, "thing:3"),
        ]

    def test_a_page_ends_where_it_is_told_to_and_goes_on_from_there(self) -> None:
        told(*[a_change(subject=f"thing:{n}") for n in range(5)])

        first = queries.public_after(0, limit=2)
        rest = queries.public_after(first[-1].position)

        assert [card.subject for card in [*first, *rest]] == [f"thing:{n}" for n in range(5)]

    def test_topics_are_taken_by_whole_words_and_places_with_the_whole_city(self) -> None:
        told(
            a_change("alerts", subject="a"),
            a_change("alerts.flood", subject="b", place=OTHER_WARD),
            a_change("alertsx", subject="c"),
            a_change("observations.pm2_5", subject="d", place=""),
        )

        def heard(topics: list[str], places: list[str]) -> str:
            return "".join(c.subject for c in queries.public_after(0, topics, places))

        assert heard(["alerts"], []) == "ab"
        assert heard(["alerts.flood", "observations"], []) == "bd"
        assert heard([], [OTHER_WARD]) == "bd"
        assert heard(["alerts"], [OTHER_WARD]) == "b"
        assert [c.subject for c in queries.public_recent(["alerts"], limit=1)] == ["b"]


@pytest.mark.django_db(transaction=True)
class TestOthersWrite:
    def test_a_rollback_tells_nothing(self) -> None:
        with transaction.atomic():
            steps.publish([a_change()])
            transaction.set_rollback(True)

        assert operations.number(by=SYSTEM, at=NOON) == 0

    def test_outside_a_transaction_publishing_is_refused(self) -> None:
        with pytest.raises(transaction.TransactionManagementError):
            steps.publish([a_change()])

    def test_a_long_transaction_holds_nobody_up_and_is_not_skipped(self) -> None:
        """It began first and commits last: it comes last, and no reader went past it."""
        begun, may_end = threading.Event(), threading.Event()

        def long_one() -> None:
            with transaction.atomic():
                steps.publish([a_change(subject="long")])
                begun.set()
                may_end.wait(30)
            connection.close()

        slow = threading.Thread(target=long_one)
        slow.start()
        assert begun.wait(30)
        told(a_change(subject="short"))
        seen = queries.public_after(0)
        may_end.set()
        slow.join(30)
        operations.number(by=SYSTEM, at=NOON)
        later = queries.public_after(seen[-1].position)

        assert [(c.position, c.subject) for c in seen] == [(1, "short")]
        assert [(c.position, c.subject) for c in later] == [(2, "long")]

    def test_only_one_numbers_at_a_time(self) -> None:
        published(a_change())
        results: list[int] = []

        def another() -> None:
            results.append(operations.number(by=SYSTEM, at=NOON))
            connection.close()

        with transaction.atomic():
            assert steps.number_waiting(10) == 1
            other = threading.Thread(target=another)
            other.start()
            other.join(30)

        assert results == [0]
        assert subjects() == ["alert:1"]

    def test_writers_and_sequencers_at_once_leave_no_gap_and_no_double(self) -> None:
        """A reader follows the head all the while, and misses nothing of what it passes."""
        writers, each = 4, 25
        done = threading.Event()

        def sequence() -> None:
            while not done.is_set():
                operations.number(by=SYSTEM, at=NOON, limit=7)
            connection.close()

        with ThreadPoolExecutor(8) as pool:
            sequencers = [pool.submit(sequence) for _ in range(2)]
            reader = pool.submit(_read, writers * each * 2)
            list(pool.map(_write, range(writers), [each] * writers))
            seen = reader.result(60)
            done.set()
            for one in sequencers:
                one.result(60)

        total = writers * each * 2
        assert [position for position, _ in seen] == list(range(1, total + 1))
        assert len({subject for _, subject in seen}) == total
        for who in range(writers):
            mine = [s for _, s in seen if s.startswith(f"{who}:")]
            wanted = [f"{who}:{n}{b}" for n in range(each) for b in ("", "b")]
            assert mine == wanted

    def test_two_who_count_at_once_count_once(self) -> None:
        some = a_subscription()
        told(*[a_change() for _ in range(200)])

        def count() -> None:
            operations.count_matched(by=SYSTEM, at=NOON)
            connection.close()

        with ThreadPoolExecutor(4) as pool:
            for counted in [pool.submit(count) for _ in range(8)]:
                counted.result(60)

        assert account(some).matched == 200


def _write(who: int, times: int) -> None:
    for n in range(times):
        published(a_change(subject=f"{who}:{n}"), a_change(subject=f"{who}:{n}b"))
    connection.close()


def _read(count: int) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    while len(found) < count:
        position = found[-1][0] if found else 0
        found += [(c.position, c.subject) for c in queries.public_after(position, limit=9)]
    connection.close()
    return found
