"""What is late at the counters beside what is silent among the sensors: both are the city late."""

from django.http import HttpRequest, HttpResponse

from motcua.design.page import now, page
from motcua.design.requests import actor_of
from motcua.modules.alerts import queries as alerts
from motcua.modules.observations import queries as observations
from motcua.modules.service_quality import queries as service_quality

from . import telling
from .doors import on_duty


@on_duty()
def late(request: HttpRequest) -> HttpResponse:
    """Agencies with open dossiers, those with the most late ones first; sensors that are silent."""
    at = now()
    # Whoever may read warnings may read this page; the counts themselves are public.
    alerts.proposals(by=actor_of(request))
    return page(
        request,
        "control_room/services.html",
        agencies=service_quality.public_late_now(now=at),
        silent=observations.public_freshness(at=at),
        at=at,
        words=telling,
    )
