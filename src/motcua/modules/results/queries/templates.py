"""Is a template fit to be published? Asked when a package is read, before anybody depends on it."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass

from motcua.foundation import plugs

from ..library import city_template
from ..ports import LETTER_PLACES, RESULT_PLACES, Paper, TemplateBroken, Typesetter
from ..rules import specimen
from ..rules.content import AgencyLines, Signatory, facts_data
from ..rules.letters import LetterKind, letter_data
from ..rules.spec import ResultSpec
from ..rules.templates import forbidden

_AGENCY = AgencyLines("H26.101", "Ủy ban nhân dân phường Mẫu", "UBND", "Mẫu", "Thành phố Mẫu")
_SIGNATORY = Signatory("Trần Văn Mẫu", "Chủ tịch", ("TM. ỦY BAN NHÂN DÂN",))
_ID = "00000000-0000-7000-8000-000000000000"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a template; line 0 where it has none."""

    line: int
    message: str


def public_city_template(kind: LetterKind) -> str:
    """The city's own template of a letter, to start another one from."""
    return city_template(kind)


def public_template_problems(
    template: str, of: ResultSpec | LetterKind, *, answers: Mapping[str, object] | None = None
) -> list[Problem]:
    """Everything wrong with the template of a result, or of a kind of letter.

    It is tried on invented data: all fields filled, all empty, each choice. `answers` are specimen
    answers of the form, for a template that reads `data.answers`.
    """
    words = [Problem(f.line, f"«{f.word}» is not allowed") for f in forbidden(template)]
    if words:
        return words
    found: dict[Problem, None] = {}
    typesetter = plugs.get(Typesetter)
    for paper in papers_of(template, of, answers or {}):
        try:
            typesetter.typeset(paper)
        except TemplateBroken as broken:
            found.update(dict.fromkeys(Problem(t.line, t.message) for t in broken.troubles))
    return list(found)


def papers_of(
    template: str, of: ResultSpec | LetterKind, answers: Mapping[str, object], *,
    is_demo: bool = False,
) -> Iterator[Paper]:  # fmt: skip
    """A template with every kind of invented data, the fullest first."""
    base = {
        **facts_data(specimen.facts(answers)),
        "id": _ID,
        "demo": is_demo,
        "verify": {"url": "https://example.vn/verify"},
        "issued_on": specimen.AT.date().isoformat(),
        "agency": asdict(_AGENCY),
        "signatory": asdict(_SIGNATORY),
    }
    if isinstance(of, LetterKind):
        letter = {**letter_data(specimen.letter(of)), "number": "01/MAU-UBND"}
        data = {**base, "title": str(of), "recipients": [], "letter": letter}
        yield Paper(template, data, specimen.AT, LETTER_PLACES)
        return
    for values, words in specimen.fillings(of):
        body = {**of.result_data(values, words), "recipients": list(of.recipients), "letter": {}}
        yield Paper(template, {**base, **body, "title": of.name.vi}, specimen.AT, RESULT_PLACES)
