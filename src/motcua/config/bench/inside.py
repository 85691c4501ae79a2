"""The measurements that need a filled city: pages, filing, papers. Loaded once Django stands."""

import os
from datetime import UTC, datetime

from django.db import connection
from rich.console import Console

from motcua.adapters.embedded_postgres import Server
from motcua.modules.results import measuring

from .. import environment, generating
from ..generating.city import SampleCity
from . import (
    anatomy,
    broadcasting,
    entities,
    examining,
    filing,
    finding,
    gating,
    observing,
    pages,
    people,
    place,
)
from . import measuring as indicators
from .plan import Plan
from .report import Figure, Report

#: Citizens who file, and that many dossiers each make a generated city's share of people.
OWNERS, DOSSIERS_EACH = 40, 50


def measure(report: Report, plan: Plan, *, clients: int, say: Console) -> None:
    """Fill the city, serve it, knock on it; the database runs already."""
    server = Server(environment.home())
    at = datetime.now(UTC)
    _fill(report, plan, say)
    say.print(f"  preparing {plan.drafts:,} drafts …")
    city = SampleCity.look(OWNERS * DOSSIERS_EACH, since=at, at=at)
    drafts = people.drafts(city, people.citizens(city, OWNERS), plan.drafts, at=at)
    some = len(drafts) // 6
    finding.measure(report, say=say)
    with place.served(database=server.url()):
        say.print("  knocking on pages …")
        pages.measure(report, times=plan.requests, at=at)
    rate = _file(report, drafts[some:], server, clients=clients, say=say)
    say.print("  looking into one filing …")
    anatomy.measure(report, drafts[:some])
    say.print("  pgbench …")
    filing.compare(report, rate, server, drafts[some].id, clients=clients, seconds=plan.seconds)
    say.print("  typesetting and signing …")
    _papers(report, plan)
    say.print("  examining packages …")
    examining.measure(report)
    say.print("  taking observations …")
    observing.measure(report, batches=plan.batches)
    gating.measure(report, server, seconds=plan.seconds, processes=os.cpu_count() or 1, say=say)
    entities.measure(report, server, entities=plan.entities, requests=plan.asked, say=say)
    say.print(f"  measuring {plan.observed:,} observations …")
    indicators.measure(report, observed=plan.observed)
    say.print("  telling …")
    broadcasting.measure(report, server, seconds=plan.seconds, say=say)


def _file(
    report: Report, drafts: list[people.Draft], server: Server, *, clients: int, say: Console
) -> float:
    """By one web process, which is what `make run` starts, and by one for each core."""
    ways = sorted({1, os.cpu_count() or 1})
    share, rates = len(drafts) // len(ways), []
    for number, processes in enumerate(ways):
        say.print(f"  filing by {processes} web process(es) …")
        part = drafts[number * share : (number + 1) * share]
        with place.served(database=server.url(), processes=processes):
            rates.append(filing.measure(report, part, clients=clients, processes=processes))
    return max(rates)


def _fill(report: Report, plan: Plan, say: Console) -> None:
    made = generating.generate(plan.dossiers, years=2, say=say)
    told = f"{made.dossiers:,} with their history, by one process"
    report.add(Figure("dossiers taken over", made.per_second, "/s", 5000, detail=told))
    with connection.cursor() as cursor:
        # What autovacuum does in its own time on a city that lives.
        cursor.execute("ANALYZE")


def _papers(report: Report, plan: Plan) -> None:
    speed = measuring.results_signed(papers=plan.papers)
    parts = ", ".join(f"{k} {v / speed.papers * 1000:.0f} ms" for k, v in speed.parts.items())
    rate = speed.per_second_and_core
    report.add(Figure("results signed twice, per core", rate, "/s", 20, detail=parts))
