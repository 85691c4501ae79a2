"""First answers taken from what is known of the person; each can be corrected."""

from collections.abc import Mapping

from .definition import Form, Question
from .scene import Scene

_NAME = frozenset({"person_name", "short_text"})
_WORDS = frozenset({"short_text", "reference_choice"})
_LINE = frozenset({"short_text"})
_CHOICE = frozenset({"single_choice"})
_PLACE = frozenset({"address"})

# Which kinds of question each source can fill. What is known of a choice is the key of an option:
# `male` or `female`; `single`, `married`, `divorced` or `widowed`.
SOURCES: Mapping[str, frozenset[str]] = {
    "applicant.full_name": _NAME,
    "applicant.personal_id": frozenset({"personal_id"}),
    "applicant.birth_on": frozenset({"date"}),
    "applicant.sex": _CHOICE,
    "applicant.ethnicity": _WORDS,
    "applicant.nationality": _WORDS,
    "applicant.home_town": _LINE,
    "applicant.birth_place": _LINE,
    "applicant.marital_status": _CHOICE,
    "applicant.spouse_name": _NAME,
    "applicant.father_name": _NAME,
    "applicant.mother_name": _NAME,
    "applicant.insurance_number": _LINE,
    "applicant.phone": frozenset({"phone"}),
    "applicant.email": frozenset({"email"}),
    "applicant.address": _PLACE,
    "applicant.stays_at": _PLACE,
    "business.name": _LINE,
    "business.tax_code": _LINE,
    "business.organisation": frozenset({"organisation"}),
    "business.address": _PLACE,
}


def sources_in(form: Form) -> frozenset[str]:
    """All that the form would like to know of the person."""
    return frozenset(question.prefill for question in form.questions() if question.prefill)


def prefilled(
    form: Form, known: Mapping[str, object], scene: Scene | None = None
) -> dict[str, object]:
    """Answers a new draft starts with; `known` is by source and in the shape of the answers.

    What stands for no answer of its question's kind is left out; with a scene, so is whatever the
    question would refuse.
    """
    found = (
        (question.key, usable(question, known.get(question.prefill), scene))
        for question in form.questions()
        if question.prefill
    )
    return {key: answer for key, answer in found if answer is not None}


def usable(question: Question, answer: object, scene: Scene | None) -> object | None:
    """The answer as this question takes it; None where it would refuse it."""
    clean = question.kind.held(answer)
    if clean is None or scene is None:
        return clean
    return None if question.kind.check(clean, scene) else clean
