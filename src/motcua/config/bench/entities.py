"""NGSI-LD over HTTP: entities created, attributes updated, queries answered, by two web processes.

Entities are of four types, as a city's would be; queries name a type and a `q` that few, some or
many of them answer, and give twenty.
"""

import random
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from urllib.parse import quote

import msgspec
from django.db import connection
from rich.console import Console

from motcua.adapters.embedded_postgres import Server
from motcua.kernel.actors import SYSTEM
from motcua.kernel.words import Text
from motcua.modules.observations import operations as observations
from motcua.modules.observations.rules.registering import SourceFacts

from . import place
from .client import Outcome, Task
from .knocking import percentile
from .report import Figure, Report

TYPES = ("AirQualityObserved", "NoiseLevelObserved", "WaterObserved", "WeatherObserved")
PROCESSES, CLIENTS = 2, 16
QUIET_SECONDS = 120
BATCH = 500
CREATE_AIM, UPDATE_AIM, QUERY_AIM = 800, 1000, 600
SOURCE = "bench.entities"


class NotAnswered(Exception):
    """The city answered otherwise than with success; the message says how."""


def measure(report: Report, server: Server, *, entities: int, requests: int, say: Console) -> None:
    """Fill the city with entities over HTTP, then ask and update; the database runs already."""
    at = datetime.now(UTC)
    facts = SourceFacts(SOURCE, Text("Đo tốc độ", "Speed measurement"), "H26", "CC0-1.0")
    observations.register_source(source=facts, by=SYSTEM, at=at)
    token = observations.issue_token(source=SOURCE, by=SYSTEM, at=at)
    chance = random.Random(7)  # noqa: S311 -- for measuring
    singles = min(requests, entities // 4)
    with place.served(database=server.url(), processes=PROCESSES):
        say.print(f"  creating {entities:,} entities …")
        told = [_entity(n, chance) for n in range(entities)]
        one_by_one = [_request("POST", "/entities", each, token) for each in told[:singles]]
        _add(report, "NGSI-LD entities created", one_by_one, CREATE_AIM)
        batches = [
            _request("POST", "/entityOperations/create", told[start : start + BATCH], token)
            for start in range(singles, entities, BATCH)
        ]
        _add(report, "NGSI-LD entities created in batches", batches, None, each=BATCH)
        _settle()
        say.print("  querying and updating entities …")
        queries = [_request("GET", _query(chance)) for _ in range(requests)]
        _add(report, f"NGSI-LD queries of 20 among {entities:,}", queries, QUERY_AIM)
        updates = [
            _request("PATCH", f"/entities/{_id(chance.randrange(entities))}/attrs/temperature",
                     {"value": round(chance.uniform(0, 100), 2)}, token)
            for _ in range(requests)
        ]  # fmt: skip
        _add(report, "NGSI-LD attribute updates", updates, UPDATE_AIM)


def _add(
    report: Report, what: str, requests: Sequence[bytes], aim: float | None, *, each: int = 1
) -> None:
    # Statements are prepared, contexts compiled and threads started by the first of them.
    warm = len(requests) // 5 if each == 1 else 0
    if warm:
        _run(requests[:warm])
    outcome = _run(requests[warm:])
    half, most = (percentile(outcome.latencies, share) * 1000 for share in (0.5, 0.95))
    rate = (len(requests) - warm) * each / outcome.seconds
    detail = f"{PROCESSES} web processes, {CLIENTS} clients; p50 {half:.1f} ms, p95 {most:.1f} ms"
    report.add(Figure(what, rate, "/s", aim, detail=detail))


def _run(requests: Sequence[bytes]) -> Outcome:
    task = Task(place.HOST, place.port(), CLIENTS, list(requests))
    done = subprocess.run(
        [sys.executable, "-m", "motcua.config.bench.client"],
        input=msgspec.json.encode(task),
        stdout=subprocess.PIPE,
        check=True,
    )
    outcome = msgspec.json.decode(done.stdout, type=Outcome)
    if any(status >= 300 or status == 207 for status in outcome.statuses):
        raise NotAnswered(str(outcome.statuses))
    return outcome


def _settle() -> None:
    """What autovacuum does in its own time; and all that was told has its place."""
    limit = time.monotonic() + QUIET_SECONDS
    with connection.cursor() as cursor:
        while time.monotonic() < limit:
            cursor.execute("SELECT count(*) FROM broadcast_waitingchange")
            if cursor.fetchone() == (0,):
                break
            time.sleep(0.2)
        for table in ("entity", "entitytype", "entityfact"):
            cursor.execute(f"VACUUM ANALYZE entities_{table}")


def _id(number: int) -> str:
    return f"urn:ngsi-ld:{TYPES[number % len(TYPES)]}:{number:06}"


def _entity(number: int, chance: random.Random) -> dict[str, object]:
    def number_of(low: float, high: float, unit: str) -> dict[str, object]:
        value = round(chance.uniform(low, high), 2)
        return {"type": "Property", "value": value, "unitCode": unit}

    return {
        "id": _id(number),
        "type": TYPES[number % len(TYPES)],
        "temperature": number_of(0, 100, "CEL"),
        "relativeHumidity": number_of(0, 100, "P1"),
        "stationName": {"type": "Property", "value": f"Trạm {number % 1000}"},
        "dateObserved": {"type": "Property", "value": "2026-11-22T08:00:00Z"},
        "refDevice": {"type": "Relationship", "object": f"urn:ngsi-ld:Device:{number % 5000}"},
        "location": {
            "type": "GeoProperty",
            "value": {
                "type": "Point",
                "coordinates": [
                    round(chance.uniform(105.7, 106), 5), round(chance.uniform(20.9, 21.2), 5),
                ],
            },
        },
    }  # fmt: skip


def _query(chance: random.Random) -> str:
    kind = chance.choice(TYPES)
    q = chance.choice([
        f"temperature>{chance.randrange(10, 90)}",
        f"temperature>{99 + chance.randrange(99) / 100}",
        f"temperature=={chance.randrange(0, 50)}..{chance.randrange(50, 60)}",
        f'stationName=="Trạm {chance.randrange(1000)}"',
        f"temperature<20;relativeHumidity>{chance.randrange(10, 90)}",
        f"refDevice==urn:ngsi-ld:Device:{chance.randrange(5000)}",
    ])  # fmt: skip
    return f"/entities?type={kind}&q={quote(q)}&limit=20"


def _request(method: str, path: str, told: object = None, token: str = "") -> bytes:
    body = b"" if told is None else msgspec.json.encode(told)
    lines = [f"{method} /ngsi-ld/v1{path} HTTP/1.1", "Host: 127.0.0.1"]
    if token:
        lines += [f"Authorization: Bearer {token}", "Content-Type: application/json",
                  f"Content-Length: {len(body)}"]  # fmt: skip
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body
