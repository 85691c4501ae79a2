"""A plan: what the designer decided for each change, checked as a whole before anything moves."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from motcua.kernel.expressions import BadExpression
from motcua.kernel.words import Text
from motcua.modules.catalogue.rules import Package
from motcua.modules.catalogue.rules.changes import Change, Decision, Effect, changes_between
from motcua.modules.forms.rules import Question
from motcua.modules.organisation.rules import AgencyKind
from motcua.modules.proposals.rules.deciding import Decided

from . import places
from .turning import Turn, is_record, turn_for

#: What may be decided, the proposed one first where nothing better is known.
ALLOWED: Mapping[Effect, tuple[Decision, ...]] = {
    Effect.WORDING: (Decision.MOVE,),
    Effect.COMPATIBLE: (Decision.MOVE, Decision.KEEP),
    Effect.TRANSFORM: (Decision.TRANSFORM, Decision.ASK, Decision.MOVE, Decision.KEEP),
    Effect.ASK: (Decision.ASK, Decision.TRANSFORM, Decision.KEEP),
    Effect.NEW_ONLY: (Decision.MOVE, Decision.KEEP),
}
#: A place in a route is a step or another; nobody is asked about it.
OF_PLACES = (Decision.TRANSFORM, Decision.KEEP)


@dataclass(frozen=True, slots=True)
class Fault:
    """Why the plan cannot be carried out; `key` is the change it is about."""

    code: str
    key: str
    says: Text


@dataclass(frozen=True)
class Plan:
    """`decided` by key of a change; a change nobody decided goes by what is proposed."""

    before: Package
    after: Package
    decided: Mapping[str, Decided]

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        return changes_between(self.before, self.after)

    @cached_property
    def decisions(self) -> Mapping[str, Decided]:
        """For every change, also those that only differ in words."""
        return {
            change.key: self.decided.get(change.key) or proposed(change, self.before, self.after)
            for change in self.changes
        }

    @cached_property
    def by_key(self) -> Mapping[str, Change]:
        return {change.key: change for change in self.changes}

    @cached_property
    def of_question(self) -> Mapping[str, tuple[str, ...]]:
        """Question -> the changes that may leave it without a good answer."""
        found: dict[str, list[str]] = {}
        for change in self.changes:
            for question in self._touched(change.key):
                found.setdefault(question, []).append(change.key)
        return {question: tuple(keys) for question, keys in found.items()}

    @cached_property
    def turns(self) -> Mapping[str, tuple[Turn, ...]]:
        """Question -> how its answer comes about, in the order of the changes.

        :raises BadExpression: one of them cannot be read; `faults` tells which
        """
        found: dict[str, list[Turn]] = {}
        for key, decided in self.decisions.items():
            question = question_in(key, self.after)
            if decided.decision is Decision.TRANSFORM and question is not None:
                turn = turn_for(question, decided.expression, self.before)
                found.setdefault(question.key, []).append(turn)
        return {question: tuple(turns) for question, turns in found.items()}

    @cached_property
    def mapped(self) -> Mapping[AgencyKind, Mapping[str, str]]:
        """Step -> step of the new route, as decided."""
        found: dict[AgencyKind, dict[str, str]] = {}
        for key, decided in self.decisions.items():
            if (place := _place(key, self.before)) and decided.decision is Decision.TRANSFORM:
                kind, step = place
                found.setdefault(kind, {})[step] = decided.expression.strip()
        return found

    @cached_property
    def keeps_all(self) -> tuple[str, ...]:
        """Decisions that let every dossier go on as it was filed."""
        return tuple(
            key for key, decided in self.decisions.items()
            if decided.decision is Decision.KEEP
            and self.by_key[key].effect in (Effect.COMPATIBLE, Effect.NEW_ONLY)
        )  # fmt: skip

    @property
    def asks(self) -> bool:
        return any(each.decision is Decision.ASK for each in self.decisions.values())

    def _touched(self, key: str) -> Iterator[str]:
        stem, _, rest = key.partition(".")
        name = rest.partition(".")[0]
        if stem == "form" and name.startswith("page:"):
            page = self.after.form.page(name.removeprefix("page:"))
            yield from (each.key for each in (page.questions if page else ()))
        elif stem == "form" and self.after.form.question(name):
            yield name
        elif stem == "components":
            yield from (c.question for c in self.after.components if c.key == name and c.question)


def question_in(key: str, package: Package) -> Question | None:
    """The question of the form that a change is about; for a cell of a group, the group."""
    stem, _, rest = key.partition(".")
    return package.form.question(rest.partition(".")[0]) if stem == "form" else None


def allowed(change: Change) -> tuple[Decision, ...]:
    """What may be decided for it."""
    if change.key.startswith("route.") and change.effect is Effect.TRANSFORM:
        return OF_PLACES
    return ALLOWED[change.effect]


def proposed(change: Change, before: Package, after: Package) -> Decided:
    """What is proposed to the designer: the least that leaves every dossier whole."""
    if change.effect is not Effect.TRANSFORM:
        return Decided(ALLOWED[change.effect][0])
    if place := _place(change.key, before):
        kind, step = place
        if kind not in after.routes:
            return Decided(Decision.KEEP)
        to = places.proposed(before.routes[kind], after.routes[kind], step)
        return Decided(Decision.TRANSFORM, to)
    source = _likely(change, before, after)
    return Decided(Decision.TRANSFORM, source) if source else Decided(Decision.ASK)


def faults(plan: Plan) -> tuple[Fault, ...]:
    """Everything that keeps the plan from being carried out, in the order of the changes."""
    return (*_of_decisions(plan), *_of_places(plan))


def _of_decisions(plan: Plan) -> Iterator[Fault]:
    for change in plan.changes:
        decided = plan.decisions[change.key]
        if decided.decision not in allowed(change):
            yield Fault("not-allowed", change.key, _SAYS["not-allowed"])
        question = question_in(change.key, plan.after)
        if decided.decision is not Decision.TRANSFORM or _place(change.key, plan.before):
            continue
        if question is None:
            yield Fault("nothing-to-turn", change.key, _SAYS["nothing-to-turn"])
            continue
        try:
            turn_for(question, decided.expression, plan.before)
        except BadExpression as wrong:
            yield Fault("bad-expression", change.key, wrong.text)


def _of_places(plan: Plan) -> Iterator[Fault]:
    for kind, old in plan.before.routes.items():
        new = plan.after.routes.get(kind)
        if new is None:
            continue
        for found in places.misplaced(kind, old, new, plan.mapped.get(kind, {})):
            key = f"route.{kind}.{found.step}"
            if plan.decisions.get(key, Decided(Decision.MOVE)).decision is not Decision.KEEP:
                step = old.step(found.step).name
                yield Fault(found.code, key, _about(_SAYS[found.code], step, found.to))


def _about(says: Text, step: Text, to: str) -> Text:
    vi = says.vi.format(step=step.vi, to=to)
    return Text(vi, says.en.format(step=step.in_("en"), to=to))


def _place(key: str, before: Package) -> tuple[AgencyKind, str] | None:
    """The step of the old route a change is about, if it went or changed hands."""
    match key.split("."):
        case ["route", kind, step] | ["route", kind, step, "role"]:
            if kind in {each.value for each in before.routes}:
                found = AgencyKind(kind)
                if any(each.key == step for each in before.routes[found].steps):
                    return found, step
    return None


def _likely(change: Change, before: Package, after: Package) -> str:
    """An expression that does what was most likely meant; empty where nobody can tell."""
    question = question_in(change.key, after)
    old = question_in(change.key, before)
    if question is None or old is None:
        return ""
    parts = change.key.split(".")
    if parts[2:3] == ["choices"] and len(parts) == 4:
        was = {each.value for each in getattr(old.kind, "choices", ())}
        now = {each.value for each in getattr(question.kind, "choices", ())}
        if question.kind.name == "single_choice" and len(now - was) == len(was - now) == 1:
            answer = f"answers.{question.key}"
            return f'{answer} == "{parts[3]}" ? "{min(now - was)}" : {answer}'
    if parts[2:] == ["kind"] and type(old.kind.type) is type(question.kind.type):
        return "" if is_record(question.kind.type) else f"answers.{question.key}"
    return ""


_SAYS: Mapping[str, Text] = {
    "not-allowed": Text(
        "Thay đổi này không xử lý được theo cách đã chọn.",
        "This change cannot be dealt with in the way chosen.",
    ),
    "nothing-to-turn": Text(
        "Biểu mẫu mới không có câu hỏi nào nhận câu trả lời đã đổi.",
        "No question of the new form takes the answer that is turned.",
    ),
    "place-unknown": Text(
        "Hồ sơ đang ở bước “{step}” chưa có bước nào trong quy trình mới; hãy chọn một bước.",
        "Dossiers at the step “{step}” have no step in the new route; choose one.",
    ),
    "place-of-another-role": Text(
        "Hồ sơ đang ở bước “{step}” không chuyển được sang bước {to}: bước đó của vai khác.",
        "Dossiers at the step “{step}” cannot go on at {to}: it belongs to another role.",
    ),
    "place-without-end": Text(
        "Từ bước {to} không đi được đến lúc trả kết quả, nên hồ sơ ở bước “{step}” sẽ mắc lại.",
        "From {to} the result can never be handed back, so dossiers at “{step}” would be stuck.",
    ),
}
