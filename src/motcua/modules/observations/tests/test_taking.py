"""Batches: every row gets its verdict, the same counts once, what is corrected is remembered."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.db import connection

from motcua.foundation import journal, rows
from motcua.kernel.actors import SYSTEM
from motcua.kernel.errors import NotAllowed, NotFound
from motcua.modules.observations import operations, policies, queries, steps
from motcua.modules.observations.rules import Flag, Message, Outcome, Receipt, Row, Why, is_used
from motcua.modules.observations.rules.decoding import MOST_ROWS
from motcua.modules.observations.rules.rows import MessageTooLong

from .factories import (
    AIR,
    CHI,
    HOUR,
    MINUTE,
    NOON,
    OTHER_WARD,
    SENDER,
    a_message,
    a_row,
    a_series,
    minutes,
    sent,
)

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


def known(series: int, *, as_known_at: datetime | None = None) -> list[tuple[float, int, int]]:
    """Value, flag and revision of all there is of a series, in order of time."""
    found = queries.public_window([series], NOON - WEEK, NOON + WEEK, as_known_at=as_known_at)
    return [(each.value, each.flag, each.revision) for each in found]


class TestCountingOnce:
    def test_a_value_is_kept_and_told(self) -> None:
        series = a_series()
        receipt = sent(a_row(12.5))
        assert (receipt.counts.n_rows, receipt.counts.n_accepted, receipt.verdicts) == (1, 1, ())
        assert known(series) == [(12.5, Flag.GOOD, 0)]

    def test_the_same_row_in_another_batch_counts_once(self) -> None:
        series = a_series()
        sent(a_row(12.5))
        again = sent(a_row(12.5))
        assert [verdict.outcome for verdict in again.verdicts] == [Outcome.DUPLICATE]
        assert known(series) == [(12.5, Flag.GOOD, 0)]

    def test_the_same_row_in_another_unit_and_zone_counts_once(self) -> None:
        series = a_series()
        sent(a_row(35))
        local = datetime.fromisoformat("2026-11-17T12:00:00+07:00")
        again = sent(Row(time=local, value=0.035, series="hk-01:pm2_5", unit="mg/m3"))
        assert again.counts.n_duplicate == 1
        assert len(known(series)) == 1

    def test_the_same_row_twice_in_one_batch_counts_once(self) -> None:
        series = a_series()
        receipt = sent(a_row(12.5), a_row(12.5), a_row(13.5, NOON - MINUTE))
        assert (receipt.counts.n_accepted, receipt.counts.n_duplicate) == (2, 1)
        assert [verdict.first for verdict in receipt.verdicts] == [2]
        assert len(known(series)) == 2

    def test_the_same_key_gives_the_first_receipt(self) -> None:
        a_series()
        message = a_message(a_row(12.5), a_row(7, series="nowhere"))
        first = _take(message, key="k1")
        again = _take(message, key="k1")
        assert again == replace(first, is_repeat=True)
        assert queries.receipt(batch=first.batch, by=SENDER) == first

    def test_another_content_under_the_same_key_is_refused(self) -> None:
        a_series()
        _take(a_message(a_row(12.5)), key="k1")
        with pytest.raises(steps.KeyReused):
            _take(a_message(a_row(13.5)), key="k1")

    def test_an_old_message_replayed_after_its_correction_counts_once(self) -> None:
        series = a_series()
        sent(a_row(10))
        sent(a_row(11))
        assert sent(a_row(10)).counts.n_duplicate == 1
        assert known(series) == [(11, Flag.GOOD, 1)]


class TestCorrecting:
    def test_another_value_for_the_same_moment_is_a_revision(self) -> None:
        series = a_series()
        sent(a_row(10), at=NOON)
        receipt = sent(a_row(11), at=NOON + HOUR)
        assert [verdict.outcome for verdict in receipt.verdicts] == [Outcome.CORRECTED]
        assert known(series) == [(11, Flag.GOOD, 1)]
        assert known(series, as_known_at=NOON + MINUTE) == [(10, Flag.GOOD, 0)]
        assert known(series, as_known_at=NOON - MINUTE) == []
        (standing,) = queries.public_latest(at=NOON)
        assert standing.value == 11

    def test_a_correction_within_one_batch(self) -> None:
        series = a_series()
        receipt = sent(a_row(10), a_row(11), a_row(10))
        assert (receipt.counts.n_corrected, receipt.counts.n_duplicate) == (1, 1)
        assert known(series) == [(11, Flag.GOOD, 1)]

    def test_a_wrong_correction_takes_the_latest_back_to_the_one_before(self) -> None:
        a_series()
        sent(a_row(10, NOON - MINUTE), a_row(11))
        sent(a_row(-5), at=NOON + MINUTE)
        (standing,) = queries.public_latest(at=NOON)
        assert (standing.value, standing.time, standing.seen_time) == (10, NOON - MINUTE, NOON)

    def test_a_correction_frees_what_was_held(self) -> None:
        series = a_series()
        sent(a_row(5000))
        sent(a_row(50), at=NOON + MINUTE)
        assert known(series) == [(50, Flag.GOOD, 1)]
        assert queries.quarantine(by=SYSTEM) == []

    def test_hours_count_the_last_word_only(self) -> None:
        series = a_series()
        sent(*minutes([10, 20, 30], until=NOON + 2 * MINUTE), at=NOON + HOUR)
        sent(a_row(40, NOON + 2 * MINUTE), at=NOON + 2 * HOUR)
        (hour,) = queries.public_hours([series], NOON, NOON + HOUR)
        assert (hour.n, hour.low, hour.high) == (3, 10, 40)
        assert hour.mean == pytest.approx(70 / 3)
        (then,) = queries.public_hours(
            [series], NOON, NOON + HOUR, as_known_at=NOON + HOUR + MINUTE
        )
        assert (then.n, then.mean) == (3, 20)


class TestRefusing:
    @pytest.mark.parametrize(
        ("row", "why"),
        [
            (a_row(1, series="nowhere"), Why.SERIES_UNKNOWN),
            (Row(time=NOON, value=1, thing="hk-01", property="noise"), Why.SERIES_UNKNOWN),
            (a_row(1, unit="furlong"), Why.UNIT_UNKNOWN),
            (a_row(1, unit="[ppb]"), Why.UNIT_OF_ANOTHER_KIND),
            (a_row(87, unit="{AQI}"), Why.UNIT_OF_ANOTHER_KIND),
            (a_row(1, NOON.replace(tzinfo=None)), Why.TIME_WITHOUT_OFFSET),
            (a_row(1, NOON + 6 * MINUTE), Why.TIME_AHEAD),
            (a_row(1, NOON.replace(year=1970)), Why.TIME_BEFORE_1990),
            (a_row(float("nan")), Why.VALUE_NOT_FINITE),
            (a_row(float("-inf")), Why.VALUE_NOT_FINITE),
        ],
    )
    def test_a_row_that_cannot_be_is_refused_and_the_others_are_taken(
        self, row: Row, why: Why
    ) -> None:
        series = a_series()
        receipt = sent(row, a_row(20))
        (verdict,) = receipt.verdicts
        assert (verdict.first, verdict.outcome, verdict.code) == (1, Outcome.REFUSED, why)
        assert (receipt.counts.n_refused, receipt.counts.n_accepted) == (1, 1)
        assert known(series) == [(20, Flag.GOOD, 0)]

    def test_a_series_of_another_source_is_unknown(self) -> None:
        a_series("other", source="other.net")
        a_series()
        assert [v.code for v in sent(a_row(1, series="other:pm2_5")).verdicts] == [
            Why.SERIES_UNKNOWN
        ]

    def test_a_row_may_name_thing_and_property(self) -> None:
        series = a_series()
        sent(Row(time=NOON, value=3, thing="hk-01", property="pm2_5"))
        assert known(series) == [(3, Flag.GOOD, 0)]

    def test_nothing_is_taken_for_a_closed_series_until_it_is_open_again(self) -> None:
        a_series()
        sent(a_row(1))
        operations.close_series(series="hk-01:pm2_5", by=SYSTEM, at=NOON)
        assert [v.code for v in sent(a_row(2, NOON + MINUTE)).verdicts] == [Why.SERIES_CLOSED]
        a_series()
        assert sent(a_row(2, NOON + MINUTE)).verdicts == ()

    def test_whoever_is_not_the_source_may_not_send(self) -> None:
        a_series()
        with pytest.raises(NotAllowed):
            operations.take_batch(source=AIR, message=a_message(), by=CHI, at=NOON)

    def test_no_source_no_batch(self) -> None:
        with pytest.raises(NotFound):
            sent(a_row(1), source="nobody")

    def test_a_closed_source_sends_no_more(self) -> None:
        a_series()
        sent(a_row(1))
        operations.close_source(source=AIR, by=SYSTEM, at=NOON)
        with pytest.raises(steps.SourceClosed):
            sent(a_row(2))

    def test_a_million_rows_at_once_are_refused(self) -> None:
        a_series()
        with pytest.raises(MessageTooLong):
            _take(Message([a_row(1)] * (MOST_ROWS + 1), digest="x"))

    def test_every_row_has_its_verdict(self) -> None:
        a_series()
        receipt = sent(a_row(1), a_row(1, series="x"), a_row(5000, NOON - MINUTE), a_row(1))
        assert [(v.first, v.outcome) for v in receipt.each_row()] == [
            (1, Outcome.ACCEPTED),
            (2, Outcome.REFUSED),
            (3, Outcome.QUARANTINED),
            (4, Outcome.DUPLICATE),
        ]


class TestLate:
    def test_late_values_find_their_place(self) -> None:
        series = a_series()
        sent(*minutes([20, 21, 22]))
        receipt = sent(a_row(19, NOON - 3 * MINUTE), a_row(21, NOON - MINUTE))
        assert (receipt.counts.n_accepted, receipt.counts.n_duplicate) == (1, 1)
        assert [value for value, _, _ in known(series)] == [19, 20, 21, 22]
        (standing,) = queries.public_latest(at=NOON)
        assert standing.value == 22

    def test_a_late_value_is_judged_among_its_neighbours(self) -> None:
        series = a_series()
        sent(*minutes([20, 21, 20, 21, 20, 21, 20], until=NOON - MINUTE), a_row(20))
        sent(a_row(900, NOON - timedelta(seconds=30)))
        assert known(series)[-2] == (900, Flag.HELD_SPIKE, 0)

    def test_years_of_back_fill_are_no_news(self) -> None:
        series = a_series()
        years = NOON - timedelta(days=1000)
        receipt = sent(*minutes([20.0 + n % 7 for n in range(200)], until=years))
        assert receipt.is_backfill
        assert rows.fetch("SELECT 1 FROM broadcast_waitingchange") == []
        assert {each.is_backfill for each in steps.claim_touched(100)} == {True}
        found = queries.public_window([series], years - WEEK, years + WEEK)
        assert len(found) == 200

    def test_a_batch_may_say_itself_that_it_is_back_fill(self) -> None:
        a_series()
        assert sent(a_row(1), is_backfill=True).is_backfill
        assert rows.fetch("SELECT 1 FROM broadcast_waitingchange") == []


class TestTelling:
    def test_one_change_for_each_property_and_commune(self) -> None:
        a_series("hk-01")
        a_series("hk-02")
        a_series("bd-01", place=OTHER_WARD)
        a_series("hk-01", "noise", unit="dB(A)")
        a_series("hidden", is_public=False)
        names = ["hk-01:pm2_5", "hk-02:pm2_5", "bd-01:pm2_5", "hk-01:noise", "hidden:pm2_5"]
        sent(*(a_row(50, series=name) for name in names))
        told = rows.fetch(
            "SELECT topic, place, data FROM broadcast_waitingchange ORDER BY topic, place"
        )
        assert [(topic, place) for topic, place, _ in told] == [
            ("observations.noise", "00070"),
            ("observations.pm2_5", "00004"),
            ("observations.pm2_5", "00070"),
        ]

    def test_each_batch_is_one_fact(self) -> None:
        a_series()
        sent(a_row(5000), a_row(20, NOON - MINUTE))
        (fact,) = [
            entry.fact
            for entry in journal.timeline(("observations.source", AIR))
            if entry.kind == "observations.batch_taken/1"
        ]
        assert (fact["n_accepted"], fact["n_quarantined"], fact["is_backfill"]) == (1, 1, False)

    def test_touched_hours_are_claimed_once(self) -> None:
        series = a_series()
        sent(*minutes([1.0 + n for n in range(90)], until=NOON + HOUR), at=NOON + HOUR)
        sent(a_row(3, NOON + HOUR + MINUTE), at=NOON + HOUR + MINUTE)
        claimed = steps.claim_touched(100)
        assert [(each.series, each.hour) for each in claimed] == [
            (series, NOON - HOUR), (series, NOON), (series, NOON + HOUR),
        ]  # fmt: skip
        assert steps.claim_touched(100) == []


class TestMany:
    def test_many_series_by_copy_are_as_few_by_insert(self) -> None:
        wide = [a_series(f"st-{n}") for n in range(3)]
        values = minutes([20.0 + n % 5 for n in range(40)], series="st-0:pm2_5")
        for number in (0, 1, 2):
            parts = [replace_series(row, f"st-{number}:pm2_5") for row in values]
            step = (40, 8, 1)[number]
            for start in range(0, 40, step):
                sent(*parts[start : start + step])
        assert known(wide[0]) == known(wide[1]) == known(wide[2])
        assert len(known(wide[0])) == 40

    def test_completeness_is_told_by_the_cadence(self) -> None:
        series = a_series()
        sent(*minutes([20.0 + n % 5 for n in range(30)], until=NOON + 29 * MINUTE), at=NOON + HOUR)
        sent(a_row(5000, NOON + 30 * MINUTE), at=NOON + HOUR)
        (found,) = queries.public_completeness([series], NOON, NOON + HOUR)
        assert (found.n_expected, found.n_received, found.n_used) == (60, 31, 30)
        assert found.share == 0.5

    def test_values_that_are_used_are_those_below_forty(self) -> None:
        assert [flag for flag in Flag if not is_used(flag)] == [41, 42, 43, 44, 51]


def test_a_series_of_a_transaction_that_was_rolled_back_is_not_remembered() -> None:
    a_series()
    sent(a_row(1))
    with connection.cursor() as cursor:
        cursor.execute("SAVEPOINT before")
        a_series("ghost")
        sent(a_row(1, series="ghost:pm2_5"))
        cursor.execute("ROLLBACK TO SAVEPOINT before")
    receipt = sent(a_row(2, NOON + MINUTE), a_row(2, series="ghost:pm2_5"))
    assert [verdict.code for verdict in receipt.verdicts] == [Why.SERIES_UNKNOWN]
    assert receipt.counts.n_accepted == 1


def replace_series(row: Row, series: str) -> Row:
    return Row(time=row.time, value=row.value, series=series)


def _take(message: Message, *, key: str | None = None) -> Receipt:
    return operations.take_batch(
        source=AIR, message=message, key=key, by=policies.sender(AIR), at=NOON
    )
