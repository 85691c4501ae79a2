"""A graph of facts as values: what is said of one thing after another, before it is spelt."""

from collections.abc import Iterator
from dataclasses import dataclass

from motcua.kernel.words import Text


@dataclass(frozen=True, slots=True)
class Ref:
    """A thing by its address, or a term of a vocabulary by its short name (`cv:Cost`)."""

    iri: str


@dataclass(frozen=True, slots=True)
class Literal:
    """A text in a language, a value of a type (`xsd:date`), or, with neither, a plain text."""

    value: str
    language: str = ""
    datatype: str = ""


Value = Ref | Literal
Fact = tuple[str, Value]


@dataclass(frozen=True, slots=True)
class Node:
    """A thing, what it is, and what is known of it."""

    iri: str
    types: tuple[str, ...]
    facts: tuple[Fact, ...]


def told(term: str, words: Text) -> Iterator[Fact]:
    """The words in each language they have."""
    if words.vi:
        yield term, Literal(words.vi, language="vi")
    if words.en:
        yield term, Literal(words.en, language="en")


def plain(term: str, value: str) -> Iterator[Fact]:
    if value:
        yield term, Literal(value)


def links(term: str, iris: Iterator[str] | tuple[str, ...] | list[str]) -> Iterator[Fact]:
    """A link to each, once."""
    for iri in dict.fromkeys(iris):
        yield term, Ref(iri)
