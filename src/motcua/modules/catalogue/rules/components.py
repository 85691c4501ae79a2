"""`components.yaml`: the documents of a dossier, when each is needed, where it may come from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypedDict

from motcua.kernel.expressions import Expression
from motcua.kernel.words import Text

from .formulas import Scope, condition
from .reading import Fields, Once, Place
from .whose import OWN, Whose, read_whose

COMPONENT_CODE = r"([0-9]{3}\.[0-9]{2}\.[0-9]{2}\.)?[A-Z][0-9]{2}-KQ[0-9]+"


class Need(StrEnum):
    """How a document is asked for."""

    REQUIRED = "required"  # the dossier is not complete without it
    OPTIONAL = "optional"  # may be added
    FALLBACK = "fallback"  # only where the registers do not give the facts
    SHOWN = "shown"  # shown at the counter and handed back, never kept
    UNSTATED = "unstated"  # the source does not say; never in a complete package


class Source(StrEnum):
    """Where a document may come from."""

    FORM = "form"  # the interactive form itself
    UPLOAD = "upload"
    STORE = "store"  # the person's own document store
    REGISTER = "register"  # looked up by the agency
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class Component:
    """One document. `question` is the form's question that holds its files, if it is uploaded.

    `group` is the situation or heading a source lists it under; `blank_forms` are the files that
    source offers to be filled in. `whose` says about whom a register is asked for it.
    """

    key: str
    code: str
    name: Text
    need: Need
    when: Expression | None
    when_says: Text
    originals: int
    copies: int
    sources: tuple[Source, ...]
    document_type: str
    question: str
    note: Text
    group: Text
    blank_forms: tuple[str, ...]
    whose: tuple[Whose, ...] = OWN

    @property
    def is_cited_from_register(self) -> bool:
        """Whether an extract of a register may stand for the file its question asks for."""
        return bool(self.question) and Source.REGISTER in self.sources

    def is_called_for(self, facts: Mapping[str, object]) -> bool:
        """Whether it belongs to a dossier with these facts (answers, channel, applicant)."""
        return self.when is None or self.when.holds(facts)


def called_for(components: tuple[Component, ...], facts: Mapping[str, object]) -> list[Component]:
    """The documents that belong to a dossier with these facts, in the package's order."""
    return [component for component in components if component.is_called_for(facts)]


def read_components(at: Place, scope: Scope, *, is_complete: bool) -> tuple[Component, ...]:
    if not is_complete:
        keys = Once()
        return tuple(_stated(item, scope, keys) for item in at.items())
    keys, held = Once(), Once()
    found = tuple(_component(item, scope, keys, held) for item in at.items())
    for name, mark in scope.file_questions.items():
        if name not in held.names:
            at.found.add("file-without-component", mark, name=name)
    return found


_NEEDED = "key name need"
_OPTIONAL = "when when_says originals copies document_type note group blank_forms"


def _stated(at: Place, scope: Scope, keys: Once) -> Component:
    """A document as a source lists it: its code may be any or none, and so may where it is from."""
    fields = at.table(_NEEDED, f"{_OPTIONAL} code sources")
    key = keys.see(fields["key"].key(), fields["key"])
    return Component(
        key=key,
        code=fields["code"].line(longest=80) if "code" in fields else "",
        name=fields["name"].words(),
        need=fields["need"].choice(Need),
        sources=fields["sources"].choices(Source),
        question="",
        **_rest(fields, scope, key, most=1000),
    )


class _Rest(TypedDict):
    when: Expression | None
    when_says: Text
    originals: int
    copies: int
    document_type: str
    note: Text
    group: Text
    blank_forms: tuple[str, ...]


def _rest(fields: Fields, scope: Scope, key: str, *, most: int) -> _Rest:
    return {
        "when": condition(fields["when"], scope) if "when" in fields else None,
        "when_says": _words(fields["when_says"]),
        "originals": fields["originals"].whole(high=most) if "originals" in fields else 0,
        "copies": fields["copies"].whole(high=most) if "copies" in fields else 0,
        "document_type": fields["document_type"].key() if "document_type" in fields else key,
        "note": _words(fields["note"]),
        "group": _words(fields["group"]),
        "blank_forms": tuple(each.line() for each in fields["blank_forms"].items()),
    }


def _words(at: Place) -> Text:
    return at.words() if at.is_there else Text("")


def _component(at: Place, scope: Scope, keys: Once, held: Once) -> Component:
    fields = at.table(f"code sources {_NEEDED}", f"{_OPTIONAL} question whose")
    if fields["need"].is_there and fields["need"].line() == Need.UNSTATED:
        fields["need"].complain("need-unstated")
    if "when" in fields and "when_says" not in fields:
        # Else the procedure's page would show the document as asked of everybody.
        at.complain("missing-key", name="when_says")
    key = keys.see(fields["key"].key(), fields["key"])
    sources = fields["sources"].choices(Source)
    if "whose" in fields and Source.REGISTER not in sources:
        fields["whose"].complain("whose-without-register")
    return Component(
        key=key,
        code=fields["code"].matching(COMPONENT_CODE, example="000.00.00.G15-KQ003037"),
        name=fields["name"].words(),
        need=fields["need"].choice(Need),
        sources=sources,
        question=_question(fields, scope, held, sources),
        whose=read_whose(fields["whose"], scope),
        **_rest(fields, scope, key, most=20),
    )


def _question(fields: Fields, scope: Scope, held: Once, sources: tuple[Source, ...]) -> str:
    at = fields["question"]
    if not at.is_there:
        if Source.UPLOAD in sources:
            fields.at.complain("upload-without-question")
        return ""
    name = held.see(at.line(), at)
    if name in scope.file_questions:
        return name
    if name in scope.questions:
        at.complain("question-not-file", name=name)
    else:
        at.found.unknown("no-such-question", at.mark, name, scope.file_questions)
    return name


def uploads(components: tuple[Component, ...]) -> Iterator[tuple[str, Component]]:
    """Form question -> the document its files are."""
    return ((component.question, component) for component in components if component.question)
