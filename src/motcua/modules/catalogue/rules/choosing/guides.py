"""A guide through one life event: what to ask next, and what is needed in the end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from motcua.kernel.expressions import Expression
from motcua.kernel.words import Text

from ..procedure import LifeEvent

#: What was answered: one choice, or of a question that takes many those that were ticked.
Answers = Mapping[str, str | tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Choice:
    key: str
    label: Text
    hint: Text


@dataclass(frozen=True, slots=True)
class Question:
    """`when` holds the condition it is asked under; `takes_many`: several choices or none."""

    key: str
    label: Text
    hint: Text
    choices: tuple[Choice, ...]
    when: Expression | None
    takes_many: bool

    def heard(self, given: Sequence[str]) -> str | tuple[str, ...] | None:
        """The answer in what was given; None where there is none that may be."""
        keys = [choice.key for choice in self.choices]
        chosen = tuple(key for key in keys if key in given)
        if self.takes_many:
            return chosen
        return chosen[0] if len(chosen) == 1 else None


@dataclass(frozen=True, slots=True)
class Listed:
    """A procedure and why it is needed. `after`: codes of those whose results it asks for."""

    code: str
    why: Text
    when: Expression | None
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guide:
    event: LifeEvent
    title: Text
    questions: tuple[Question, ...]
    procedures: tuple[Listed, ...]

    def asked(self, answers: Answers) -> tuple[Question, ...]:
        """The questions that these answers lead through, up to the first without one."""
        asked: list[Question] = []
        facts: dict[str, object] = {}
        for question in self.questions:
            if question.when is None or question.when.holds(facts):
                asked.append(question)
                if question.key not in answers:
                    break
                facts[question.key] = answers[question.key]
        return tuple(asked)

    def counted(self, answers: Answers) -> dict[str, str | tuple[str, ...]]:
        """The answers to questions that are asked; another's is as if never given."""
        keys = [question.key for question in self.asked(answers)]
        return {key: answers[key] for key in keys if key in answers}

    def next_question(self, answers: Answers) -> Question | None:
        """What to ask now; None when all is known."""
        asked = self.asked(answers)
        return asked[-1] if asked and asked[-1].key not in answers else None

    def needed(self, answers: Answers) -> tuple[Listed, ...]:
        """What is needed, in the order to do it in."""
        facts: Mapping[str, object] = self.counted(answers)
        return tuple(
            each for each in self.procedures if each.when is None or each.when.holds(facts)
        )
