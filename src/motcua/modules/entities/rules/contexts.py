"""An @context, compiled once into dictionaries: name to IRI and back. No JSON-LD processor runs.

What is read: terms, prefixes, `@vocab`, `@type`, `@prefix`, lists of contexts and addresses of
pinned ones. The core context always comes last, so that nobody redefines its terms (clause 4.4).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from typing import Any

import msgspec

from . import core
from .problems import BadContent, LdContextNotAvailable

#: Gives the document of a context by its address, or None: it is not pinned here.
Find = Callable[[str], object]

_KEYWORDS = frozenset(
    {
        "@base", "@container", "@context", "@default", "@direction", "@graph", "@id", "@import",
        "@included", "@index", "@json", "@language", "@list", "@nest", "@none", "@prefix",
        "@propagate", "@protected", "@reverse", "@set", "@type", "@value", "@version", "@vocab",
    }
)  # fmt: skip
_SETTINGS = frozenset(
    {"@base", "@direction", "@import", "@language", "@propagate", "@protected", "@version",
     "@vocab"}
)  # fmt: skip
_LIKE_KEYWORD = re.compile(r"@[A-Za-z]+")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_GEN_DELIMS = frozenset(":/?#[]@")
DEEPEST = 8
MOST_PARTS = 64
#: Terms that are told by terms that are told by terms.
LONGEST_CHAIN = 64
MOST_TERMS = 20_000
#: Names remembered for a context that are none of its terms, and how long they may be.
MOST_MEMO, LONGEST_MEMO = 2000, 200


@dataclass(frozen=True, slots=True)
class Term:
    """What a name stands for: its IRI (None: it is taken out of use), coercion, prefix or not."""

    iri: str | None
    coerced: str = ""
    is_prefix: bool = False


@dataclass(slots=True)
class Context:
    """A compiled context. It is never changed after it is made; the two memos only repeat it."""

    terms: dict[str, Term]
    vocab: str | None
    _expanded: dict[str, str] = field(default_factory=dict)
    _compacted: dict[str, str] = field(default_factory=dict)
    _by_iri: dict[str, str] = field(default_factory=dict)
    _prefixes: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for name in sorted(self.terms, key=lambda name: (-len(name), name), reverse=True):
            term = self.terms[name]
            if term.iri is None or term.iri in _KEYWORDS:
                continue
            held = self._by_iri.get(term.iri)
            if held is None or (len(name), name) < (len(held), held):
                self._by_iri[term.iri] = name
            if term.is_prefix:
                self._prefixes.append((term.iri, name))

    def expand(self, name: str) -> str:
        """The IRI of a name.

        :raises BadContent: the context takes this name out of use, or it is a keyword
        """
        found = self._expanded.get(name)
        if found is None:
            iri = expanded(name, self.terms, self.vocab)
            if iri is None or iri in _KEYWORDS:
                raise BadContent(f"the context gives no meaning to {name!r}")
            if len(self._expanded) < MOST_MEMO and len(name) < LONGEST_MEMO:
                self._expanded[name] = iri
            found = iri
        return found

    def compact(self, iri: str) -> str:
        """The shortest name of an IRI; the IRI itself where there is none."""
        found = self._compacted.get(iri)
        if found is None:
            found = self._short(iri)
            if len(self._compacted) < MOST_MEMO and len(iri) < LONGEST_MEMO:
                self._compacted[iri] = found
        return found

    def _short(self, iri: str) -> str:
        if iri in self._by_iri:
            return self._by_iri[iri]
        if self.vocab and iri.startswith(self.vocab) and len(iri) > len(self.vocab):
            rest = iri[len(self.vocab) :]
            if rest not in self.terms and expanded(rest, self.terms, self.vocab) == iri:
                return rest
        options = [
            f"{name}:{iri[len(start) :]}"
            for start, name in self._prefixes
            if iri.startswith(start) and len(iri) > len(start)
        ]
        usable = [
            o for o in options if o not in self.terms
            if expanded(o, self.terms, self.vocab) == iri
        ]  # fmt: skip
        return min(usable, key=lambda o: (len(o), o), default=iri)


def expanded(name: str, terms: Mapping[str, Term], vocab: str | None) -> str | None:
    """The IRI expansion algorithm of JSON-LD 1.1 (5.2) for names relative to the vocabulary."""
    if name in _KEYWORDS:
        return name
    if _LIKE_KEYWORD.fullmatch(name):
        return None
    if name in terms:
        return terms[name].iri
    if ":" in name[1:]:
        found = _prefixed(name, terms)
        if found:
            return found
    return name if vocab is None else vocab + name


def _prefixed(name: str, terms: Mapping[str, Term]) -> str:
    """A name with a colon: a prefix put in full, or an IRI already; '' if neither."""
    prefix, _, suffix = name.partition(":")
    if prefix == "_" or suffix.startswith("//"):
        return name
    term = terms.get(prefix)
    if term is not None and term.iri is not None and term.is_prefix:
        return term.iri + suffix
    return name if _SCHEME.match(name) else ""


class _Definition:
    """One context object being read on top of what was there."""

    def __init__(self, local: Mapping[str, Any], terms: dict[str, Term], vocab: str | None) -> None:
        self.local, self.terms, self.vocab = local, terms, vocab
        self.seen: dict[str, bool] = {}
        self.chain = 0

    def read(self) -> str | None:
        if "@import" in self.local:
            raise LdContextNotAvailable("a context that imports another is not supported")
        if "@vocab" in self.local:
            self.vocab = self._vocab(self.local["@vocab"])
        for name in self.local:
            if name not in _SETTINGS:
                self.define(name)
        return self.vocab

    def _vocab(self, told: object) -> str | None:
        if told is None:
            return None
        if not isinstance(told, str):
            raise BadContent("@vocab must be a string")
        return expanded(told, self.terms, self.vocab) if told else ""

    def define(self, name: str) -> None:
        if self.seen.get(name):
            return
        if name in self.seen:
            raise BadContent(f"the context defines {name!r} by itself")
        if name in _KEYWORDS and name != "@type":
            raise BadContent(f"the context redefines {name}")
        self.seen[name] = False
        if not _LIKE_KEYWORD.fullmatch(name):
            self.terms.pop(name, None)
            self.chain += 1
            if self.chain > LONGEST_CHAIN:
                raise BadContent("the context defines terms by too long a chain of others")
            self.terms[name] = self._term(name, self.local[name])
            self.chain -= 1
        self.seen[name] = True

    def _term(self, name: str, told: object) -> Term:
        if told is None:
            return Term(None)
        if isinstance(told, str):
            iri = self._iri(told) if told != name else self._of_name(name)
            return Term(iri, is_prefix=_ends_as_prefix(name, iri))
        if not isinstance(told, dict):
            raise BadContent(f"the context defines {name!r} by neither text nor object")
        iri = self._told_iri(name, told)
        coerced = told.get("@type", "")
        if not isinstance(coerced, str):
            raise BadContent(f"the @type of {name!r} must be text")
        kind = self._iri(coerced) if coerced else ""
        return Term(iri, kind or "", told.get("@prefix") is True)

    def _told_iri(self, name: str, told: Mapping[str, Any]) -> str | None:
        given = told.get("@reverse", told.get("@id", name))
        if given is None:
            return None
        if not isinstance(given, str):
            raise BadContent(f"the @id of {name!r} must be text")
        return self._iri(given) if given != name else self._of_name(name)

    def _of_name(self, name: str) -> str:
        if ":" in name[1:]:
            prefix, _, suffix = name.partition(":")
            if prefix in self.local and prefix not in _SETTINGS:
                self.define(prefix)
            term = self.terms.get(prefix)
            return (term.iri + suffix) if term is not None and term.iri else name
        if name == "@type":
            return name
        if self.vocab is None:
            # In NGSI-LD the core context follows and has a vocabulary: names without one are its.
            return core.DEFAULT + name
        return self.vocab + name

    def _iri(self, text: str) -> str | None:
        for first in (text, text.partition(":")[0]):
            if first in self.local and first not in _SETTINGS and not self.seen.get(first):
                self.define(first)
        return expanded(text, self.terms, self.vocab)


def _ends_as_prefix(name: str, iri: str | None) -> bool:
    plain = ":" not in name and "/" not in name
    return plain and bool(iri) and (str(iri)[-1] in _GEN_DELIMS or str(iri).startswith("_:"))


State = tuple[dict[str, Term], str | None]


def _fold(told: object, find: Find, state: State, depth: int, seen: list[int]) -> State:
    """What a context makes of the one before it. `seen`: terms of each part so far."""
    seen.append(len(told) if isinstance(told, dict) else 0)
    if sum(seen) > MOST_TERMS:
        raise BadContent("the context has too many terms")
    if depth > DEEPEST or len(seen) > MOST_PARTS:
        raise BadContent("the context is nested too deeply")
    if told is None:
        return {}, None
    if isinstance(told, list):
        for part in told:
            state = _fold(part, find, state, depth + 1, seen)
        return state
    if isinstance(told, str):
        if told in core.CORE_URLS:
            return state[0] | _core()[0], _core()[1]
        return _fold(_document(told, find), find, state, depth + 1, seen)
    return _defined(told, state)


def _defined(told: object, state: State) -> State:
    if not isinstance(told, dict):
        raise BadContent("an @context is an address, an object, or a list of them")
    terms = dict(state[0])
    return terms, _Definition(told, terms, state[1]).read()


def _document(url: str, find: Find) -> object:
    found = find(url)
    if not isinstance(found, dict) or "@context" not in found:
        raise LdContextNotAvailable(f"{url[:300]} is not pinned here, and nothing is ever fetched")
    return found["@context"]


@cache
def _core() -> State:
    terms: dict[str, Term] = {}
    vocab = _Definition(core.document()["@context"], terms, None).read()
    return terms, vocab


@cache
def core_context() -> Context:
    """The core context alone."""
    return Context(*_core())


def compiled(told: object, find: Find) -> Context:
    """A context as a client gives it, with the core context after it.

    :raises BadContent: it is not a context
    :raises LdContextNotAvailable: it names one that is not pinned here
    """
    terms, _ = _fold(told, find, ({}, None), 0, [])
    core_terms, vocab = _core()
    return Context(terms | core_terms, vocab)


def digest(told: object) -> str:
    """SHA-256 of a context's canonical form, under which its compiled form is kept."""
    return sha256(msgspec.json.encode(told, order="deterministic")).hexdigest()
