"""Indicators over many observations: the engine beside one plain SQL aggregate of the same rows.

The rows are invented, a reading a minute of a thousand series on 250 stations, and lie there with
their hours touched, as after a great import. Then one more minute comes, as it does all day.
"""

import time
from datetime import UTC, datetime, timedelta

from django.db import connection

from motcua.foundation import rows
from motcua.kernel.actors import SYSTEM
from motcua.kernel.words import Text
from motcua.modules.indicators import operations as indicators
from motcua.modules.indicators import packs
from motcua.modules.observations import operations as observations
from motcua.modules.observations.rules.registering import SeriesSpec, SourceFacts, ThingFacts

from .report import Figure, Report

SOURCE = "bench-measure"
STATIONS = 250
OBSERVED = ("pm2_5", "pm10", "no2", "o3")
SERIES = STATIONS * len(OBSERVED)
PLACES = ("00070", "00004", "00376")
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def measure(report: Report, *, observed: int) -> None:
    """Fill, aggregate in plain SQL, compute everything, count one indicator again, go on live."""
    end = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) - timedelta(days=3)
    minutes = observed // SERIES
    start = end - MINUTE * minutes
    _compute(end)  # what others left to be computed is not ours to measure
    _fill(start, minutes)
    plain, groups = _plain(start, end)
    taken, values, runs = _compute(end)
    again = _again(start, end)
    live, moved = _live(end)
    told = f"{observed:,} rows of {SERIES:,} series"
    report.add(
        Figure("plain SQL: hourly aggregate", plain, "s", detail=f"{told}, {groups:,} hours read"),
        Figure(
            "indicators computed from what was touched", taken, "s",
            detail=f"{told}; {values:,} values in {runs} transactions; {taken / plain:.1f} × plain",
        ),
        Figure("observations measured", observed / taken, "rows/s"),
        Figure(
            "one indicator counted again from raw", again, "s",
            detail="VN_AQI by the day, the last three days; nothing differed",
        ),
        Figure(
            f"a minute of {SERIES:,} series measured", live * 1000, "ms",
            detail=f"{moved} values moved, recorded and published in the same transaction",
        ),
    )  # fmt: skip


def _fill(start: datetime, minutes: int) -> None:
    """What a great import leaves behind, written straight into the tables."""
    at = datetime.now(UTC)
    indicators.load_pack(files=packs.shipped(), by=SYSTEM, at=at)
    facts = SourceFacts(SOURCE, Text("Nguồn đo thử", "Bench source"), "H26", "CC0-1.0")
    observations.register_source(source=facts, by=SYSTEM, at=at)
    names = [f"{SOURCE}-{number}" for number in range(STATIONS)]
    observations.register_things(
        things=[
            ThingFacts(name, Text(name), PLACES[number % len(PLACES)], 105.8, 21.0)
            for number, name in enumerate(names)
        ],
        by=SYSTEM,
        at=at,
    )
    specs = [SeriesSpec(name, code, SOURCE, "ug/m3", 60) for name in names for code in OBSERVED]
    observations.register_series(series=specs, by=SYSTEM, at=at)
    days = {(start + timedelta(days=day)).date() for day in range(minutes // 1440 + 5)}
    observations.open_months(wanted=days, by=SYSTEM, at=at)
    rows.run(_READINGS, [SOURCE, start, minutes])
    rows.run(_TOUCHED, [SOURCE, start, minutes])
    with connection.cursor() as cursor:
        # What autovacuum does in its own time.
        cursor.execute("VACUUM ANALYZE observations_observation")


def _plain(start: datetime, end: datetime) -> tuple[float, int]:
    rows.fetch(_PLAIN, [start, end])
    began = time.perf_counter()
    groups = len(rows.fetch(_PLAIN, [start, end]))
    return time.perf_counter() - began, groups


def _compute(end: datetime) -> tuple[float, int, int]:
    """Until nothing touched is left."""
    began, values, runs = time.perf_counter(), 0, 0
    while (ran := indicators.compute_series(by=SYSTEM, at=end + HOUR)).claimed:
        values, runs = values + ran.values, runs + 1
    return time.perf_counter() - began, values, runs


def _again(start: datetime, end: datetime) -> float:
    began = time.perf_counter()
    done = indicators.recount(
        code="vn_aqi_day", start=max(start, end - timedelta(days=3)), end=end, by=SYSTEM,
        at=end + HOUR,
    )  # fmt: skip
    if done.added or done.corrected:
        raise AssertionError(f"a recount gave other numbers: {done}")
    return time.perf_counter() - began


def _live(end: datetime) -> tuple[float, int]:
    """The hour after the last goes on for 50 minutes; then the next minute of all is measured."""
    rows.run(_READINGS, [SOURCE, end, 50])
    rows.run(_TOUCHED, [SOURCE, end, 50])
    indicators.compute_series(by=SYSTEM, at=end + 50 * MINUTE)
    rows.run(_READINGS, [SOURCE, end + 50 * MINUTE, 1])
    rows.run(_TOUCHED, [SOURCE, end + 50 * MINUTE, 1])
    began = time.perf_counter()
    ran = indicators.compute_series(by=SYSTEM, at=end + 51 * MINUTE)
    return time.perf_counter() - began, ran.moved


_READINGS = """
INSERT INTO observations_observation
    (series_id, time, received_at, value, batch_id, ruleset_id, revision, flag)
SELECT s.id, minute, minute,
    20 + (extract(epoch FROM minute) / 60 * 7 + s.id * 3)::bigint %% 830 / 10.0, NULL, 1, 0, 1
FROM (SELECT id FROM observations_series WHERE source_id = %s) s,
    (SELECT %s::timestamptz + n * interval '1 minute' AS minute FROM generate_series(0, %s - 1) n) m
"""
_TOUCHED = """
INSERT INTO observations_touched (hour, series_ids, is_backfill)
SELECT hour, (SELECT array_agg(id) FROM observations_series WHERE source_id = %s), false
FROM (SELECT DISTINCT date_trunc('hour', %s::timestamptz + n * interval '1 minute') AS hour
    FROM generate_series(0, %s - 1) n) h
"""
_PLAIN = """
SELECT series_id, date_trunc('hour', time), count(*), avg(value), min(value), max(value)
FROM observations_observation WHERE time >= %s AND time < %s AND flag < 40 GROUP BY 1, 2
"""
