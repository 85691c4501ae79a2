"""Papers and files of a dossier, as bytes, for officers who may see the dossier."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from motcua.design import errors
from motcua.design.page import now, page
from motcua.design.requests import actor_of, for_officers
from motcua.foundation import files
from motcua.kernel.errors import NotFound, Refusal
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers import queries
from motcua.modules.registers.rules import ABOUT, EXTRACT
from motcua.modules.results import queries as papers

from . import telling
from .folder import opened


@require_GET
@for_officers
def file(request: HttpRequest, dossier_id: UUID, key: str) -> HttpResponse:
    """A file the dossier holds."""
    try:
        if not key.isalnum():
            raise NotFound("not a digest")
        grant = queries.file_of(dossier_id, key, by=actor_of(request))
        content = files.read(grant.sha256)
    except queries.NotScanned:
        return redirect("desk:unscanned", dossier_id, key)
    except (NotFound, queries.NotSafe, files.FileErased):
        return errors.not_found(request)
    return download(content, grant.media_type, f"{grant.sha256[:12]}{_ending(grant.media_type)}")


@require_GET
@for_officers
def extract(request: HttpRequest, dossier_id: UUID, key: str) -> HttpResponse:
    """What a register told in the place of a file, in words."""
    actor = actor_of(request)
    try:
        if not key.isalnum():
            raise NotFound("not a digest")
        found = queries.extract_of(dossier_id, key, by=actor)
        card = queries.dossier(dossier_id, by=actor)
    except (NotFound, queries.NotSafe):
        return errors.not_found(request)
    name = ABOUT[found.register].name
    return page(request, "desk/extract.html", card=card, found=found, register=name, key=key)


@require_GET
@for_officers
def copy(request: HttpRequest, dossier_id: UUID, key: str) -> HttpResponse:
    """The copy of a file that was made for officers to read."""
    try:
        if not key.isalnum():
            raise NotFound("not a digest")
        grant = queries.copy_of(dossier_id, key, by=actor_of(request))
        content = files.read(grant.sha256)
    except queries.NotScanned:
        return redirect("desk:unscanned", dossier_id, key)
    except (NotFound, files.FileErased):
        return errors.not_found(request)
    return download(content, grant.media_type, f"{key[:12]}.pdf", shown=True)


@require_http_methods(["GET", "POST"])
@for_officers
def unscanned(request: HttpRequest, dossier_id: UUID, key: str) -> HttpResponse:
    """What no scanner has looked at: a plain warning, and the copy made apart, which is noted."""
    actor = actor_of(request)
    try:
        card = queries.dossier(dossier_id, by=actor)
        held = queries.documents_of(dossier_id, by=actor).get(key)
        if held is None:
            raise NotFound("no such file")
        if request.method == "POST":
            grant = dossiers.open_unscanned(dossier_id=dossier_id, key=key, by=actor, at=now())
            return download(files.read(grant.sha256), files.PDF, f"{key[:12]}.pdf", shown=True)
    except (NotFound, files.FileErased):
        return errors.not_found(request)
    if held.verdict == "clean":
        return redirect("desk:dossier", dossier_id)
    return page(request, "desk/unscanned.html", card=card, held=held)


@require_GET
@for_officers
def picture(request: HttpRequest, dossier_id: UUID, key: str) -> HttpResponse:
    """A small picture of a file's first page."""
    try:
        if not key.isalnum():
            raise NotFound("not a digest")
        grant = queries.picture_of(dossier_id, key, by=actor_of(request))
        content = files.read(grant.sha256)
    except (NotFound, files.FileErased):
        return errors.not_found(request)
    return download(content, grant.media_type, f"{key[:12]}.jpg", shown=True)


@require_GET
@for_officers
def letter(request: HttpRequest, dossier_id: UUID, letter_id: UUID) -> HttpResponse:
    """A letter of the dossier as PDF."""
    actor = actor_of(request)
    try:
        folder = opened(dossier_id, by=actor, at=now())
        own = {each.id for each in folder.letters}
        paper = papers.letter_file(letter_id, by=actor) if letter_id in own else None
    except NotFound:
        paper = None
    if paper is None:
        return errors.not_found(request)
    return download(paper.content, files.PDF, paper.name)


@require_GET
@for_officers
def letter_data(request: HttpRequest, dossier_id: UUID, letter_id: UUID) -> HttpResponse:
    """What a letter says, as signed data."""
    actor = actor_of(request)
    try:
        folder = opened(dossier_id, by=actor, at=now())
        own = {each.id for each in folder.letters}
        paper = papers.letter_twin(letter_id, by=actor) if letter_id in own else None
    except NotFound:
        paper = None
    if paper is None:
        return errors.not_found(request)
    return download(paper.content, "application/jose", paper.name)


@require_GET
@for_officers
def result(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """The issued result as PDF."""
    actor = actor_of(request)
    try:
        folder = opened(dossier_id, by=actor, at=now())
        paper = papers.result_file(folder.result.id, by=actor) if folder.result else None
    except NotFound:
        paper = None
    if paper is None:
        return errors.not_found(request)
    return download(paper.content, files.PDF, paper.name)


@require_GET
@for_officers
def draft(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """How the draft will look, marked as a draft; for officers of the agency that decides."""
    actor = actor_of(request)
    try:
        folder = opened(dossier_id, by=actor, at=now())
    except NotFound:
        return errors.not_found(request)
    if folder.result is None or folder.result.number or not folder.roles:
        return errors.not_found(request)
    try:
        content = papers.draft_preview(folder.result.id, by=actor)
    except Refusal as refusal:
        return page(
            request, "desk/refused.html", refusal.status, card=folder.card, refusal=refusal,
            title=_("Bản dự thảo"), has_moved=False, typed=[], words=telling,
        )  # fmt: skip
    return download(content, files.PDF, f"du-thao-{folder.card.number}.pdf", shown=True)


def _ending(media_type: str) -> str:
    """What a computer goes by to open a file."""
    return {
        files.PDF: ".pdf", files.JPEG: ".jpg", files.PNG: ".png", files.HEIC: ".heic",
        files.DOCX: ".docx", "application/zip": ".zip", EXTRACT: ".json",
    }.get(media_type, "")  # fmt: skip


def download(content: bytes, media_type: str, name: str, *, shown: bool = False) -> HttpResponse:
    """A file to keep, or to look at on its own; kept by no cache."""
    reply = HttpResponse(content, content_type=media_type)
    how = "inline" if shown else "attachment"
    reply["Content-Disposition"] = f'{how}; filename="{name}"'
    reply["Cache-Control"] = "private, no-store"
    reply["X-Content-Type-Options"] = "nosniff"
    return reply
