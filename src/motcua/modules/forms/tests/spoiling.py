"""People who get something wrong: right answers with one or two left out or overdone."""

import random
from collections.abc import Collection

from motcua.modules.forms.rules import Form, Question

Answers = dict[str, object]
#: So many answers of a form are got wrong.
WRONG = 2


def spoilt(
    form: Form, answers: Answers, draw: random.Random, *, spare: Collection[str] = ()
) -> Answers:
    """The same person with something wrong; the questions to `spare` stay as they are."""
    found = dict(answers)
    open_to_it = sorted(set(answers) - set(spare))
    for key in draw.sample(open_to_it, k=min(WRONG, len(open_to_it))):
        question = form.question(key)
        assert question is not None
        bad = _bad(question, draw)
        if bad is None:
            found.pop(key, None)
        else:
            found[key] = bad
    return found


def _bad(question: Question, draw: random.Random) -> object | None:
    """A wrong answer that can be typed; None for leaving it out."""
    ways: dict[str, list[object]] = {
        "short_text": ["x" * 600], "long_text": ["x" * 20_001], "person_name": ["A1"],
        "personal_id": ["12"], "phone": ["0123"], "email": ["an@"],
        "whole_number": [-999_999_999, 999_999_999], "money": [10**14], "date": ["2190-01-01"],
    }  # fmt: skip
    return draw.choice([None, *ways.get(question.kind.name, [])])
