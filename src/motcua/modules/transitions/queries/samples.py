"""Ten dossiers before and after, with what people wrote hidden from who may not read it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.foundation import plugs
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound
from motcua.modules.dossiers import carrying
from motcua.modules.dossiers import queries as dossiers
from motcua.modules.forms import rules as forms

from .. import looking, planned, policies
from ..models import Outcome
from ..rules.fates import Fate

MOST = 10
HIDDEN = "•••"
#: Kinds whose answers tell nothing of who gave them: one of a few words, or a number.
OPEN_KINDS = frozenset({"single_choice", "multiple_choice", "yes_no", "whole_number", "money"})


@dataclass(frozen=True, slots=True)
class SampleLine:
    label: str
    before: str
    after: str
    is_asked: bool

    @property
    def has_changed(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Sample:
    """`is_open`: the reader may read this dossier, so nothing is hidden."""

    dossier: UUID
    agency: str
    fate: Fate
    is_open: bool
    lines: tuple[SampleLine, ...]


def samples(run_id: UUID, *, language: str, by: Actor, at: datetime) -> list[Sample]:
    """Of each fate some, those that change most first among the ones looked at.

    :raises NotAllowed: plans are for designers and auditors
    """
    policies.must_read(by)
    keys = [key for fate in (Fate.ASKED, Fate.MOVED, Fate.BLOCKED) for key in _first(run_id, fate)]
    plan = planned.plan_of(run_id)
    found = looking.look(plan, carrying.read(keys), at=at)
    forms_of = (plan.before.form, plan.after.form)
    made = [_sample(each, forms_of, language=language, by=by) for each in found if each.carried]
    return sorted(made, key=lambda each: -sum(line.has_changed for line in each.lines))[:MOST]


def _first(run_id: UUID, fate: Fate) -> list[UUID]:
    found = Outcome.objects.filter(run=run_id, is_draft=False, fate=fate).order_by("dossier")
    return list(found.values_list("dossier", flat=True)[:MOST])


def _sample(
    looked: looking.Looked, forms_of: tuple[forms.Form, forms.Form], *, language: str, by: Actor
) -> Sample:
    assert looked.carried is not None
    old, new = forms_of
    may = _may_read(looked.dossier.id, by=by)
    before = _lines(old, looked.dossier.answers or {}, language, may_read=may)
    after = _lines(new, looked.carried.answers, language, may_read=may)
    labels = {**{key: label for key, (label, _) in before.items()},
              **{key: label for key, (label, _) in after.items()}}  # fmt: skip
    asked = set(looked.outcome.about) if looked.outcome.fate is Fate.ASKED else set()
    labels |= {
        question.key: question.label.in_(language)
        for question in new.questions() if question.key in asked
    }  # fmt: skip
    lines = (
        SampleLine(label, before.get(key, ("", ""))[1], after.get(key, ("", ""))[1], key in asked)
        for key, label in labels.items()
    )
    return Sample(looked.dossier.id, looked.dossier.agency, looked.outcome.fate, may, tuple(lines))


def _lines(
    form: forms.Form, answers: Mapping[str, object], language: str, *, may_read: bool
) -> dict[str, tuple[str, str]]:
    """Key -> label and answer in words, hidden where the reader may not know it."""
    shown = forms.show(form, answers, language, places=plugs.get(forms.PlaceNames))
    kinds = {question.key: question.kind.name for question in form.questions()}
    return {
        line.key: (
            line.label,
            line.text if may_read or not line.text or kinds.get(line.key) in OPEN_KINDS else HIDDEN,
        )
        for section in shown
        for line in section.lines
    }


def _may_read(dossier: UUID, *, by: Actor) -> bool:
    try:
        dossiers.dossier(dossier, by=by)
    except NotFound:
        return False
    return True
