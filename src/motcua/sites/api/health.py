"""`/healthz` tells the truth about database, worker and disk; `/metrics` counts for Prometheus."""

import time
from datetime import UTC, datetime

from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest

from motcua.foundation import files, jobs, plugs
from motcua.foundation.http import is_local
from motcua.kernel.actors import SYSTEM
from motcua.modules.people import queries as people

#: Workers give a sign every ten seconds; three missed signs mean nobody works.
WORKER_SILENT_SECONDS = 35
DISK_LOW_BYTES = 200 * 1024 * 1024


def healthz(request: HttpRequest) -> HttpResponse:
    """200 while everything works, 503 with the part that does not; figures only on this machine."""
    parts = {"database": _database(), "worker": _worker(), "disk": _disk()}
    healthy = all(part["ok"] for part in parts.values())
    if not is_local(request):
        parts = {name: {"ok": part["ok"]} for name, part in parts.items()}
    return JsonResponse({"ok": healthy, **parts}, status=200 if healthy else 503)


def metrics(request: HttpRequest) -> HttpResponse:
    """Gauges of the queue and of health, in Prometheus' text format; for this machine only."""
    if not is_local(request):
        raise Http404
    registry = CollectorRegistry()
    health = jobs.health()
    notices = people.notice_health(by=SYSTEM, at=datetime.now(UTC))
    for name, words, value in (
        ("motcua_jobs_waiting", "Jobs due and not taken yet", health.waiting),
        ("motcua_jobs_failed", "Jobs that failed for good", health.failed),
        ("motcua_worker_silent_seconds", "Since a worker last gave a sign",
         -1 if health.worker_seen is None else health.worker_seen),
        ("motcua_notices_waiting", "Notices to be sent or tried again", notices.waiting),
        ("motcua_notices_undeliverable", "Unread notices no address took", notices.undeliverable),
        ("motcua_disk_ok", "1 if the file store takes a write", int(bool(_disk()["ok"]))),
    ):  # fmt: skip
        Gauge(name, words, registry=registry).set(value)
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def _database() -> dict[str, object]:
    start = time.perf_counter()
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return {"ok": False, "says": "the database does not answer"}
    return {"ok": True, "milliseconds": round((time.perf_counter() - start) * 1000, 1)}


def _worker() -> dict[str, object]:
    try:
        health = jobs.health()
    except DatabaseError:
        return {"ok": False, "says": "unknown: the database does not answer"}
    alive = health.worker_seen is not None and health.worker_seen < WORKER_SILENT_SECONDS
    told: dict[str, object] = {"ok": alive, "waiting": health.waiting, "failed": health.failed}
    if not alive:
        told["says"] = "no worker gives a sign"
    return told


def _disk() -> dict[str, object]:
    shelf = plugs.get(files.Shelf)
    try:
        shelf.check()
    except OSError as wrong:
        return {"ok": False, "says": f"files cannot be written: {wrong.strerror}"}
    free = shelf.free()
    if free is not None and free < DISK_LOW_BYTES:
        return {"ok": False, "says": "almost no space left", "free_bytes": free}
    return {"ok": True, "free_bytes": free}
