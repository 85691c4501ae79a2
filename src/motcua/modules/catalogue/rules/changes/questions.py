"""What a difference inside the form means for answers that were given before."""

from collections.abc import Mapping
from dataclasses import dataclass

from motcua.modules.forms.rules import Form, Question

from .contract import Effect
from .flattening import PAGES, QUESTIONS
from .ranges import LIMITS, is_narrower
from .reasons import Why
from .trees import ORDER, Difference, Path

#: Parts of a question that only say something.
SAID = frozenset({"label", "hint", "missing", "say", "item", "title"})


@dataclass(frozen=True, slots=True)
class Asked:
    """A form's questions by path: `("members",)`, and in a group `("members", "born_on")`."""

    form: Form
    questions: Mapping[Path, Question]

    @classmethod
    def of(cls, form: Form) -> "Asked":
        found: dict[Path, Question] = {}
        for question in form.questions():
            found[(question.key,)] = question
            for inner in getattr(question.kind, "questions", ()):
                found[(question.key, inner.key)] = inner
        return cls(form, found)

    def needs_answer_on(self, page: str) -> bool:
        shown = self.form.page(page)
        return shown is not None and any(each.required for each in shown.questions)


def judged(found: Difference, before: Asked, after: Asked) -> tuple[Effect, Why]:
    """`found.path` begins with `form`."""
    match found.path[1:]:
        case (name, *_) if name == PAGES:
            return _page(found, after)
        case (name, key, *rest) if name == QUESTIONS and key != ORDER:
            return _question(found, (key,), tuple(rest), before, after)
        case (name, *_) if name == QUESTIONS:
            return Effect.COMPATIBLE, Why.ORDER
    return Effect.WORDING, Why.WORDS


def _page(found: Difference, after: Asked) -> tuple[Effect, Why]:
    match found.path[2:]:
        case (key, "when"):
            return _condition(found, asks=after.needs_answer_on(key))
        case (_, part) if part in SAID:
            return Effect.WORDING, Why.WORDS
    # A page that came or went: its questions tell of themselves.
    return Effect.COMPATIBLE, Why.ORDER


def _question(
    found: Difference, at: Path, rest: Path, before: Asked, after: Asked
) -> tuple[Effect, Why]:
    old, new = before.questions.get(at), after.questions.get(at)
    if new is None:
        return Effect.COMPATIBLE, Why.SET_ASIDE
    if old is None:
        return (Effect.ASK, Why.NEW) if new.required else (Effect.COMPATIBLE, Why.OPTIONAL)
    if rest[:1] in (("questions",), ("columns",)) and len(rest) > 1 and rest[1] != ORDER:
        return _question(found, (*at, rest[1]), rest[2:], before, after)
    return _part(found, rest, old, new, _Pages(before, after))


@dataclass(frozen=True, slots=True)
class _Pages:
    before: Asked
    after: Asked

    def differ(self, found: Difference) -> bool:
        """Whether the page a question came from and the one it went to are asked differently."""
        old = self.before.form.page(str(found.before))
        new = self.after.form.page(str(found.after))
        return bool(new and new.when and (old is None or old.when is None or _unlike(old, new)))


def _unlike(old: object, new: object) -> bool:
    return getattr(getattr(old, "when", None), "source", "") != getattr(
        getattr(new, "when", None), "source", ""
    )


def _part(
    found: Difference, rest: Path, old: Question, new: Question, pages: _Pages
) -> tuple[Effect, Why]:
    match rest:
        case ("kind",):
            return Effect.TRANSFORM, Why.KIND
        case ("unit", *_):
            return Effect.TRANSFORM, Why.UNIT
        case ("checks", *_):
            return _check(found)
        case ("choices", *inner):
            return _choice(found, inner)
    if rest[0] in SAID:
        return Effect.WORDING, Why.WORDS
    return _limit(rest[0], old, new) if rest[0] in LIMITS else _asking(found, rest[0], new, pages)


def _asking(found: Difference, part: str, new: Question, pages: _Pages) -> tuple[Effect, Why]:
    """Parts that say of whom a question is asked."""
    if part == "required":
        return (Effect.ASK, Why.NOW_NEEDED) if new.required else (Effect.COMPATIBLE, Why.FREER)
    if part == "when":
        return _condition(found, asks=new.required)
    if part == "@page" and pages.differ(found) and new.required:
        return Effect.ASK, Why.CONDITION
    return Effect.COMPATIBLE, Why.PREFILL if part == "prefill" else Why.ORDER


def _condition(found: Difference, *, asks: bool) -> tuple[Effect, Why]:
    """A condition where none was hides at most; any other change may show what was hidden."""
    if found.is_new or not asks:
        return Effect.COMPATIBLE, Why.CONDITION_HIDES if found.is_new else Why.OPTIONAL
    return Effect.ASK, Why.CONDITION


def _check(found: Difference) -> tuple[Effect, Why]:
    if found.name == "say":
        return Effect.WORDING, Why.WORDS
    if found.is_gone or found.name == ORDER:
        return Effect.COMPATIBLE, Why.FREER
    return Effect.ASK, Why.CHECK


def _choice(found: Difference, inner: list[str]) -> tuple[Effect, Why]:
    if len(inner) > 1:
        return Effect.WORDING, Why.WORDS
    if inner and inner[0] != ORDER and not found.is_new:
        return Effect.TRANSFORM, Why.CHOICE_GONE
    if not inner and not found.is_new:
        return Effect.TRANSFORM, Why.CHOICE_GONE
    return Effect.COMPATIBLE, Why.FREER


def _limit(part: str, old: Question, new: Question) -> tuple[Effect, Why]:
    if type(old.kind) is not type(new.kind):
        return Effect.COMPATIBLE, Why.KIND_TELLS
    if not is_narrower(part, old, new):
        return Effect.COMPATIBLE, Why.FREER
    # A file cannot be turned into another one; somebody has to give it.
    is_file = new.kind.name == "file"
    return (Effect.ASK, Why.NARROWER) if is_file else (Effect.TRANSFORM, Why.NARROWER)
