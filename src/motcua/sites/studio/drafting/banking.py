"""The bank of questions: what is there, how it is asked, and which procedures use it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from motcua.design.page import page
from motcua.foundation import plugs
from motcua.kernel.words import Text
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.catalogue.rules.bank import Bank

from . import shapes
from .doors import designing

#: Procedures that are looked through for what they use.
MOST = 300


@dataclass(frozen=True, slots=True)
class Row:
    """A question of the bank; `used` are the procedures whose form in force uses it."""

    name: str
    label: Text
    kind: str
    says: str
    prefill: str
    used: tuple[tuple[str, Text], ...]


@designing()
def bank(request: HttpRequest) -> HttpResponse:
    """By topic, in the order of their names."""
    kinds = {name: str(words) for name, words in shapes.KINDS}
    used = _used()
    topics: dict[str, list[Row]] = {}
    for name, each in sorted(plugs.get(Bank).questions.items()):
        question = each.question
        row = Row(
            name, question.label, kinds.get(question.kind.name, question.kind.name), each.says,
            question.prefill, tuple(used.get(name, ())),
        )  # fmt: skip
        topics.setdefault(name.partition(".")[0], []).append(row)
    return page(request, "studio/drafting/bank.html", topics=topics)


def _used() -> Mapping[str, list[tuple[str, Text]]]:
    """Name of a question -> code and name of each procedure that uses it."""
    found: dict[str, list[tuple[str, Text]]] = {}
    for code in catalogue.public_procedures_to_file()[:MOST]:
        revision = catalogue.revision(catalogue.public_procedure(code).revision)
        for name in {each.use for each in revision.form.questions() if each.use}:
            found.setdefault(name, []).append((code, revision.short_name))
    return found
