"""A condition in words, for paper that cannot hide a question: «if you answered … with …».

Each comparison names the question by its label and the answer by its own. What is too involved for
a line is told by the questions it depends on, which is less, and still true.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from motcua.kernel.expressions import Expression, Node
from motcua.kernel.expressions.tree import Binary, Call, Items, Literal, Name, Unary, walk
from motcua.kernel.words import Text
from motcua.modules.forms.rules import Form, Question

from .linked.names import CHANNELS

_JOIN = {"&&": Text(" và ", " and "), "||": Text(" hoặc ", " or ")}
_ORDER = {
    "<": Text("nhỏ hơn", "less than"), "<=": Text("không quá", "at most"),
    ">": Text("lớn hơn", "more than"), ">=": Text("từ", "at least"),
}  # fmt: skip
_IF = Text("Nếu {}", "If {}")
_DEPENDS = Text("Tùy câu trả lời: {}", "Depends on: {}")
_IS = Text("“{}” là “{}”", "“{}” is “{}”")
_IS_NOT = Text("“{}” không phải là “{}”", "“{}” is not “{}”")
_YES = Text("“{}”: có", "“{}”: yes")
_NO = Text("“{}”: không", "“{}”: no")
_COMPARED = Text("“{}” {} {}", "“{}” is {} {}")
_GIVEN = Text("có trả lời “{}”", "“{}” is answered")
_CHANNEL = Text("cách nộp", "how you file")
_OR = Text(" hoặc ", " or ")


@dataclass(frozen=True, slots=True)
class _Writer:
    """`questions` are by key; texts are taken in `language`."""

    questions: Mapping[str, Question]
    language: str

    def say(self, node: Node) -> str | None:
        """The condition, or None where it is too involved."""
        match node:
            case Binary("&&" | "||" as sign, left, right):
                return self._joined(sign, left, right)
            case Binary(sign, Name() as name, value):
                return self._compared(sign, name, value)
            case Unary("!", Name() as name):
                return self._filled(_NO, self.label(name))
            case Name():
                return self._filled(_YES, self.label(node))
            case Call("has", (Name() as name,)):
                return self._filled(_GIVEN, self.label(name))
            case _:
                return None

    def _compared(self, sign: str, name: Name, value: Node) -> str | None:
        if isinstance(value, Items):
            return self._among(name, value.items) if sign == "in" else None
        if not isinstance(value, Literal):
            return None
        if sign in ("==", "!="):
            return self._equal(sign, name, value)
        if sign in _ORDER and isinstance(value.value, int):
            return self._filled(_COMPARED, self.label(name), self._t(_ORDER[sign]), value.value)
        return None

    def _joined(self, sign: str, left: Node, right: Node) -> str | None:
        both = [self.say(left), self.say(right)]
        if None in both:
            return None
        mixed = [f"({said})" if self._mixes(sign, side) else str(said)
                 for said, side in zip(both, (left, right), strict=True)]  # fmt: skip
        return self._t(_JOIN[sign]).join(mixed)

    def _mixes(self, sign: str, side: Node) -> bool:
        return isinstance(side, Binary) and side.sign in _JOIN and side.sign != sign

    def _equal(self, sign: str, name: Name, value: Literal) -> str | None:
        if isinstance(value.value, bool):
            is_yes = value.value is (sign == "==")
            return self._filled(_YES if is_yes else _NO, self.label(name))
        frame = _IS if sign == "==" else _IS_NOT
        return self._filled(frame, self.label(name), self._answer(name, value))

    def _among(self, name: Name, items: tuple[Node, ...]) -> str | None:
        answers = [self._answer(name, item) for item in items if isinstance(item, Literal)]
        if len(answers) != len(items) or None in answers:
            return None
        told = f"”{self._t(_OR)}“".join(str(answer) for answer in answers)
        return self._filled(_IS, self.label(name), told)

    def _filled(self, frame: Text, *parts: object) -> str | None:
        return None if None in parts else self._t(frame).format(*parts)

    def label(self, name: Name) -> str | None:
        if name.path == ("channel",):
            return self._t(_CHANNEL)
        known = len(name.path) == 2 and name.path[0] == "answers" and name.path[1] in self.questions
        return self._t(self.questions[name.path[1]].label) if known else None

    def _answer(self, name: Name, value: Literal) -> str | None:
        if name.path == ("channel",):
            return self._t(CHANNELS.get(str(value.value), Text(str(value.value)))).lower()
        question = self.questions.get(name.path[-1])
        choices = getattr(question.kind, "choices", ()) if question else ()
        named = [self._t(each.label) for each in choices if each.value == value.value]
        return named[0] if named else (str(value.value) if not choices else None)

    def _t(self, text: Text) -> str:
        return text.in_(self.language)


def in_words(condition: Expression, form: Form, language: str) -> str:
    """When it holds, as a sentence that begins with «If»; labels in the given language."""
    writer = _Writer({question.key: question for question in form.questions()}, language)
    if (said := writer.say(condition.tree)) is not None:
        return _IF.in_(language).format(said)
    names = [node for node in walk(condition.tree) if isinstance(node, Name)]
    labels = dict.fromkeys(filter(None, (writer.label(name) for name in reversed(names))))
    return _DEPENDS.in_(language).format("; ".join(f"“{label}”" for label in labels))
