"""A paper that one has already is cited with a button, and not sent again."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from motcua.design.page import now
from motcua.design.requests import actor_of
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound
from motcua.kernel.words import Text
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.catalogue.rules.components import Source
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers import queries
from motcua.modules.forms import rules as forms
from motcua.modules.forms.compile import PageForm

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


def offers(
    draft: queries.DraftCard, revision: catalogue.Revision, filled: PageForm, *, by: Actor
) -> list[Offer]:
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
                for each in queries.citable(_type_of(revision, question.key), by=by)
            ]  # fmt: skip
    return found


def cite(request: HttpRequest, draft: queries.DraftCard, revision: catalogue.Revision) -> bool:
    """Put what the button names in the answer; False where the button was another."""
    key, _, ref = request.POST.get(CITE, "").partition("|")
    question = revision.form.question(key)
    if question is None or not isinstance(question.kind, forms.File) or draft.for_whom:
        return False
    actor, at = actor_of(request), now()
    try:
        entry = queries.citation(ref, _type_of(revision, key), by=actor)
    except (NotFound, ValueError):
        return False
    held = question.kind.clean(draft.answers.get(key)) or []
    where = entry["cited"]
    assert isinstance(where, dict)
    source = forms.Source(
        forms.Origin.DOCUMENT, at, str(where["number"]), date.fromisoformat(str(where["on"])), ref,
        confirmed_at=at,
    )  # fmt: skip
    dossiers.save_answers(
        dossier_id=draft.id, answers={key: [*held, entry]}, sources={key: source}, by=actor, at=at
    )
    return True


def _type_of(revision: catalogue.Revision, key: str) -> str:
    """The type of document a question asks for, where one from the store is taken."""
    return next(
        (
            each.document_type
            for each in revision.components
            if each.question == key and Source.STORE in each.sources
        ),
        "",
    )
