"""What a door answers to a page's script that searches a reference list while somebody types."""

import re
from collections.abc import Mapping

from django.utils.translation import get_language

from .rules import Form
from .rules.kinds.group import Group
from .rules.kinds.reference_choice import ReferenceChoice

_NAME = re.compile(r"q-([a-z0-9_]+)(?:-[0-9]+-([a-z0-9_]+))?")


def suggestions(form: Form, asked: Mapping[str, str]) -> dict[str, object] | None:
    """The best entries for what a script asks of a page: `?list=q-country&words=vi`.

    None where it asks for something else: then the page itself is meant.
    """
    kind = _asked(form, asked.get("list", ""))
    if kind is None:
        return None
    language = (get_language() or "vi")[:2]
    found = kind.suggest(asked.get("words", ""))
    return {"items": [{"code": e.value, "name": e.label.in_(language)} for e in found]}


def _asked(form: Form, name: str) -> ReferenceChoice | None:
    steps = _NAME.fullmatch(name)
    question = form.question(steps[1]) if steps else None
    kind = question.kind if question else None
    if steps and steps[2] and isinstance(kind, Group):
        cell = next((each for each in kind.questions if each.key == steps[2]), None)
        kind = cell.kind if cell else None
    elif steps and steps[2]:
        return None
    return kind if isinstance(kind, ReferenceChoice) else None
