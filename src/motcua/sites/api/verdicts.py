"""The form's verdict on answers that came by machine: the same codes, with where they are."""

from collections.abc import Mapping
from typing import Any

from ninja import Schema

from motcua.design.page import today
from motcua.foundation import plugs
from motcua.kernel.errors import Refusal
from motcua.modules.forms import rules as forms
from motcua.modules.forms.rules.files import NOTHING_HELD, Held
from motcua.modules.forms.words import sentence


class ProblemOut(Schema):
    """One thing that is wrong. `pointer` (RFC 6901) leads into the answers, `part` to a part of
    one; `code` is stable and the same as on the form's pages; `says` is the sentence people read.
    """

    pointer: str
    question: str
    part: str
    code: str
    params: dict[str, Any]
    says: str


class AnswersWrong(Refusal):
    """The form refuses the answers; `problems` say everything that is wrong."""

    code = "answers-wrong"
    status = 422

    def __init__(self, problems: list[dict[str, object]]) -> None:
        super().__init__(f"{len(problems)} problems", count=len(problems))
        self.problems = problems


class AddressWrong(Refusal):
    """Nothing can be sent to an address, or what was typed back is not its code.

    What is told is the `fault`: the code and the sentence that the form has for it.
    """

    code = "address-wrong"
    status = 422

    def __init__(self, fault: forms.Fault, *, is_too_often: bool = False) -> None:
        super().__init__(fault.code)
        self.fault, self.is_too_often = fault, is_too_often


def judged(
    form: forms.Form, answers: Mapping[str, object], *, proofs: forms.Proofs = forms.NONE_PROVED,
    files: Held = NOTHING_HELD,
) -> tuple[dict[str, object], list[dict[str, object]]]:  # fmt: skip
    """The answers that count and everything that is wrong, in the reader's language.

    A question the form does not have is a mistake of whoever wrote the program: it is told too.
    `proofs` are of whoever calls; where nobody says who that is, no address counts as proved.
    `files` tell how far the files are; without them nobody has looked into any.
    """
    places = plugs.get(forms.PlaceNames)
    counted, problems = forms.judge(
        form, answers, today=today(), places=places, proofs=proofs, files=files
    )
    known = {question.key for question in form.questions()}
    strange = [_strange(key) for key in answers if key not in known]
    return counted, [*strange, *(_told(form, problem) for problem in problems)]


def must_be_right(
    form: forms.Form, answers: Mapping[str, object], *, proofs: forms.Proofs,
    files: Held = NOTHING_HELD,
) -> None:  # fmt: skip
    """:raises AnswersWrong: the form refuses them"""
    _, problems = judged(form, answers, proofs=proofs, files=files)
    if problems:
        raise AnswersWrong(problems)


def _told(form: forms.Form, problem: forms.Problem) -> dict[str, object]:
    return {
        "pointer": "/answers/" + "/".join(_escaped(str(step)) for step in problem.at),
        "question": problem.key,
        "part": problem.part,
        "code": problem.code,
        "params": {name: _plain(value) for name, value in problem.params.items()},
        "says": sentence(form, problem),
    }


def _strange(key: str) -> dict[str, object]:
    return {
        "pointer": "/answers/" + _escaped(key[:100]),
        "question": key[:100],
        "part": "",
        "code": "unknown-question",
        "params": {},
        "says": "",
    }


def _escaped(step: str) -> str:
    return step.replace("~", "~0").replace("/", "~1")


def _plain(value: object) -> object:
    return value if isinstance(value, str | int | float | bool | None) else str(value)
