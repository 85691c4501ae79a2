"""First answers taken from what is known of the person; each can be changed."""

from collections.abc import Mapping

from .definition import Form

# Which kinds of question each source can fill.
SOURCES: Mapping[str, frozenset[str]] = {
    "applicant.full_name": frozenset({"person_name", "short_text"}),
    "applicant.personal_id": frozenset({"personal_id"}),
    "applicant.birth_on": frozenset({"date"}),
    "applicant.phone": frozenset({"phone"}),
    "applicant.email": frozenset({"email"}),
    "applicant.address": frozenset({"address"}),
}


def prefilled(form: Form, known: Mapping[str, object]) -> dict[str, object]:
    """Answers a new draft starts with; `known` is by source and in the shape of the answers.

    What is not a clean answer of its question's kind is left out.
    """
    found = (
        (question.key, question.kind.clean(known.get(question.prefill)))
        for question in form.questions()
        if question.prefill
    )
    return {key: answer for key, answer in found if answer is not None}
