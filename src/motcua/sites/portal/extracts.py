"""A paper that a register holds: looked up with one button, used with another, and never sent."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest

from motcua.design.page import now
from motcua.design.requests import actor_of
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound, Refusal
from motcua.modules.dossiers import looking_up, queries
from motcua.modules.forms import rules as forms
from motcua.modules.forms.compile import PageForm

from . import holding
from .drafts import Draft

#: The buttons: what is looked up is named by its question, what is used by what was found too.
LOOK, USE = "look", "use"
AGREED = "agreed-"


def offers(draft: Draft, filled: PageForm, *, by: Actor) -> list[queries.RegisterOffer]:
    """For each question of the page that asks for a file and has none yet."""
    keys = list(_open(draft, filled)) if draft.what == holding.DRAFTS else []
    return queries.register_offers(draft.id, keys, by=by) if keys else []


def act(request: HttpRequest, draft: Draft) -> bool | Refusal:
    """Do what the button says. False where it was another; a refusal is told beside it."""
    look, use = request.POST.get(LOOK, ""), request.POST.get(USE, "")
    if draft.what != holding.DRAFTS or not (look or use):
        return False
    actor, at = actor_of(request), now()
    try:
        if look:
            looking_up.look_up_paper(
                draft_id=draft.id, question=look, has_agreed=AGREED + look in request.POST,
                by=actor, at=at,
            )  # fmt: skip
        else:
            _use(draft.id, use, by=actor, at=at)
    except NotFound:
        # Another form meanwhile, or somebody else's button: the page shows what there is.
        return True
    except Refusal as refused:
        return refused
    return True


def _use(draft_id: UUID, what: str, *, by: Actor, at: datetime) -> None:
    """Put the paper in the answer, in the place of what is there."""
    key, _, ref = what.partition("|")
    looking_up.cite(draft_id=draft_id, question=key, ref=ref, by=by, at=at)


def _open(draft: Draft, filled: PageForm) -> Iterator[str]:
    shown = {each.key for each in filled.drawn if each.is_shown}
    for question in filled.page.questions:
        is_asked = isinstance(question.kind, forms.File) and question.key in shown
        if is_asked and not draft.answers.get(question.key):
            yield question.key
