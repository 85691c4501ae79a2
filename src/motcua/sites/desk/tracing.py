"""Where each answer of a dossier comes from, as an officer reads it beside the answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from motcua.design.formats import language
from motcua.foundation import plugs
from motcua.modules.forms import rules as forms
from motcua.modules.forms.rules import sourced


@dataclass(frozen=True, slots=True)
class Trace:
    """`differs` says what a register or the identity holds instead, where it was corrected; then
    `why` is the applicant's reason, and `proof` the files that prove it: name and address.
    """

    where: str
    differs: str = ""
    why: str = ""
    proof: tuple[tuple[str, str], ...] = ()


def traced(form: forms.Form, sources: forms.Sources, dossier: UUID) -> Mapping[str, Trace]:
    """By key of the question; what the applicant typed without more needs no word."""
    places = plugs.get(forms.PlaceNames)
    found = {}
    for key, source in sources.items():
        question = form.question(key)
        is_plain = source.origin is forms.Origin.TYPED and source.hand is forms.Hand.SELF
        if question is None or (is_plain and not source.is_correction):
            continue
        differs = sourced.corrected(source, question, places)
        found[key] = Trace(
            sourced.said(source).in_(language()),
            differs.in_(language()) if differs else "",
            source.why,
            tuple(
                (str(each.get("name", "")), reverse("desk:file", args=[dossier, each["sha256"]]))
                for each in source.proof
                if "sha256" in each
            ),
        )
    return found
