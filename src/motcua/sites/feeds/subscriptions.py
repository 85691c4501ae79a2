"""`/subscriptions` and `/changes`: webhooks and the sequence itself, for other systems, as JSON."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import msgspec
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.design.page import now
from motcua.foundation import plugs
from motcua.foundation.limits import Limit, knock
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.errors import Invalid, NotFound
from motcua.modules.broadcast import errands, operations, queries
from motcua.modules.broadcast.ports import Voice
from motcua.modules.broadcast.queries import SubscriptionCard
from motcua.modules.broadcast.rules import envelope
from motcua.modules.broadcast.rules.filters import filter_of
from motcua.modules.broadcast.rules.subscribing import Content, Wish

from .holders import for_machines, holder, newcomer

#: Each wish makes us call an address: not often from one place.
WISHES = Limit("subscribe", most=20, per=timedelta(hours=1))
CALLS = Limit("subscriptions", most=600, per=timedelta(minutes=1))
LARGEST_WISH = 64 * 1024
MOST_CHANGES = 1000
LONGEST_NUMBER = 18  # digits


class Wanted(msgspec.Struct, forbid_unknown_fields=True):
    """What is posted to ask for a subscription."""

    name: str
    address: str
    topics: list[str] = []
    places: list[str] = []
    content: Content = Content.SINGLE


@for_machines
@require_http_methods(["GET", "HEAD", "POST"])
def collection(request: HttpRequest) -> HttpResponse:
    """Ask for a subscription, or list one's own."""
    if request.method == "POST":
        return _ask(request)
    _count(request)
    cards = queries.subscriptions(by=holder(request))
    return JsonResponse({"items": [told(card) for card in cards], "next": None})


def _ask(request: HttpRequest) -> HttpResponse:
    """Whoever brings a token adds to what it manages; whoever brings none is given one."""
    at = now()
    knock(WISHES, str(request.META.get("REMOTE_ADDR", "")), at=at)
    is_known = "Authorization" in request.headers
    by = holder(request) if is_known else newcomer()
    asked = errands.subscribe(wish=_wish(request), by=by, at=at)
    answer = told(queries.subscription(asked.id, by=by)) | {"secret": asked.secret}
    if not is_known:
        answer["token"] = operations.make_token(owner=by.id, by=SYSTEM, at=at)
    created = JsonResponse(answer, status=201)
    created.headers["Location"] = f"/subscriptions/{asked.id}"
    return created


def _wish(request: HttpRequest) -> Wish:
    """:raises Invalid: not what a wish must be"""
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_WISH:
        raise Invalid("a wish is smaller than that", field="body")
    try:
        wanted = msgspec.json.decode(request.body, type=Wanted)
    except (msgspec.DecodeError, UnicodeDecodeError) as wrong:
        raise Invalid(str(wrong), field="body") from wrong
    wanted_filter = filter_of(wanted.topics, wanted.places)
    return Wish(wanted.name, wanted.address, wanted_filter, wanted.content)


@for_machines
@require_http_methods(["GET", "HEAD", "DELETE"])
def one(request: HttpRequest, subscription_id: UUID) -> HttpResponse:
    """How a subscription fares, or its end."""
    _count(request)
    by = holder(request)
    if request.method == "DELETE":
        operations.remove(subscription_id=subscription_id, by=by, at=now())
        return HttpResponse(status=204)
    return JsonResponse(told(queries.subscription(subscription_id, by=by)))


@for_machines
@require_safe
def dead(request: HttpRequest, subscription_id: UUID) -> HttpResponse:
    """What could not be delivered, oldest first."""
    _count(request)
    letters = queries.dead_letters(subscription_id, by=holder(request))
    items = [
        {
            "sequence": str(letter.position),
            "id": str(letter.event),
            "type": letter.kind,
            "problem": letter.problem,
            "tries": letter.tries,
            "buried_at": letter.buried_at.isoformat(),
            "is_wanted": letter.is_wanted,
        }
        for letter in letters
    ]
    return JsonResponse({"items": items, "next": None})


@for_machines
@require_POST
def act(request: HttpRequest, subscription_id: UUID, act: str) -> HttpResponse:
    """`verify`, `pause`, `resume`, `secret` or `replay`."""
    _count(request)
    by = holder(request)
    if act not in ACTS:
        raise NotFound(f"no such act: {act}")
    more = ACTS[act](subscription_id, by)
    return JsonResponse(told(queries.subscription(subscription_id, by=by)) | more)


def _verify(subscription_id: UUID, by: Actor) -> dict[str, object]:
    knock(WISHES, by.id, at=now())
    operations.ask_again(subscription_id=subscription_id, by=by, at=now())
    return {}


def _pause(subscription_id: UUID, by: Actor) -> dict[str, object]:
    operations.pause(subscription_id=subscription_id, by=by, at=now())
    return {}


def _resume(subscription_id: UUID, by: Actor) -> dict[str, object]:
    operations.resume(subscription_id=subscription_id, by=by, at=now())
    return {}


def _secret(subscription_id: UUID, by: Actor) -> dict[str, object]:
    made = operations.change_secret(subscription_id=subscription_id, by=by, at=now())
    return {"secret": made}


def _replay(subscription_id: UUID, by: Actor) -> dict[str, object]:
    letters = operations.want_dead(subscription_id=subscription_id, by=by, at=now())
    return {"replayed": letters}


ACTS: dict[str, Callable[[UUID, Actor], dict[str, object]]] = {
    "verify": _verify,
    "pause": _pause,
    "resume": _resume,
    "secret": _secret,
    "replay": _replay,
}


@for_machines
@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """The sequence after a position, for whoever rather asks than is called.

    `next` is the position to ask after; `expired` says that some of what was asked for is kept no
    longer, and the answer begins at `first`.
    """
    _count(request)
    wanted = filter_of(_words(request, "topics"), _words(request, "places"))
    reach = queries.public_reach()
    after = _number(request, "after", 0, lowest=0, most=2**62)
    limit = _number(request, "limit", 100, lowest=1, most=MOST_CHANGES)
    found = queries.public_after(after, wanted.topics, wanted.places, limit)
    source = plugs.get(Voice).base_url
    # A page that is not full ends at the head as it was before it was read: nothing is skipped.
    end = found[-1].position if found else after
    if len(found) < limit:
        end = max(end, reach.head)
    body = {
        "items": [msgspec.Raw(envelope.structured(each, source=source)) for each in found],
        "next": str(end),
        "first": str(reach.first),
        "expired": after + 1 < reach.first,
    }
    answer = HttpResponse(msgspec.json.encode(body), content_type="application/json")
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer


@for_machines
def nothing(request: HttpRequest, path: str = "") -> HttpResponse:  # noqa: ARG001 -- Django's
    """The answer below these addresses where nothing is."""
    raise NotFound(f"no such address: {path}")


def told(card: SubscriptionCard) -> dict[str, object]:
    """A subscription as JSON."""
    return {
        "id": str(card.id),
        "name": card.name,
        "address": card.address,
        "topics": list(card.wanted.topics),
        "places": list(card.wanted.places),
        "content": card.content.value,
        "state": card.state.value,
        "why": card.why.value,
        "problem": card.problem,
        "tries": card.tries,
        "next_try_at": card.next_try_at and card.next_try_at.isoformat(),
        "last_sent_at": card.last_sent_at and card.last_sent_at.isoformat(),
        "asked_at": card.asked_at.isoformat(),
        "sent": card.sent,
        "pending": card.pending,
        "expired": card.expired,
        "dead": card.dead,
    }


def _count(request: HttpRequest) -> None:
    knock(CALLS, str(request.META.get("REMOTE_ADDR", "")), at=now())


def _words(request: HttpRequest, name: str) -> list[str]:
    return [word for given in request.GET.getlist(name) for word in given.split(",")]


def _number(request: HttpRequest, name: str, default: int, *, lowest: int, most: int) -> int:
    """:raises Invalid: no whole number"""
    told = request.GET.get(name, "")
    if not told:
        return default
    if not (told.isascii() and told.isdigit() and len(told) <= LONGEST_NUMBER):
        raise Invalid(f"{name} is a whole number", field=name)
    return max(lowest, min(int(told), most))
