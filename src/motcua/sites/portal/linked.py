"""Answers that came along in the address of the start page, from whoever gave the link."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from motcua.design.page import today
from motcua.foundation import plugs
from motcua.kernel.actors import Actor
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers import queries
from motcua.modules.forms import rules as forms
from motcua.modules.forms.rules.linking import START, linked


def fill_in(draft_id: UUID, given: Mapping[str, Sequence[str]], *, by: Actor, at: datetime) -> None:
    """Put them where nothing stands yet, marked as a link's: what registers know goes first."""
    if not any(name.startswith(START) for name in given):
        return
    draft = queries.draft(draft_id, by=by)
    form = catalogue.revision(draft.revision).form
    found = linked(form, given, forms.Scene(today(), plugs.get(forms.PlaceNames)))
    answers = {key: answer for key, answer in found.items() if key not in draft.answers}
    if answers:
        source = forms.Source(forms.Origin.LINK, at)
        dossiers.save_answers(
            dossier_id=draft_id,
            answers=answers,
            sources=dict.fromkeys(answers, source),
            by=by,
            at=at,
        )
