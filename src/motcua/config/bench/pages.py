"""How long pages take at the city's size: median and p95 over HTTP on one connection, warm."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import cycle, islice
from urllib.parse import quote
from uuid import UUID

from django.db import connection

from motcua.kernel.actors import Role
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.catalogue.rules.searching import evaluating

from . import place
from .knocking import Line, get, percentile
from .people import Guest, officers
from .report import Figure, Report

#: One address may look up this often within the city's limit.
A_VISITOR = 25


class Broken(Exception):
    """A page did not answer 200; the message says which."""


@dataclass(frozen=True, slots=True)
class Page:
    """What is asked for, how fast p95 is to be in milliseconds, and the requests."""

    name: str
    aim: float | None
    requests: Callable[[], Iterator[bytes]]
    changes_address: bool = False


def measure(report: Report, *, times: int, at: datetime) -> None:
    """Every page, `times` times after a few to warm up."""
    size = _count("SELECT count(*) FROM dossiers_dossier")
    procedures = len(catalogue.public_procedures_in_force())
    for each in _pages(at):
        found = _times(each, times)
        report.add(
            Figure(
                f"{each.name}, p95",
                percentile(found, 0.95) * 1000,
                "ms",
                each.aim,
                at_most=True,
                detail=f"median {percentile(found, 0.5) * 1000:.1f} ms, {times} requests,"
                f" {size:,} dossiers, {procedures} procedures",
            )
        )


def _pages(at: datetime) -> list[Page]:
    receivers, handlers = officers(Role.RECEIVER, at=at), officers(Role.CASE_OFFICER, at=at)
    codes = catalogue.public_procedures_in_force()
    asked = [pair.q for pair in evaluating.pairs()]
    numbers = _sample("SELECT submission_number FROM dossiers_dossier WHERE state <> 'draft'")
    return [
        Page("catalogue search", 30, lambda: (get(f"/procedures?q={quote(q)}") for q in asked)),
        Page(
            "suggestions while typing", None,
            lambda: (get(f"/procedures/suggestions?q={quote(q[:9])}") for q in asked),
            changes_address=True,
        ),
        Page("procedure page", None, lambda: (get(f"/procedures/{code}") for code in codes)),
        Page(
            "tracking", 20,
            lambda: (get(f"/track/{quote(str(n))}") for n in numbers), changes_address=True,
        ),
        Page("work list, receiver", 50, lambda: _lists(receivers)),
        Page("work list, case officer", 50, lambda: _lists(handlers)),
        Page("work list, all open and closed", 50, lambda: _views(receivers)),
        Page("dossier page, officer", 50, lambda: _dossiers(receivers)),
    ]  # fmt: skip


def _lists(guests: list[Guest]) -> Iterator[bytes]:
    return (get("/desk/", cookies=guest.cookies) for guest in guests)


def _views(guests: list[Guest]) -> Iterator[bytes]:
    return (
        get(f"/desk/?view={view}", cookies=guest.cookies)
        for guest in guests
        for view in ("open", "closed")
    )


def _dossiers(guests: list[Guest]) -> Iterator[bytes]:
    """Of each guest's own agency, finished and open alike."""
    for guest in guests:
        (agency,) = guest.actor.agencies()
        keys = _sample(
            "SELECT id FROM dossiers_dossier WHERE state <> 'draft' AND agency = %s", agency
        )
        for key in keys:
            yield get(f"/desk/dossiers/{UUID(str(key))}", cookies=guest.cookies)


def _times(page: Page, times: int) -> list[float]:
    warm = max(3, times // 10)
    whole = list(islice(cycle(list(page.requests())), warm + times))
    random.Random(11).shuffle(whole)  # noqa: S311 -- no secret
    line, found = Line(place.HOST, place.port()), []
    for number, request in enumerate(whole):
        if page.changes_address and number % A_VISITOR == 0:
            line.close()
            line = Line(place.HOST, place.port(), source=f"127.0.1.{1 + number // A_VISITOR}")
        answer = line.ask(request)
        if answer.status != 200:
            raise Broken(f"{page.name}: {answer.status} for {request.split()[1].decode()}")
        found.append(answer.seconds)
    line.close()
    return found[warm:]


def _sample(query: str, *values: str | int) -> list[object]:
    with connection.cursor() as cursor:
        cursor.execute(f"{query} ORDER BY random() LIMIT 120", values)
        return [row[0] for row in cursor.fetchall()]


def _count(query: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return int(cursor.fetchone()[0])
