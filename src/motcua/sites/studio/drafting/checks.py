"""What the checks say of a draft, with links to the lines."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from motcua.design.page import today
from motcua.modules.catalogue.rules import level_of

from . import telling
from .around import around, shown
from .doors import designing


@designing()
def checks(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Faults stop publishing, advice does not; and the online level this draft would have."""
    here = around(request, proposal_id)
    checked = telling.checked(here.id, here.as_bytes, on=today())
    return shown(
        request,
        "studio/drafting/checks.html",
        here,
        checked=checked,
        level=level_of(checked.package) if checked.package else None,
    )
