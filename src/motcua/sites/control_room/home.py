"""The room at a glance: what waits for a person, what the public is told, what is silent."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.design.formats import number
from motcua.design.page import now, page
from motcua.design.requests import actor_of
from motcua.kernel.actors import Actor
from motcua.modules.alerts import queries as alerts
from motcua.modules.broadcast import queries as broadcast
from motcua.modules.observations import queries as observations
from motcua.modules.service_quality import queries as service_quality

from . import telling
from .doors import if_allowed, on_duty


@dataclass(frozen=True, slots=True)
class Figure:
    """One number with what it counts, where it leads, and whether somebody must look."""

    label: str
    value: str
    small: str
    href: str
    tone: str


@on_duty()
def home(request: HttpRequest) -> HttpResponse:
    """A few numbers, and the proposals that wait."""
    actor, at = actor_of(request), now()
    waiting = alerts.proposals(by=actor)
    return page(
        request,
        "control_room/home.html",
        figures=list(_figures(actor, waiting=len(waiting))),
        waiting=waiting,
        standing=alerts.standing(by=actor, at=at),
        names=telling.names_in(waiting),
        at=at,
        words=telling,
    )


def _figures(actor: Actor, *, waiting: int) -> Iterator[Figure]:
    at = now()
    standing = len(alerts.standing(by=actor, at=at))
    yield _figure(_("Đề xuất chờ xác nhận"), waiting, "", "alerts", tone="wait")
    yield _figure(_("Cảnh báo đang có hiệu lực"), standing, "", "alerts", tone="info")
    held = if_allowed(lambda: observations.quarantine_size(by=actor))
    if held is not None:
        yield _figure(_("Số liệu bị giữ, chờ người xem"), held, "", "quarantine", tone="wait")
    health = if_allowed(lambda: observations.sources(by=actor, at=at))
    if health is not None:
        silent, every = sum(h.n_stale for h in health), sum(h.n_series for h in health)
        small = _("trong %(all)s chuỗi") % {"all": number(every)}
        yield _figure(_("Chuỗi số liệu im lặng"), silent, small, "sources", tone="bad")
    deaf = sum(watch.is_silent for watch in alerts.watches(by=actor, at=at))
    yield _figure(_("Quy tắc không nhận được số liệu"), deaf, "", "rules", tone="bad")
    agencies = service_quality.public_late_now(now=at)
    small = _("trong %(all)s hồ sơ đang mở") % {"all": number(sum(a.open for a in agencies))}
    late = sum(agency.late for agency in agencies)
    yield _figure(_("Hồ sơ quá hạn"), late, small, "services", tone="bad")
    books = if_allowed(lambda: broadcast.accounts(by=actor))
    if books is not None:
        wrong = sum(not account.is_balanced for account in books)
        small = _("trong %(all)s đăng ký nhận tin") % {"all": number(len(books))}
        yield _figure(_("Sổ gửi tin không khớp"), wrong, small, "deliveries", tone="bad")


def _figure(label: str, value: int, small: str, name: str, *, tone: str) -> Figure:
    """Nothing to look at is a good number, whatever it counts."""
    href = reverse(f"control_room:{name}")
    return Figure(label, number(value), small, href, tone if value else "good")
