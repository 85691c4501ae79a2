"""Doors without sign-in: how far is this dossier, and is this paper genuine."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from motcua.design.page import now, page
from motcua.foundation.limits import Limit, TooOften, knock
from motcua.kernel.errors import Invalid, NotFound, Refusal
from motcua.modules.dossiers import queries
from motcua.modules.results import queries as papers

from . import telling

#: Enough for a family looking up its dossiers; far too few to walk through numbers.
TRACKING = Limit("track", most=30, per=timedelta(minutes=5))
VERIFYING = Limit("verify", most=60, per=timedelta(minutes=5))
LARGEST_UPLOAD = 20 * 1024 * 1024


class NoSuchPaper(NotFound):
    """Nothing was issued under this number."""

    code = "no-such-paper"


@require_safe
def track(request: HttpRequest) -> HttpResponse:
    """The field, and the way from it to an address that can be kept."""
    number = request.GET.get("code", "").replace("/", "").strip()[:60]
    if number:
        return redirect("portal:tracked", number)
    return page(request, "portal/track.html", number="", found=None, refusal=None, words=telling)


@require_safe
def tracked(request: HttpRequest, number: str) -> HttpResponse:
    """State and degree of completion, nothing about anybody."""
    try:
        knock(TRACKING, _address(request), at=now())
        found = queries.public_state(number[:60])
    except Refusal as refusal:
        answer = page(
            request, "portal/track.html", refusal.status,
            number=number[:60], found=None, refusal=refusal, words=telling,
        )  # fmt: skip
        return _retry(answer, refusal)
    return page(
        request, "portal/track.html", number=number, found=found, refusal=None, words=telling
    )


@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Ask for a paper's number, or take the file itself and compare it."""
    if request.method == "GET":
        paper_id = request.GET.get("id", "").strip()[:60]
        if paper_id:
            return redirect("portal:verified", paper_id.rsplit("/", 1)[-1])
        return page(request, "portal/verify.html", upload=None, refusal=None, words=telling)
    try:
        knock(VERIFYING, _address(request), at=now())
        upload = papers.public_check_upload(_posted(request))
    except Refusal as refusal:
        answer = page(
            request, "portal/verify.html", refusal.status, upload=None, refusal=refusal,
            words=telling,
        )  # fmt: skip
        return _retry(answer, refusal)
    return page(request, "portal/verify.html", upload=upload, refusal=None, words=telling)


@require_safe
def verified(request: HttpRequest, paper_id: str) -> HttpResponse:
    """What was signed, by whom, and whether it still holds."""
    try:
        knock(VERIFYING, _address(request), at=now())
        card = papers.public_verification(paper_id)
    except (NotFound, TooOften) as refusal:
        # Who checks a paper must hear that there is no such paper, not that a page is missing.
        told = NoSuchPaper() if isinstance(refusal, NotFound) else refusal
        answer = page(
            request, "portal/verify.html", told.status, upload=None, refusal=told, words=telling
        )
        return _retry(answer, refusal)
    return page(request, "portal/verified.html", card=card, words=telling)


def _posted(request: HttpRequest) -> bytes:
    """:raises Invalid: no file, or too large a one"""
    upload = request.FILES.get("paper")
    if upload is None or not upload.size or upload.size > LARGEST_UPLOAD:
        raise Invalid("choose a PDF of at most 20 MB", field="paper")
    content: bytes = upload.read()
    return content


def _retry(answer: HttpResponse, refusal: Refusal) -> HttpResponse:
    if isinstance(refusal, TooOften):
        answer["Retry-After"] = str(refusal.seconds)
    return answer


def _address(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))
