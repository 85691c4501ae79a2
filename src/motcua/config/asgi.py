"""The web server's entry: who goes by which lane. Loads at once, answers once all is prepared."""

import gc
import os
import resource
import time
from pathlib import Path

import django

from . import environment

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
django.setup()

from motcua.design.security import HEADERS  # noqa: E402 -- Django first
from motcua.foundation.front.bodies import Pantry  # noqa: E402
from motcua.foundation.front.doors import Door, MachineDoor  # noqa: E402
from motcua.foundation.front.front import Front, Way  # noqa: E402
from motcua.foundation.front.lanes import Lane  # noqa: E402
from motcua.foundation.http import LARGEST_BODY  # noqa: E402
from motcua.sites.feeds.stream import application as stream  # noqa: E402
from motcua.sites.gate.keeping import Keeper  # noqa: E402
from motcua.sites.gate.singles import Singles  # noqa: E402
from motcua.sites.ngsi_ld.together import Together  # noqa: E402

MEGABYTE = 1024 * 1024
#: Bodies that wait in one process, of all lanes together.
LARGEST_PANTRY = 1024 * MEGABYTE
#: And of one address.
LARGEST_SHARE = LARGEST_PANTRY // 4
#: Where papers are handed in; everywhere else forms are filled in, and no more.
PAPERS = ("drafts/", "bundles/", "behalf", "desk/", "verify")
LARGEST_FORM = 8 * MEGABYTE
#: What may be as long as a year, and is written by a thread of its own that nobody else waits for.
DOWNLOADS = ("/values.csv", "/values.json", "/observations.csv", "/observations.json")
LANGUAGES = ("/", "/en/")
LARGEST_BATCH = 64 * MEGABYTE
LARGEST_ENTITIES = 16 * MEGABYTE
#: How many wait before a lane: of people some seconds' worth, of machines less than a second's.
PEOPLE_WAITING = 256
MACHINES_WAITING = 32
HEALTH_WAITING = 16
DOWNLOADS_WAITING = 8
#: Machines' doors: no session, no language of pages, no forms of browsers.
MACHINE_MIDDLEWARE = (
    "motcua.design.security.SecurityMiddleware",
    "motcua.foundation.http.RequestIdMiddleware",
    "motcua.foundation.http.ClientMiddleware",
)
MACHINE_ADDRESSES = "motcua.config.machine_urls"


def _front() -> Front:
    folder = environment.home() / "tmp"
    pantry = Pantry(folder, LARGEST_PANTRY, share=LARGEST_SHARE)
    pages = Door(folder)
    machines = MachineDoor(folder, middleware=MACHINE_MIDDLEWARE, addresses=MACHINE_ADDRESSES)
    threads = environment.number("MOTCUA_WEB_THREADS", lowest=1, highest=256)
    machine_threads = environment.number("MOTCUA_MACHINE_THREADS", lowest=1, highest=256)
    people = Lane("people", threads=threads, waiting=PEOPLE_WAITING)
    reports = Lane("machines", threads=machine_threads, waiting=MACHINES_WAITING)
    health = Lane("health", threads=1, waiting=HEALTH_WAITING)
    downloads = Lane("downloads", threads=1, waiting=DOWNLOADS_WAITING)
    always = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
    singles, together = Singles(machines, always), Together(always)
    gatekeeper = Keeper(always, demands=True, grouping=singles)
    keeper = Keeper(always, demands=False, grouping=together)
    ways = (
        Way("/gate/", reports, machines, LARGEST_BATCH, gatekeeper, singles),
        Way("/ngsi-ld/", reports, machines, LARGEST_ENTITIES, keeper, together),
        Way("/api/v1/procedures.", downloads, pages, 0),
        Way("/healthz", health, pages, 0),
        Way("/metrics", health, pages, 0),
        *(Way(f"{at}city/", downloads, pages, 0, ends=DOWNLOADS) for at in LANGUAGES),
        *(Way(at + papers, people, pages, LARGEST_BODY) for at in LANGUAGES for papers in PAPERS),
        Way("/rehearsals/", people, pages, LARGEST_BODY),
        Way("/api/v1/files", people, pages, LARGEST_BODY),
        Way("/", people, pages, LARGEST_FORM),
    )
    return Front(ways, streams={"/stream": stream}, pantry=pantry, always=always)


def _open_many() -> None:
    """Each connection is a file: as many as the system lets us have."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < hard:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def _keep() -> None:
    """What was loaded stays: the collector need not look through it again while it serves.

    A batch of a thousand rows is ten thousand young objects, gone before anybody need look.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


_open_many()
application = _front()
_keep()

_ready = os.environ.get("MOTCUA_READY_FILE")
while _ready and not Path(_ready).exists():
    time.sleep(0.02)
