"""One screen a dossier: what was filed, what happened, when it is due, what I may do."""

from collections.abc import Mapping
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from motcua.design import clock as clock_words
from motcua.design import errors
from motcua.design.formats import HERE, text
from motcua.design.page import now, page
from motcua.design.requests import actor_of, for_officers
from motcua.foundation import plugs
from motcua.kernel.errors import NotFound
from motcua.modules.bundles import queries as bundles
from motcua.modules.dossiers import queries
from motcua.modules.dossiers.queries import View
from motcua.modules.forms.rules import PlaceNames
from motcua.modules.organisation import queries as organisation
from motcua.modules.people.facts import Address
from motcua.modules.results import queries as papers

from . import offers, telling, words
from . import papers as filed_papers
from .folder import Folder, draft_lines, opened


@require_GET
@for_officers
def show(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """Everything about one dossier, for an officer of its agency or of one that was asked."""
    actor, at = actor_of(request), now()
    try:
        folder = opened(dossier_id, by=actor, at=at)
        clock = queries.clock_of(dossier_id, by=actor, now=at)
        filed, digest = queries.original(dossier_id, by=actor)
        story = queries.story(dossier_id, by=actor)
    except NotFound:
        return errors.not_found(request)
    finished = _finished(request.GET.get("done", ""))
    return page(
        request,
        "desk/dossier.html",
        card=folder.card,
        joined=bundles.membership(dossier_id, by=actor),
        folder=folder,
        finished=finished,
        following=_following(folder) if finished else None,
        fresh=_fresh_letter(folder, request.GET.get("done", "")),
        offers=offers.offered(folder),
        clock=clock,
        intervals=clock_words.parts(clock.due.explanation) if clock else [],
        note=clock_words.note(clock.due) if clock and not folder.card.ended_at else "",
        urgency=telling.urgency(folder.urgency, folder.card.state),
        changed=_changed(folder, filed),
        digest=digest,
        cosignatures=queries.cosignatures(dossier_id, by=actor),
        files=filed_papers.listed(folder.revision.form, folder.answers, dossier_id, by=actor),
        address=_address(folder),
        draft=draft_lines(folder),
        names=_names(folder),
        agencies=_agencies(folder),
        story=telling.timeline(story),
        words=telling,
    )


def _finished(door: str) -> str:
    """What was just done, from the address; nothing for a word that is not ours."""
    said = {name: str(words.MOVES[act]) for act, name in offers.DOORS.items()}
    said |= {
        "extend": str(words.FACTS["dossier.extended"]),
        "allow-second-request": str(words.FACTS["dossier.second_request_allowed"]),
        "give-opinion": _("Đã gửi ý kiến"),
    }
    return said.get(door, "")


def _fresh_letter(folder: Folder, door: str) -> papers.LetterCard | None:
    """The letter that the act just done sends out."""
    writes = {"accept", "refuse", "ask-supplement", "extend", "stop"}
    return folder.letters[-1] if door in writes and folder.letters else None


def _following(folder: Folder) -> queries.DeskRow | None:
    """The next dossier that waits for this officer."""
    waiting = queries.waiting_for(by=folder.actor, now=folder.at, view=View.MINE, limit=2)
    return next((row for row in waiting.items if row.id != folder.id), None)


def _changed(folder: Folder, filed: Mapping[str, object]) -> set[str]:
    """Keys of the answers that a supplement changed, added or took away."""
    if filed == folder.answers:
        return set()
    before = {line.key: line.text for part in folder.words(folder.filed_on.form, filed)
              for line in part.lines}  # fmt: skip
    return {line.key for part in folder.sections for line in part.lines
            if before.get(line.key) != line.text}  # fmt: skip


def _address(folder: Folder) -> str:
    if folder.applicant is None:
        return ""
    address: Address = folder.applicant.address
    places, today = plugs.get(PlaceNames), folder.at.astimezone(HERE).date()
    codes = [code for code in (address.commune, address.province) if code]
    named = [places.name(code, today).vi for code in codes]
    return ", ".join(part for part in (address.detail, *named) if part)


def _names(folder: Folder) -> telling.Names:
    ids = [folder.card.handler, folder.card.assisted_by, *(each.by for each in folder.decisions)]
    if folder.result:
        ids += [folder.result.drafted_by, folder.result.approved_by]
    return telling.Names(ids)


def _agencies(folder: Folder) -> dict[str, str]:
    """Names of the agencies that were asked, by code."""
    codes = {opinion.of_agency for opinion in folder.opinions}
    return {code: text(organisation.agency(code).name) for code in codes}
