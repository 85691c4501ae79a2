"""What a template may not use: it reads its data and the city's library, nothing else."""

import re
from dataclasses import dataclass

LIBRARY = "/official.typ"
_WORDS = r"eval|plugin|read|image|sys|csv|json|xml|yaml|toml|cbor|bibliography|std"
_FORBIDDEN = re.compile(rf"(?<![\w-])({_WORDS})(?![\w-])")
_BROUGHT_IN = re.compile(r"(?<![\w-])(import|include)(?![\w-])(?P<what>[^\n]*)")
_ALLOWED = re.compile(rf'^\s*"{re.escape(LIBRARY)}"\s*(:|$)')


@dataclass(frozen=True, slots=True)
class Forbidden:
    """A forbidden word and its line."""

    line: int
    word: str


def forbidden(template: str) -> list[Forbidden]:
    """Every forbidden word of a template, in reading order.

    A word counts wherever it stands: a reader clever enough to skip strings and comments could be
    led to skip code, and these words do not occur in a Vietnamese paper.
    """
    found = [
        Forbidden(_line(template, match.start()), match.group(1))
        for match in _FORBIDDEN.finditer(template)
    ]
    found += [
        Forbidden(_line(template, match.start()), match.group(1))
        for match in _BROUGHT_IN.finditer(template)
        if not _ALLOWED.match(match.group("what"))
    ]
    return sorted(found, key=lambda each: each.line)


def _line(template: str, position: int) -> int:
    return template.count("\n", 0, position) + 1
