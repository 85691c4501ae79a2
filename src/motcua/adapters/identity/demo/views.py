"""The demo provider on the network: the page on which one chooses whom to be, and its endpoints."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.design.page import now, page
from motcua.foundation import plugs

from .provider import Answer, DemoProvider, UnknownClient


def _provider() -> DemoProvider:
    """:raises Http404: this city has another provider, so ours is not here"""
    try:
        return plugs.get(DemoProvider)
    except plugs.NotPlugged:
        raise Http404 from None


@require_safe
def description(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 -- Django passes it
    return JsonResponse(_provider().description())


@require_safe
def jwks(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 -- Django passes it
    return JsonResponse(_provider().jwks())


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def authorize(request: HttpRequest) -> HttpResponse:
    """Choose whom to be; the browser goes back with a code, or with the wish not to."""
    provider = _provider()
    try:
        asked = provider.asked(request.GET.dict())
    except UnknownClient:
        return page(request, "identity/demo_unknown.html", status=400)
    if asked.fault:
        return HttpResponseRedirect(provider.refuse(asked, asked.fault))
    if request.method == "POST":
        if "cancel" in request.POST:
            return HttpResponseRedirect(provider.refuse(asked, "access_denied"))
        subject = request.POST.get("subject", "")
        return HttpResponseRedirect(provider.grant(asked, subject, at=now()))
    with translation.override(asked.language):
        return page(request, "identity/demo_choose.html", groups=provider.directory.groups)


@csrf_exempt
@never_cache
@require_POST
def token(request: HttpRequest) -> HttpResponse:
    authorization = request.headers.get("Authorization", "")
    return _json(_provider().token(request.POST.dict(), authorization, at=now()))


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def user_info(request: HttpRequest) -> HttpResponse:
    authorization = request.headers.get("Authorization", "")
    return _json(_provider().user_info(authorization, at=now()))


@never_cache
@require_safe
def end_session(request: HttpRequest) -> HttpResponse:
    """There is no session here to end: every sign-in asks anew. Only the way back is shown."""
    return_to = _provider().end_session(request.GET.dict())
    return HttpResponseRedirect(return_to or "/")


def _json(answer: Answer) -> HttpResponse:
    return JsonResponse(answer.body, status=answer.status)
