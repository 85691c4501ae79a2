"""Invented readings reach the city as real ones do: judged, held back, counted, told."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest
from django.test import Client, override_settings

from motcua.config.simulating import feeding, placing, weather
from motcua.config.simulating.faults import FaultKind
from motcua.config.simulating.fed import Fed
from motcua.config.simulating.network import INSTRUMENTS, SOURCE
from motcua.config.simulating.readings import CADENCE, all_faults, messages
from motcua.config.simulating.sending import Gate, Unheard
from motcua.foundation import jobs, rows
from motcua.kernel.actors import SYSTEM
from motcua.modules.indicators import operations as indicators
from motcua.modules.indicators import packs
from motcua.modules.indicators import queries as measured
from motcua.modules.observations import operations as observations
from motcua.modules.observations import queries

pytestmark = pytest.mark.django_db

SEED = 1
AT = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def network(db: None) -> None:
    """The instruments stand, rules and indicators are declared."""
    observations.declare_rules(by=SYSTEM, at=AT)
    indicators.load_pack(files=packs.shipped(), by=SYSTEM, at=AT)
    placing.place(at=AT)


def sent(start: datetime, end: datetime, *, at: datetime, with_faults: bool = True) -> Fed:
    fed = Fed()
    told = messages(start, end, seed=SEED, with_faults=with_faults)
    feeding.feed(told, fed, at=at, is_backfill=True)
    return fed


def test_a_new_city_gets_three_days_and_nothing_twice() -> None:
    first = feeding.catch_up(at=AT, seed=SEED, with_faults=True)
    again = feeding.catch_up(at=AT, seed=SEED, with_faults=True)
    later = feeding.catch_up(at=AT + CADENCE, seed=SEED, with_faults=False)

    assert first.rows > 20_000
    assert first.quarantined > 0
    assert again.rows == 0
    assert later.rows == 24


def test_the_past_alarms_nobody_and_the_present_is_news() -> None:
    feeding.catch_up(at=AT, seed=SEED, with_faults=False)

    told = rows.fetch(
        "SELECT (fact->>'is_backfill')::bool, (fact->>'last_time')::timestamptz"
        " FROM foundation_entry WHERE kind = 'observations.batch_taken/1' ORDER BY id"
    )
    news = [last for is_past, last in told if not is_past]
    assert news == [AT - CADENCE]
    assert all(last < AT - timedelta(hours=1) for is_past, last in told if is_past)


def test_placing_again_changes_nothing() -> None:
    placing.place(at=AT)
    placing.set_alarm_levels(at=AT)

    assert placing.is_placed()
    assert len(queries.public_series_of(source=SOURCE)) == 24
    assert all("mô phỏng" in s.source_name.vi for s in queries.public_series_of(source=SOURCE))


def test_a_unit_slip_is_held_back_and_told_by_its_rule() -> None:
    slip = next(
        fault
        for fault in all_faults(AT, AT + timedelta(days=60), seed=SEED)
        if fault.kind is FaultKind.UNIT_SLIP and fault.series.endswith("pm2_5")
    )
    fed = sent(slip.start - timedelta(hours=1), slip.end, at=slip.end)

    held = queries.quarantine(by=SYSTEM, source=SOURCE, limit=500)
    mine = [each for each in held if each.series.code == slip.series and each.time >= slip.start]
    assert mine
    assert {str(each.rule) for each in mine} == {"range"}
    assert all(each.value > 1000 for each in mine)
    assert fed.quarantined >= len(mine)


def test_what_is_sent_twice_counts_once() -> None:
    fault = next(
        each
        for each in all_faults(AT, AT + timedelta(days=60), seed=SEED)
        if each.kind is FaultKind.DUPLICATE
    )
    fed = sent(fault.start, fault.end, at=fault.end)

    assert fed.duplicate >= 1


def test_a_clock_that_is_ahead_is_refused_and_not_believed() -> None:
    fault = next(
        each
        for each in all_faults(AT, AT + timedelta(days=60), seed=SEED)
        if each.kind is FaultKind.CLOCK_SHIFT
    )
    fed = sent(fault.start, fault.end, at=fault.end)

    assert fed.refused >= 1


def test_an_episode_of_bad_air_moves_the_index() -> None:
    episode = weather.episode_of(SEED, 81)
    middle = episode.start + (episode.end - episode.start) / 2
    sent(episode.start - timedelta(hours=14), middle, at=middle, with_faults=False)
    jobs.run_due()

    values = measured.public_values(
        "vn_aqi_hour", grain="hour", places=["00070"],
        start=episode.start - timedelta(hours=2), end=middle,
    )  # fmt: skip
    told = [each.value for each in values if each.value is not None and not each.thing]
    assert told[-1] > told[0] * 1.3


def through(request: httpx.Request) -> httpx.Response:
    """The gate itself, without a wire in between."""
    headers = {k: v for k, v in request.headers.items() if k not in ("content-type", "host")}
    answer = Client().generic(
        request.method, str(request.url.raw_path, "ascii"), request.read(),
        content_type=request.headers["content-type"], headers=headers,
    )  # fmt: skip
    return httpx.Response(answer.status_code, content=answer.content)


def test_the_gate_takes_them_from_outside_with_a_token() -> None:
    token = observations.issue_token(source=SOURCE, by=SYSTEM, at=AT)
    past = datetime.now(UTC) - timedelta(hours=5)
    told = list(messages(past, past + 2 * CADENCE, seed=SEED))
    client = httpx.Client(transport=httpx.MockTransport(through), base_url="http://testserver")

    with override_settings(ROOT_URLCONF="motcua.config.machine_urls"):
        fed = Gate(client, token).send(told, is_past=True)
        with pytest.raises(Unheard, match="401"):
            Gate(client, "wrong").send(told, is_past=True)

    assert fed.accepted == fed.rows == 48


def test_every_instrument_speaks_of_its_own_commune() -> None:
    feeding.catch_up(at=AT, seed=SEED, with_faults=False)
    standing = queries.public_latest(at=AT)

    assert {s.series.place for s in standing} == {each.site.place for each in INSTRUMENTS}
    assert not any(s.is_stale for s in standing)
