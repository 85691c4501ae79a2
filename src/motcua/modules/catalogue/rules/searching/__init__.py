"""How a search is understood: words without marks, the last one perhaps unfinished."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from motcua.kernel.words import Text, fold, nfc

MOST_WORDS = 12
_WORD = re.compile(r"[^\W_]+")
_CODE = re.compile(r"[0-9]\.[0-9]{0,6}(\.[a-z0-9]*)*")
#: What people say around the thing they want; left out where nothing has every word. By their
#: marks, since without them `căn` and `cần`, `thẻ` and `thế`, `chỗ` and `cho` are one.
FILLERS = frozenset(
    _WORD.findall(
        "tôi mình muốn cần xin làm cho về thủ tục hồ sơ ở đâu như thế nào gì là được không và"
        " hoặc toi muon i want to need how do can get a an the my for of and or please apply"
    )
)


@dataclass(frozen=True, slots=True)
class Sought:
    """A search made ready: its words without marks, those that tell something, perhaps a code."""

    words: tuple[str, ...]
    telling: tuple[str, ...]
    code: str

    @property
    def is_empty(self) -> bool:
        return not self.words


def sought(query: str) -> Sought:
    """At most the first twelve words count."""
    typed = _WORD.findall(nfc(query[:300]).lower())[:MOST_WORDS]
    words = tuple(fold(word) for word in typed)
    telling = tuple(fold(word) for word in typed if word not in FILLERS)
    code = fold(query[:300]).replace(" ", "")
    return Sought(words, telling or words, code if _CODE.fullmatch(code) else "")


def all_of(words: Sequence[str]) -> str:
    """A text-search query that every word must meet; the last may be a beginning."""
    return " & ".join(terms(words))


def any_of(words: Sequence[str]) -> str:
    return " | ".join(terms(words))


def terms(words: Sequence[str]) -> list[str]:
    """Each word as a text-search query of its own."""
    whole, last = words[:-1], words[-1:]
    return [f"'{word}'" for word in whole] + [f"'{word}':*" for word in last]


def pairs(words: Sequence[str]) -> list[str]:
    """Neighbouring words: `khai sinh` says more than `khai` and `sinh` far apart."""
    return [f"{one} {other}" for one, other in pairwise(words)]


@dataclass(frozen=True, slots=True)
class SearchText:
    """What a procedure is found by. `names` and `phrases` look like `| dang ky tam tru | … |`."""

    names: str
    phrases: str
    lexemes: str


def search_text(
    names: Iterable[Text], phrases: Iterable[Text], background: Iterable[Text]
) -> SearchText:
    """Names weigh most, then the phrases people use, then what stands around them."""
    named, spoken, around = _plain(names), _plain(phrases), _plain(background)
    positions: dict[str, list[str]] = {}
    at = 0
    for weight, lines in (("A", named), ("B", spoken), ("C", around)):
        for line in lines:
            for word in line.split():
                at += 1
                positions.setdefault(word, []).append(f"{min(at, 16_000)}{weight}")
            # A gap, so that words of two lines do not count as neighbours.
            at += 10
    lexemes = [f"'{word}':{','.join(seen[:40])}" for word, seen in sorted(positions.items())]
    return SearchText(_barred(named), _barred(spoken), " ".join(lexemes))


def plain(line: str) -> str:
    """Words without marks and signs: `. Đăng ký (mới)` is `dang ky moi`."""
    return " ".join(_WORD.findall(fold(line)))


def _plain(texts: Iterable[Text]) -> list[str]:
    lines = [plain(line) for text in texts for line in (text.vi, text.en)]
    return [line for line in dict.fromkeys(lines) if line]


def _barred(lines: Sequence[str]) -> str:
    return "".join(f"| {line} " for line in lines) + "|" if lines else ""
