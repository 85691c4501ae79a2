"""A situation in words: the answers that led to it."""

from collections.abc import Mapping

from motcua.kernel.words import Text

from .situations import Facts

_NONE = Text("mọi câu trả lời", "any answers")


def told(facts: Facts) -> Text:
    """`copies = 1, fee_group không trả lời`: at most five answers, the last asked being nearest."""
    answers = facts.get("answers")
    found = list(answers.items()) if isinstance(answers, Mapping) else []
    said = ", ".join(f"{key} = {_short(value)}" for key, value in found[-5:])
    return Text(said, said) if said else _NONE


def _short(value: object) -> str:
    text = "…" if isinstance(value, list | dict) else str(value)
    return text if len(text) <= 24 else f"{text[:23]}…"
