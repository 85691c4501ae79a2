"""Cautions about figures, each put beside the figure it is about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.design import formats
from motcua.modules.catalogue.rules import Confidence
from motcua.modules.catalogue.rules.marks import ReviewMark
from motcua.modules.catalogue.rules.procedure import Note

Words = str | Promise

#: First word of what a note is about -> the part of the page.
_PARTS = {
    "online_level": "level", "partial_reason": "level",
    "fees": "fees",
    "channels": "time", "cases": "time", "intake": "time", "clock": "time",
    "components": "documents", "form": "documents",
    "result": "result", "results": "result", "letters": "result", "returning": "result",
    "agencies": "agencies", "legal_basis": "law", "decision": "law", "steps": "steps",
}  # fmt: skip
#: Beginning of a mark of review -> the part of the page.
_MARKED = {
    "fee": "fees", "time": "time", "required": "documents", "no_documents": "documents",
    "document": "documents", "component": "documents", "full": "level", "offline": "level",
    "declared": "level", "no_level": "agencies", "no_agency": "agencies", "no_legal": "law",
    "no_decision": "law", "no_result": "result", "no_steps": "steps",
}  # fmt: skip
ELSE = "else"
_SURE: Mapping[Confidence, Words] = {
    Confidence.SECONDARY: _("Chép qua nguồn thứ hai"),
    Confidence.RECALLED: _("Ghi theo trí nhớ"),
    Confidence.UNKNOWN: _("Chưa rõ"),
    Confidence.CONFLICT: _("Các nguồn chưa khớp"),
}


@dataclass(frozen=True, slots=True)
class Caution:
    """`kind` says how sure the figure is, `says` why."""

    kind: str
    says: str


def cautions(notes: Iterable[Note], marks: Iterable[ReviewMark]) -> dict[str, list[Caution]]:
    """Part of the page -> its cautions; what belongs nowhere stands under `else`."""
    found: dict[str, list[Caution]] = {part: [] for part in {*_PARTS.values(), ELSE}}
    for mark in marks:
        part = next((part for name, part in _MARKED.items() if mark.value.startswith(name)), ELSE)
        found[part].append(Caution(str(_("Cần xem lại")), formats.text(mark.says)))
    for note in notes:
        part = _PARTS.get(note.about.partition(".")[0], ELSE)
        found[part].append(Caution(str(_SURE[note.confidence]), formats.text(note.text)))
    return found
