"""The city's own templates, which lie beside this file and come with the program."""

from functools import cache
from pathlib import Path

from .rules.letters import LetterKind

#: The one folder that templates may import from.
LETTERS = Path(__file__).resolve().parent / "letters"


@cache
def city_template(kind: LetterKind) -> str:
    """The city's own template of a letter."""
    return (LETTERS / f"{kind}.typ").read_text(encoding="utf-8")
