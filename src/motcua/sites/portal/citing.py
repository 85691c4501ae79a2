"""A paper that one has already is cited with a button, and not sent again."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from motcua.design.page import now
from motcua.design.requests import actor_of
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound
from motcua.kernel.words import Text
from motcua.modules.dossiers import queries
from motcua.modules.forms import rules as forms
from motcua.modules.forms.compile import PageForm

from .drafts import Draft

#: The button that cites: its value is the question and what is cited.
CITE = "cite"


@dataclass(frozen=True, slots=True)
class Offer:
    """A paper that can stand for one question of the page."""

    value: str
    question: Text
    title: Text
    where: str
    on: date
    is_result: bool


def offers(draft: Draft, filled: PageForm, *, by: Actor) -> list[Offer]:
    """For each question of the page that asks for a file and has none yet."""
    if not draft.is_mine or draft.for_whom:
        return []
    found = []
    for question in filled.page.questions:
        asked = any(each.key == question.key and each.is_shown for each in filled.drawn)
        if asked and isinstance(question.kind, forms.File) and not draft.answers.get(question.key):
            found += [
                Offer(f"{question.key}|{each.ref}", question.label, each.title, each.where,
                      each.on, each.is_result)
                for each in queries.citable(draft.ways.document_type(question.key), by=by)
            ]  # fmt: skip
    return found


def cite(request: HttpRequest, draft: Draft) -> bool:
    """Put what the button names in the answer; False where the button was another."""
    key, _, ref = request.POST.get(CITE, "").partition("|")
    question = draft.form.question(key)
    if question is None or not isinstance(question.kind, forms.File) or draft.for_whom:
        return False
    actor, at = actor_of(request), now()
    try:
        entry = queries.citation(ref, draft.ways.document_type(key), by=actor)
    except (NotFound, ValueError):
        return False
    held = question.kind.clean(draft.answers.get(key)) or []
    where = entry["cited"]
    assert isinstance(where, dict)
    source = forms.Source(
        forms.Origin.DOCUMENT, at, str(where["number"]), date.fromisoformat(str(where["on"])), ref,
        confirmed_at=at,
    )  # fmt: skip
    draft.ways.save({key: [*held, entry]}, sources={key: source}, by=actor, at=at)
    return True
