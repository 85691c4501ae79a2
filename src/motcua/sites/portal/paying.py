"""Paying: through the gateway, or by a transfer with a VietQR code."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.design import errors
from motcua.design.formats import language
from motcua.design.page import now, page
from motcua.design.requests import actor_of, for_people
from motcua.kernel.errors import NotFound, Refusal, Weather
from motcua.modules.dossiers import queries
from motcua.modules.organisation import queries as organisation
from motcua.modules.payments import errands
from motcua.modules.payments import queries as payments
from motcua.modules.payments.rules.attempts import State

_FAILED = frozenset({State.FAILED, State.EXPIRED})


@require_http_methods(["GET", "HEAD", "POST"])
@for_people
def pay(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """What is owed, and the ways to pay it. The gateway's page is asked for on POST."""
    actor = actor_of(request)
    try:
        card = queries.dossier(dossier_id, by=actor)
        payer = queries.as_payer(dossier_id, by=actor)
        charge = payments.charge_of(("dossier", str(dossier_id)), by=payer)
    except NotFound:
        return errors.not_found(request)
    if charge is None or not charge.is_open:
        return redirect("portal:dossier", dossier_id)
    refusal: Refusal | None = None
    trouble = ""
    if request.method == "POST":
        try:
            begun = errands.go_and_pay(
                charge_id=charge.id,
                # Back to this page: it offers another try, or leads on once it is paid.
                return_path=reverse("portal:pay", args=[dossier_id]),
                language=language(),
                by=payer,
                at=now(),
            )
            return HttpResponseRedirect(begun)
        except Refusal as refused:
            refusal = refused
        except Weather:
            trouble = _("Cổng thanh toán chưa trả lời. Xin thử lại sau ít phút, hoặc chuyển khoản.")
    return page(
        request,
        "portal/pay.html",
        422 if refusal else 503 if trouble else 200,
        card=card,
        charge=charge,
        agency=organisation.agency(card.agency),
        transfer=payments.vietqr_of(charge.id, by=payer),
        failed=payments.last_attempt(charge.id, by=payer) in _FAILED,
        refusal=refusal,
        trouble=trouble,
    )
