"""Signed packages at the studio's door: out, in, and whose keys are trusted."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.design.page import now, page
from motcua.design.requests import actor_of
from motcua.kernel.errors import NotAllowed, NotFound, Refusal
from motcua.modules.catalogue.rules import PackageErrors
from motcua.modules.proposals import operations, queries

from . import telling, words
from .doors import designing, text

LARGEST = 4 * 1024 * 1024


@designing("POST")
def export(request: HttpRequest, code: str) -> HttpResponse:
    """The package in force, signed."""
    content = operations.export(code=code, by=actor_of(request), at=now())
    answer = HttpResponse(content, content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="{code}.zip"'
    return answer


@designing("GET", "POST")
def bring(request: HttpRequest) -> HttpResponse:
    """Take a package in, or say which file is not what was signed."""
    if not queries.may_design(by=actor_of(request)):
        raise NotAllowed("designers bring packages in")
    if request.method == "GET":
        return _ask(request)
    upload = request.FILES.get("file")
    if upload is None:
        return _ask(request, wrong={"file": _("Chọn tệp zip của gói")})
    content = upload.read(LARGEST + 1)
    take = operations.bring_unsigned if "unsigned" in request.POST else operations.bring
    try:
        proposal = take(content=content, by=actor_of(request), at=now())
    except PackageErrors as refusal:
        return _ask(request, refusal=refusal, findings=list(refusal.findings))
    except Refusal as refusal:
        return _ask(request, refusal=refusal)
    return redirect(reverse("studio:proposal", args=[proposal]) + "?done=imported")


def _ask(
    request: HttpRequest,
    *,
    refusal: Refusal | None = None,
    wrong: dict[str, str] | None = None,
    findings: list[object] | None = None,
) -> HttpResponse:
    status = refusal.status if refusal else (422 if wrong else 200)
    return page(
        request, "studio/drafting/import.html", status,
        refusal=refusal, wrong=wrong or {}, findings=findings or [],
    )  # fmt: skip


@designing("GET", "POST")
def keys(request: HttpRequest) -> HttpResponse:
    """Our key and those we trust, with who trusted them, when and why."""
    actor = actor_of(request)
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            operations.trust_key(
                holder=text(request, "holder"),
                holder_name=text(request, "holder_name"),
                x=text(request, "x"),
                reason=text(request, "reason"),
                by=actor,
                at=now(),
            )
            return redirect(reverse("studio:keys") + "?done=key-trusted")
        except Refusal as refused:
            refusal = refused
    found = queries.keys(by=actor)
    return page(
        request,
        "studio/drafting/keys.html",
        refusal.status if refusal else 200,
        keys=found,
        names=telling.Names([who for each in found for who in (each.trusted_by, each.ended_by)]),
        typed={name: text(request, name) for name in ("holder", "holder_name", "x", "reason")},
        may_design=queries.may_design(by=actor),
        refusal=refusal,
        finished=str(words.DONE.get(request.GET.get("done", ""), "")),
    )


@designing("POST")
def end_key(request: HttpRequest, key_id: UUID) -> HttpResponse:
    """Take no more packages signed with it."""
    try:
        operations.end_key(
            key=key_id, reason=text(request, "end_reason"), by=actor_of(request), at=now()
        )
    except (NotFound, NotAllowed):
        raise
    except Refusal:
        return redirect("studio:keys")
    return redirect(reverse("studio:keys") + "?done=key-ended")
