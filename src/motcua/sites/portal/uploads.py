"""Files that the page's script sends piece by piece, so that a lost network loses nothing.

The manner of tus: announce (POST), ask how far it is (HEAD), send on from there (PATCH). Without
script the same files come with the page itself.
"""

from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.design import errors, refusals
from motcua.design.page import now
from motcua.design.requests import actor_of, for_people
from motcua.foundation import files
from motcua.foundation.limits import Limit, knock
from motcua.kernel.errors import NotFound, Refusal
from motcua.modules.documents import errands, operations
from motcua.modules.documents import queries as documents
from motcua.modules.documents.rules import limits
from motcua.modules.forms.rules.kinds.file import file_name
from motcua.modules.forms.words import SENTENCES, said_of

from . import holding

#: Far more than any filing needs; one person cannot keep a server busy.
ANNOUNCING = Limit("uploads", most=120, per=timedelta(minutes=10))
SENDING = Limit("upload-pieces", most=1200, per=timedelta(minutes=10))
#: One more than may be joined, so that too many are refused and not cut off.
MOST_JOINED = limits.MOST_PHOTOS + 1
OFFSET, LENGTH = "Upload-Offset", "Upload-Length"


@require_POST
@for_people
def announce(request: HttpRequest, what: str, draft_id: UUID) -> HttpResponse:
    """A file of so many bytes is to come. Says where to."""
    actor, at = actor_of(request), now()
    name = file_name(request.POST.get("name", ""))
    try:
        knock(ANNOUNCING, actor.id, at=at)
        owner = holding.owner_of(what, draft_id, by=actor)
        size = _whole(request.POST.get("size", ""))
        made = operations.open_upload(owner=owner, name=name, size=size, by=actor, at=at)
    except Refusal as refusal:
        return _refused(refusal, name)
    address = reverse("portal:upload", args=[what, draft_id, made])
    answer = _told({"address": address, "offset": 0}, status=201)
    answer["Location"] = address
    return answer


@require_http_methods(["HEAD", "PATCH", "DELETE"])
@for_people
def upload(request: HttpRequest, what: str, draft_id: UUID, upload_id: UUID) -> HttpResponse:
    """How far it is; the next piece; or that it is given up."""
    actor, at = actor_of(request), now()
    try:
        card = documents.upload(upload_id, by=actor)
        keeper = holding.keeper(request, what, draft_id)
        # Who may write in the draft no longer sends nothing more into its owner's store.
        if card.owner != keeper.owner:
            raise NotFound("no such upload")
        if request.method == "HEAD":
            return _offset(HttpResponse(status=200), card.received, card.size)
        if request.method == "DELETE":
            operations.give_up_upload(upload_id=upload_id, by=actor, at=at)
            return HttpResponse(status=204)
        knock(SENDING, actor.id, at=at)
        start = _whole(request.headers.get(OFFSET, ""))
        received = card.received
        if card.document is None and start < card.size:
            received = operations.take_piece(
                upload_id=upload_id, start=start, content=request.body, by=actor, at=at
            )
        if received < card.size:
            return _offset(HttpResponse(status=204), received, card.size)
        done = errands.finish_upload(upload_id=upload_id, by=actor, at=at)
        return _offset(_document(done, keeper), received, card.size)
    except Refusal as refusal:
        return _refused(refusal)


@require_safe
@for_people
def document(request: HttpRequest, what: str, draft_id: UUID, document_id: UUID) -> HttpResponse:
    """How far a document is: being looked into, ready, or why it cannot be taken."""
    try:
        keeper = holding.keeper(request, what, draft_id)
        return _document(keeper.card(document_id), keeper)
    except Refusal as refusal:
        return _refused(refusal)


@require_POST
@for_people
def join(request: HttpRequest, what: str, draft_id: UUID) -> HttpResponse:
    """Photos that were sent one by one become the pages of one document, in the order told."""
    actor, at = actor_of(request), now()
    name = file_name(request.POST.get("name", ""))
    try:
        knock(ANNOUNCING, actor.id, at=at)
        keeper = holding.keeper(request, what, draft_id)
        chosen = [
            keeper.card(UUID(each)).id for each in request.POST.getlist("document")[:MOST_JOINED]
        ]
        card = errands.join(documents=chosen, owner=keeper.owner, name=name, by=actor, at=at)
        return _document(card, keeper)
    except ValueError:
        return _refused(NotFound("no such document"))
    except Refusal as refusal:
        return _refused(refusal, name)


@require_safe
@for_people
def picture(request: HttpRequest, what: str, draft_id: UUID, document_id: UUID) -> HttpResponse:
    """A small picture of the first page."""
    try:
        card = holding.keeper(request, what, draft_id).card(document_id)
    except NotFound:
        return errors.not_found(request)
    if not card.thumbnail:
        return errors.not_found(request)
    try:
        content = files.read(card.thumbnail)
    except files.FileErased:
        return errors.not_found(request)
    answer = HttpResponse(content, content_type=files.JPEG)
    answer["Cache-Control"] = "private, no-store"
    return answer


def _document(card: documents.DocumentCard, keeper: holding.StoreKeeper) -> HttpResponse:
    state = keeper.state(card)
    return _told({
        "document": str(card.id),
        "sha256": card.sha256,
        "name": card.name,
        "size": card.size,
        "pages": card.pages,
        "state": str(state.standing),
        "says": said_of(state, card.name),
        "picture": state.picture,
        "address": reverse("portal:document", args=[keeper.what, keeper.draft, card.id]),
    })  # fmt: skip


def _refused(refusal: Refusal, name: str = "") -> HttpResponse:
    """The sentence of a form where there is one, else that of the refusal."""
    if refusal.code in SENTENCES and name:
        says = str(SENTENCES[refusal.code]) % {**_params(name), **refusal.params}
    else:
        says = refusals.sentence(refusal)
    told: dict[str, object] = {"code": refusal.code, "says": says}
    if "offset" in refusal.params:
        told["offset"] = refusal.params["offset"]
    return _told(told, status=refusal.status)


def _params(name: str) -> dict[str, object]:
    return {"name": name, "most": "", "pages": "", "accepted": "PDF, JPEG, PNG, HEIC, DOCX"}


def _told(what: dict[str, object], *, status: int = 200) -> HttpResponse:
    answer = JsonResponse(what, status=status)
    answer["Cache-Control"] = "no-store"
    return answer


def _offset(answer: HttpResponse, received: int, size: int) -> HttpResponse:
    answer[OFFSET], answer[LENGTH] = str(received), str(size)
    answer["Cache-Control"] = "no-store"
    return answer


def _whole(said: str) -> int:
    return int(said) if said.isascii() and said.isdigit() and len(said) < 12 else -1
