"""What a template would look like on paper, set with invented data and marked as a specimen."""

from collections.abc import Mapping

from motcua.foundation import plugs

from ..ports import TemplateBroken, Typesetter
from ..rules.letters import LetterKind
from ..rules.spec import ResultSpec
from .templates import Problem, papers_of


def public_specimen(
    template: str, of: ResultSpec | LetterKind, *, answers: Mapping[str, object]
) -> bytes | tuple[Problem, ...]:
    """The PDF, or what is wrong with the template."""
    paper = next(papers_of(template, of, answers, is_demo=True))
    try:
        return plugs.get(Typesetter).typeset(paper)
    except TemplateBroken as broken:
        return tuple(Problem(each.line, each.message) for each in broken.troubles)
