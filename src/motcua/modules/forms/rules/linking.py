"""Answers that came in the address of a page: what a town, school or shop filled in for somebody.

`a.copies=3` answers a question, `a.born_on.day=5` a part of one, in the words a person would type.
Nothing of it counts until the person has looked at it.
"""

from collections.abc import Mapping, Sequence

from .definition import Form, Question
from .kinds.computed import Computed
from .kinds.kind import Typed
from .kinds.registry import NOT_IN_GROUP
from .prefill import usable
from .scene import Scene

START = "a."
#: A page's address is not the place for long texts; browsers and proxies cut it.
MOST = 100
LONGEST = 500


def linked(form: Form, given: Mapping[str, Sequence[str]], scene: Scene) -> dict[str, object]:
    """The answers in an address; `given` are all its parameters.

    What the form does not ask, what it would refuse, and what people give themselves (files,
    promises, signatures, lists of entries) is left out.
    """
    said = {name: list(given[name]) for name in list(given)[:MOST] if name.startswith(START)}
    if not said:
        return {}
    found = ((question.key, _answer(question, said, scene)) for question in form.questions())
    return {key: answer for key, answer in found if answer is not None}


def _answer(question: Question, said: Mapping[str, Sequence[str]], scene: Scene) -> object | None:
    kind = question.kind
    if kind.name in NOT_IN_GROUP or isinstance(kind, Computed):
        return None
    names = {part: START + question.key + (f".{part}" if part else "") for part in kind.parts}
    parts = {
        part: [each[:LONGEST] for each in said[name]]
        for part, name in names.items()
        if name in said
    }
    if not parts:
        return None
    return usable(question, kind.parse(Typed(parts), scene).answer, scene)
