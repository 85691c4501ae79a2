"""Whose paper a document is: the applicant's, or that of somebody whom the answers name.

A register is asked for a paper only about whom the package says, and about somebody else only on
the ground of an act the package names.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from motcua.kernel.expressions import Expression

from .formulas import Scope, condition
from .reading import Place
from .sources import Listing

APPLICANT = "applicant"
_PARTS = ("personal_id", "full_name")
_NAMED = (*_PARTS, "basis")
#: Which kind of question holds it, and what is said where another does.
_KINDS = {
    "personal_id": ("personal_id", "whose-not-a-number"),
    "full_name": ("person_name", "whose-not-a-name"),
}


@dataclass(frozen=True, slots=True)
class Whose:
    """Where it applies (`when`), and whose paper it then is.

    Without `personal_id` the applicant's. Else the questions that hold the number and the name of
    whose it is, and the act (`basis`) that lets the agency ask a register about them: a number
    alone opens nothing, the register must hold the paper under both.
    """

    when: Expression | None = None
    personal_id: str = ""
    full_name: str = ""
    basis: str = ""

    @property
    def is_applicant(self) -> bool:
        return not self.personal_id


OWN = (Whose(),)


def whose_of(rules: tuple[Whose, ...], facts: Mapping[str, object]) -> Whose | None:
    """The first rule that applies to these facts; None where nobody may be looked up."""
    return next((each for each in rules if each.when is None or each.when.holds(facts)), None)


def read_whose(at: Place, scope: Scope) -> tuple[Whose, ...]:
    """`applicant`, or a list of rules; without the key the applicant's."""
    if not at.is_there:
        return OWN
    if not isinstance(at.node, Listing):
        if at.line() != APPLICANT:
            at.complain("whose-unknown")
        return OWN
    return tuple(_rules(at, scope))


def _rules(at: Place, scope: Scope) -> Iterator[Whose]:
    for item in at.items():
        fields = item.table("", "when person personal_id full_name basis")
        when = condition(fields["when"], scope) if "when" in fields else None
        if "person" in fields:
            if fields["person"].line() != APPLICANT or any(name in fields for name in _NAMED):
                item.complain("whose-unknown")
            yield Whose(when)
            continue
        missing = [name for name in _NAMED if name not in fields]
        for name in missing:
            item.complain("missing-key", name=name)
        if not missing:
            number, named = (_question(fields[part], scope, part) for part in _PARTS)
            yield Whose(when, number, named, fields["basis"].line(longest=80))


def _question(at: Place, scope: Scope, part: str) -> str:
    """The key of the question that holds this part; of the right kind."""
    name = at.line()
    kind, wrong = _KINDS[part]
    if name not in scope.questions:
        at.found.unknown("no-such-question", at.mark, name, scope.questions)
    elif scope.kinds.get(name) != kind:
        at.complain(wrong, name=name)
    return name
