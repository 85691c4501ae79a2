"""People and rules decide about values; no value is ever changed."""

from datetime import timedelta

import pytest

from motcua.foundation import rows
from motcua.kernel.actors import SYSTEM
from motcua.kernel.errors import Invalid, NotAllowed, NotFound
from motcua.modules.observations import operations, queries, steps
from motcua.modules.observations.operations.quality import BadRules
from motcua.modules.observations.rules import Flag, Flat, Range, Ruleset, properties
from motcua.modules.observations.rules.holding import Decided, NoReason
from motcua.modules.observations.rules.registering import UnknownProperty

from .factories import CHI, GIANG, HAI, HOUR, MINUTE, NOON, a_row, a_series, minutes, sent

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
TIGHT = Ruleset(range=Range(0, 30))


def flags(series: int) -> list[tuple[float, int, int]]:
    found = queries.public_window([series], NOON - DAY, NOON + DAY)
    return [(each.value, each.flag, each.revision) for each in found]


class TestPeople:
    def test_a_released_value_counts_from_then_on(self) -> None:
        series = a_series()
        sent(a_row(5000))
        (held,) = queries.quarantine(by=HAI)
        assert (held.rule, held.parameters["high"], held.ruleset_version) == ("range", 1000, 1)
        assert queries.public_hours([series], NOON, NOON + HOUR) == []
        operations.release(
            series=series, time=NOON, revision=0, reason="Cháy kho", by=HAI, at=NOON + HOUR
        )
        assert flags(series) == [(5000, Flag.RELEASED, 1)]
        assert queries.quarantine(by=HAI) == []
        (standing,) = queries.public_latest(at=NOON)
        assert standing.value == 5000
        (hour,) = queries.public_hours([series], NOON, NOON + HOUR)
        assert hour.n == 1
        assert queries.public_hours([series], NOON, NOON + HOUR, as_known_at=NOON + MINUTE) == []
        decided = queries.held_value(series=series, time=NOON, revision=0, by=HAI)
        assert (decided.state, decided.decided_by, decided.reason) == (
            "released", HAI.id, "Cháy kho",
        )  # fmt: skip

    def test_a_confirmed_value_never_counts(self) -> None:
        series = a_series()
        sent(a_row(5000))
        operations.confirm(series=series, time=NOON, revision=0, reason="Hỏng", by=HAI, at=NOON)
        assert flags(series) == [(5000, Flag.WRONG, 1)]
        assert queries.public_hours([series], NOON, NOON + HOUR) == []

    @pytest.mark.parametrize(("later", "is_backfill"), [(HOUR, False), (3 * HOUR, True)])
    def test_a_fresh_decision_is_news_and_a_late_one_is_not(
        self,
        later: timedelta,
        is_backfill: bool,  # noqa: FBT001
    ) -> None:
        series = a_series()
        sent(a_row(5000))
        steps.claim_touched(100)
        operations.release(
            series=series, time=NOON, revision=0, reason="Cháy", by=HAI, at=NOON + later
        )
        assert {each.is_backfill for each in steps.claim_touched(100)} == {is_backfill}

    def test_a_value_is_decided_once(self) -> None:
        series = a_series()
        sent(a_row(5000))
        operations.confirm(series=series, time=NOON, revision=0, reason="Hỏng", by=HAI, at=NOON)
        with pytest.raises(Decided):
            operations.release(series=series, time=NOON, revision=0, reason="x", by=HAI, at=NOON)

    def test_what_was_corrected_waits_for_nobody(self) -> None:
        series = a_series()
        sent(a_row(5000))
        sent(a_row(50))
        with pytest.raises(Decided):
            operations.release(series=series, time=NOON, revision=0, reason="x", by=HAI, at=NOON)

    def test_a_decision_has_a_reason_and_somebody_who_may(self) -> None:
        series = a_series()
        sent(a_row(5000))
        with pytest.raises(NoReason):
            operations.release(series=series, time=NOON, revision=0, reason=" ", by=HAI, at=NOON)
        with pytest.raises(NotAllowed):
            operations.release(series=series, time=NOON, revision=0, reason="x", by=CHI, at=NOON)
        with pytest.raises(NotFound):
            operations.release(series=series, time=NOON, revision=7, reason="x", by=HAI, at=NOON)
        with pytest.raises(NotAllowed):
            queries.quarantine(by=CHI)


class TestRules:
    def test_new_rules_hold_from_now_on_and_keep_their_history(self) -> None:
        series = a_series()
        sent(a_row(50))
        operations.set_rules(observed="pm2_5", rules=TIGHT, reason="Thử", by=GIANG, at=NOON)
        sent(a_row(51, NOON + MINUTE))
        assert flags(series) == [(50, Flag.GOOD, 0), (51, Flag.HELD_RANGE, 0)]
        history = queries.public_rulesets(observed="pm2_5")
        assert [(each.version, each.set_by) for each in history] == [
            (2, GIANG.id), (1, "system"),
        ]  # fmt: skip

    def test_a_series_may_have_rules_of_its_own(self) -> None:
        series, other = a_series("hk-01"), a_series("hk-02")
        operations.set_rules(
            observed="pm2_5", series=series, rules=TIGHT, reason="Máy nhỏ", by=GIANG, at=NOON
        )
        sent(a_row(50), a_row(50, series="hk-02:pm2_5"))
        assert (flags(series)[0][1], flags(other)[0][1]) == (Flag.HELD_RANGE, Flag.GOOD)

    def test_declared_rules_do_not_overrule_newer_ones(self) -> None:
        a_series()
        operations.set_rules(observed="pm2_5", rules=TIGHT, reason="Thử", by=GIANG, at=NOON)
        operations.declare_rules(by=SYSTEM, at=NOON)
        assert [each.version for each in queries.public_rulesets(observed="pm2_5")] == [2, 1]
        assert len(rows.fetch("SELECT 1 FROM observations_ruleset")) == len(properties()) + 1

    def test_what_cannot_be_meant_is_refused(self) -> None:
        series = a_series(known="noise", unit="dB")
        with pytest.raises(BadRules):
            _set(Ruleset(flat=Flat(1)))
        with pytest.raises(NoReason):
            operations.set_rules(observed="pm2_5", rules=TIGHT, reason="", by=GIANG, at=NOON)
        with pytest.raises(UnknownProperty):
            operations.set_rules(observed="x", rules=TIGHT, reason="x", by=GIANG, at=NOON)
        with pytest.raises(NotFound):
            operations.set_rules(
                observed="pm2_5", series=series, rules=TIGHT, reason="x", by=GIANG, at=NOON
            )
        with pytest.raises(NotAllowed):
            operations.set_rules(observed="pm2_5", rules=TIGHT, reason="x", by=HAI, at=NOON)


class TestReplay:
    def test_the_past_is_judged_again_without_touching_a_value(self) -> None:
        series = a_series()
        values = [20.0, 25, 40, 22, 50, 28]
        sent(*minutes(values))
        before = rows.fetch("SELECT time, value FROM observations_observation ORDER BY time")
        ruleset = _set(TIGHT)
        done = _replay(series)
        assert (done.ruleset, done.n_judged, done.n_changed) == (ruleset, 6, 2)
        assert [(value, flag) for value, flag, _ in flags(series)] == [
            (20, 1), (25, 1), (40, 41), (22, 1), (50, 41), (28, 1),
        ]  # fmt: skip
        raw = "SELECT time, value FROM observations_observation WHERE revision = 0 ORDER BY time"
        assert rows.fetch(raw) == before
        (trace,) = rows.fetch(
            "SELECT DISTINCT ruleset_id FROM observations_observation WHERE revision = 1"
        )
        assert trace == (ruleset,)
        assert len(queries.quarantine(by=HAI)) == 2

    def test_a_moment_tells_how_it_came_to_count(self) -> None:
        series = a_series()
        sent(a_row(5000))
        operations.release(series=series, time=NOON, revision=0, reason="x", by=HAI, at=NOON)
        sent(a_row(40), at=NOON + MINUTE)
        ruleset = _set(TIGHT)
        _replay(series)
        steps = queries.public_trace(series, NOON)
        assert [(step.value, step.flag, step.ruleset_version) for step in steps] == [
            (5000, 41, 1), (5000, 11, 1), (40, 1, 1), (40, 41, 2),
        ]  # fmt: skip
        assert [step.is_by_person for step in steps] == [False, True, False, False]
        assert (steps[-1].rule, steps[-1].parameters["high"], steps[-1].batch) == (
            "range", 30, None,
        )  # fmt: skip
        (replay,) = queries.replays(series=series, by=HAI)
        assert (replay.ruleset, replay.n_changed, replay.replayed_by) == (ruleset, 1, HAI.id)

    def test_replaying_twice_changes_nothing_the_second_time(self) -> None:
        series = a_series()
        sent(*minutes([20.0, 40, 22]))
        _set(TIGHT)
        assert (_replay(series).n_changed, _replay(series).n_changed) == (1, 0)

    def test_replaying_what_was_just_taken_changes_nothing(self) -> None:
        series = a_series()
        values = [20.0, 21, 22, 21, 20, 700, 21, *[23.0] * 30, 1500, 24, 300, 20]
        for part in range(0, len(values), 7):
            sent(*minutes(values, until=NOON)[part : part + 7])
        assert _replay(series).n_changed == 0

    def test_earlier_rules_can_be_asked_for_by_name(self) -> None:
        series = a_series()
        sent(*minutes([20.0, 40, 22]))
        first = queries.public_rulesets(observed="pm2_5")[0].id
        _set(TIGHT)
        _replay(series)
        assert _replay(series, first).n_changed == 1
        assert [flag for _, flag, _ in flags(series)] == [1, 1, 1]
        assert queries.quarantine(by=HAI) == []

    def test_what_a_person_decided_stays(self) -> None:
        series = a_series()
        sent(a_row(5000))
        operations.release(series=series, time=NOON, revision=0, reason="x", by=HAI, at=NOON)
        assert _replay(series).n_changed == 0

    def test_late_values_are_judged_as_a_replay_would(self) -> None:
        series = a_series()
        values = [20.0, 21, 22, 21, 20, 21, 23, 600, 21, 22, 20, 21]
        everything, places = minutes(values), (2, 5, 7, 9)
        late = [everything[n] for n in places]
        sent(*[row for row in everything if row not in late])
        sent(*late, at=NOON + MINUTE)
        judged = [flags(series)[n] for n in places]
        assert [flag for _, flag, _ in judged] == [1, 1, Flag.HELD_SPIKE, 1]
        _replay(series)
        assert [flags(series)[n] for n in places] == judged

    def test_it_is_refused_where_it_cannot_be(self) -> None:
        series = a_series()
        noise = a_series("hk-02", "noise", unit="dB")
        other = queries.public_rulesets(observed="noise")[0].id
        with pytest.raises(NotFound):
            _replay(series, other)
        with pytest.raises(NotFound):
            _replay(noise + 1000)
        with pytest.raises(Invalid):
            operations.replay_rules(series=series, start=NOON, end=NOON, by=HAI, at=NOON)
        with pytest.raises(NotAllowed):
            operations.replay_rules(series=series, start=NOON, end=NOON + HOUR, by=CHI, at=NOON)


def _set(rules: Ruleset) -> int:
    return operations.set_rules(observed="pm2_5", rules=rules, reason="Thử", by=GIANG, at=NOON)


def _replay(series: int, ruleset: int | None = None) -> operations.Replayed:
    return operations.replay_rules(
        series=series, start=NOON - DAY, end=NOON + DAY, ruleset=ruleset, by=HAI, at=NOON + HOUR
    )
