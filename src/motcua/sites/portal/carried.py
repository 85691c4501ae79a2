"""Telling people that a procedure changed under their dossier or draft, and what it asks now."""

from dataclasses import dataclass

from django.http import HttpRequest

from motcua.design.formats import language
from motcua.design.requests import actor_of
from motcua.foundation import plugs
from motcua.kernel.actors import Actor
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.dossiers import queries
from motcua.modules.forms import rules as forms


@dataclass(frozen=True, slots=True)
class Told:
    """The last change: the questions to answer, by their words, and whether they are open."""

    card: queries.CarriedCard
    questions: tuple[str, ...]

    @property
    def waits(self) -> bool:
        return self.card.waits


def latest(request: HttpRequest, card: queries.DossierCard) -> Told | None:
    """What to say on a dossier's page; nothing where it goes on as it was filed."""
    if card.revision == card.filed_on:
        return None
    found = queries.carried(card.id, by=actor_of(request))
    last = next((each for each in reversed(found) if each.undone_at is None), None)
    if last is None:
        return None
    form = catalogue.revision(card.revision).form
    asked = [form.question(key) for key in last.asked]
    return Told(last, tuple(each.label.in_(language()) for each in asked if each))


def renewed(draft: queries.DraftCard, *, by: Actor) -> list[forms.Line] | None:
    """Old answers of a draft that the new form has no place for; None where nothing changed."""
    if draft.begun_on is None:
        return None
    notice = queries.notice_of(draft.id, by=by)
    if notice is None:
        return None
    form, places = catalogue.revision(notice.begun_on).form, plugs.get(forms.PlaceNames)
    shown = forms.show(form, notice.set_aside, language(), places=places)
    return [line for section in shown for line in section.lines if line.text]
