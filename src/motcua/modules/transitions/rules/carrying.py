"""What a plan makes of the answers of one dossier. Nothing that was answered is ever lost."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from motcua.modules.catalogue.rules.changes import Decision, Effect
from motcua.modules.forms import rules as forms

from .planning import Plan

Answers = Mapping[str, object]

#: Changes after which an old answer that still looks right may mean something else.
MEANING = frozenset({"kind", "unit"})


@dataclass(frozen=True, slots=True)
class Held:
    """What a plan looks at in a dossier. `day` is when it was filed: by that its dates are judged.

    `answers` are those that hold now, after any supplement.
    """

    answers: Answers
    channel: str
    applicant_kind: str
    day: date

    def facts(self, answers: Answers) -> dict[str, object]:
        applicant = {"kind": self.applicant_kind}
        return {"answers": answers, "channel": self.channel, "applicant": applicant}


@dataclass(frozen=True, slots=True)
class Carried:
    """`answers` go on, by the new form; `set_aside` are the old ones that do not stand among them
    as they were. `asked` must be answered, `misfits` fit nowhere, both by question in the form's
    order; `kept_by` are changes for whose sake it is left alone."""

    answers: dict[str, object]
    set_aside: dict[str, object]
    asked: tuple[str, ...]
    misfits: tuple[str, ...]
    kept_by: tuple[str, ...]


def carry(plan: Plan, held: Held, *, places: forms.PlaceNames = forms.NO_PLACES) -> Carried:
    """The answers as they would go on by the new revision."""
    turned = _turned(plan, held)
    kept = {*plan.keeps_all, *_kept_for_meaning(plan, held.answers)}
    dropped = set(_dropped(plan, held.answers))
    given = {key: value for key, value in turned.items() if key not in dropped}
    counted, problems = forms.judge(
        plan.after.form, given, today=held.day, places=places, proofs=forms.ALL_PROVED
    )
    wrong = list(dict.fromkeys(str(problem.at[0]) for problem in problems))
    old = _Old(plan, held, places)
    asked, misfits = set(_documents(plan, held, counted)), set()
    for question in wrong:
        decisions = {
            key: plan.decisions[key].decision for key in plan.of_question.get(question, ())
        }
        if by := [key for key, each in decisions.items() if each is Decision.KEEP]:
            kept.update(by)
        elif Decision.ASK in decisions.values() or (plan.asks and not old.asked(question)):
            asked.add(question)
        elif not old.was_wrong(question):
            misfits.add(question)
    order = [each.key for each in plan.after.form.questions()]
    return Carried(
        answers=counted,
        set_aside={k: v for k, v in held.answers.items() if k not in counted or counted[k] != v},
        asked=tuple(key for key in order if key in asked),
        misfits=tuple(key for key in order if key in misfits),
        kept_by=tuple(key for key in plan.by_key if key in kept),
    )


def _turned(plan: Plan, held: Held) -> dict[str, object]:
    """The old answers under the new questions, turned where the plan says so.

    Where a question has several turns (one for each choice that went), the first one counts that
    makes something else of the answer.
    """
    new = {question.key: question for question in plan.after.form.questions()}
    given = {
        key: new[key].kind.held(value) or value for key, value in held.answers.items() if key in new
    }
    facts = held.facts(held.answers)
    for key, turns in plan.turns.items():
        old = held.answers.get(key)
        came = [turn.value(facts, held.answers) for turn in turns]
        value = next((each for each in came if each != old), old)
        if value is None:
            given.pop(key, None)
        else:
            given[key] = value
    return given


def _parts(key: str) -> tuple[str, str]:
    """Question and what of it changed, of a change inside the form."""
    stem, _, rest = key.partition(".")
    question, _, part = rest.partition(".")
    return (question, part) if stem == "form" else ("", "")


def _of_meaning(plan: Plan, answers: Answers, decision: Decision) -> Iterator[tuple[str, str]]:
    for key, decided in plan.decisions.items():
        question, part = _parts(key)
        last = part.rpartition(".")[2]
        if decided.decision is decision and last in MEANING and question in answers:
            yield key, question


def _kept_for_meaning(plan: Plan, answers: Answers) -> Iterator[str]:
    return (key for key, _ in _of_meaning(plan, answers, Decision.KEEP))


def _dropped(plan: Plan, answers: Answers) -> Iterator[str]:
    """Answers that are asked anew because the same words would mean something else."""
    return (question for _, question in _of_meaning(plan, answers, Decision.ASK))


def _documents(plan: Plan, held: Held, counted: Answers) -> Iterator[str]:
    """Documents that are newly called for, where the form itself would let them be left out."""
    facts = held.facts(counted)
    for component in plan.after.components:
        keys = [
            key for key, decided in plan.decisions.items()
            if decided.decision is Decision.ASK
            and plan.by_key[key].effect is Effect.ASK
            and (key == f"components.{component.key}"
                 or key.startswith(f"components.{component.key}."))
        ]  # fmt: skip
        if not keys or not component.question or counted.get(component.question):
            continue
        shown = forms.visible(plan.after.form, counted)
        is_shown = any(q.key == component.question for page in shown.pages for q in page.questions)
        if is_shown and component.is_called_for(facts):
            yield component.question


class _Old:
    """How the answers stood under the old form; looked at only where something is wrong now."""

    def __init__(self, plan: Plan, held: Held, places: forms.PlaceNames) -> None:
        self._plan, self._held, self._places = plan, held, places
        self._asked: frozenset[str] | None = None
        self._wrong: frozenset[str] | None = None

    def asked(self, question: str) -> bool:
        if self._asked is None:
            shown = forms.visible(self._plan.before.form, self._held.answers)
            self._asked = frozenset(q.key for page in shown.pages for q in page.questions)
        return question in self._asked

    def was_wrong(self, question: str) -> bool:
        """Wrong before as well, and nothing about it changed: not for this plan to mend."""
        if self._plan.of_question.get(question):
            return False
        if self._wrong is None:
            form, held = self._plan.before.form, self._held
            found = forms.check(
                form, held.answers, today=held.day, places=self._places, proofs=forms.ALL_PROVED
            )
            self._wrong = frozenset(str(problem.at[0]) for problem in found)
        return question in self._wrong
