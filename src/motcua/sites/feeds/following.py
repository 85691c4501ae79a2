"""What can be followed, and how: the page that tells it, and the Atom feeds themselves."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.urls import reverse
from django.utils.http import http_date, parse_http_date_safe, quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.design import formats, shell
from motcua.design.page import page
from motcua.foundation import plugs
from motcua.kernel.errors import Invalid
from motcua.modules.broadcast import queries
from motcua.modules.broadcast.ports import Voice
from motcua.modules.broadcast.rules.filters import filter_of

from . import telling, words
from .atom import MEDIA_TYPE, Feed

PAGE = 50
LAST = 10
_SHORTLY = "public, max-age=15"


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic one may follow. `name` says what it is about."""

    topic: str
    name: str
    told_at: datetime
    feed: str
    stream: str


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every topic with its links, the last news, and how to be told by other ways."""
    rows = [
        TopicRow(
            card.topic,
            words.about(card.topic, formats.text(card.title)),
            card.told_at,
            reverse("following:topic", args=[card.topic]),
            f"/stream?topics={card.topic}",
        )
        for card in queries.public_topics()
    ]
    return page(
        request,
        "feeds/index.html",
        rows=rows,
        places=[
            (telling.place_name(code), reverse("following:place", args=[code]))
            for code in queries.public_places()
        ],
        news=telling.items(queries.public_recent(words.FOR_PEOPLE, limit=LAST)),
        base_url=plugs.get(Voice).base_url,
    )


@require_safe
def every(request: HttpRequest) -> HttpResponse:
    """All news of the city."""
    return _feed(request, words.FOR_PEOPLE, (), _("Tin của thành phố"), reverse("following:every"))


@require_safe
def topic(request: HttpRequest, topic: str) -> HttpResponse:
    """News of a topic and of those below it."""
    return _feed(
        request, (topic,), (), f"{words.family(topic)} ({topic})",
        reverse("following:topic", args=[topic]),
    )  # fmt: skip


@require_safe
def place(request: HttpRequest, code: str) -> HttpResponse:
    """News of a commune, and of the whole city."""
    title = _("Tin tại %(place)s") % {"place": telling.place_name(code)}
    return _feed(request, words.FOR_PEOPLE, (code,), title, reverse("following:place", args=[code]))


def _feed(
    request: HttpRequest, topics: tuple[str, ...], places: tuple[str, ...], title: str, path: str
) -> HttpResponse:
    try:
        wanted = filter_of(topics, places)
    except Invalid as wrong:
        raise Http404 from wrong
    before = _before(request)
    found = queries.public_recent(wanted.topics, wanted.places, limit=PAGE + 1, before=before)
    shown = found[:PAGE]
    feed = Feed(
        base_url=plugs.get(Voice).base_url,
        path=path,
        page=f"{path}?before={before}" if before else path,
        language=formats.language(),
        title=title,
        subtitle=_("Những thay đổi mới nhất, mới trước cũ sau."),
        city=formats.text(shell.city().name),
        alternate=reverse("following:index"),
        next=f"{path}?before={shown[-1].position}" if len(found) > PAGE else "",
        items=telling.items(shown),
    )
    return _conditional(request, feed)


def _before(request: HttpRequest) -> int | None:
    told = request.GET.get("before", "")
    if not told:
        return None
    if not (told.isascii() and told.isdigit() and len(told) <= 18):
        raise Http404
    return int(told)


def _conditional(request: HttpRequest, feed: Feed) -> HttpResponse:
    """304 where the reader has it already; what it has is named by the words themselves."""
    document = feed.document()
    etag = quote_etag(sha256(document).hexdigest()[:32])
    modified = int(feed.updated.timestamp())
    headers = {
        "ETag": etag,
        "Last-Modified": http_date(modified),
        "Cache-Control": _SHORTLY,
        "Access-Control-Allow-Origin": "*",
    }
    if _has_it(request, etag, modified):
        return HttpResponseNotModified(headers=headers)
    return HttpResponse(document, content_type=MEDIA_TYPE, headers=headers)


def _has_it(request: HttpRequest, etag: str, modified: int) -> bool:
    """A tag tells more than a date, which is then not asked (RFC 9110, 13.1.3)."""
    tags = request.headers.get("If-None-Match")
    if tags is not None:
        held = {tag.strip().removeprefix("W/") for tag in tags.split(",")}
        return etag in held or "*" in held
    since = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    return since is not None and modified <= since
