"""Asking registers: between transactions, and always written down."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from motcua.foundation import plugs
from motcua.foundation.identifiers import new_id
from motcua.foundation.limits import Limit, knock
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotAllowed, Weather
from motcua.modules.people import queries as people

from . import operations, policies
from .ports import Extract, Fact, HeldDocument, Registers, Subject
from .rules import ABOUT, Ground, Outcome, Purpose, RegisterCode, document_holder, holders_of

#: A person starts a few applications a day, and looks again after a mistake.
LOOK_UPS = Limit("register-look-up", most=60, per=timedelta(hours=1))
#: An officer checks many dossiers a day; more is somebody going through the city.
CHECKS = Limit("register-check", most=300, per=timedelta(hours=1))


@dataclass(frozen=True, slots=True)
class Told:
    """A fact with where it is from, or a document a register holds."""

    register: RegisterCode
    lookup: UUID
    fact: Fact


@dataclass(frozen=True, slots=True)
class HeldBy:
    register: RegisterCode
    lookup: UUID
    document: HeldDocument


@dataclass(frozen=True, slots=True)
class Answered:
    """What all registers told together. `silent` did not answer; `unasked` wait for consent."""

    facts: Mapping[str, Told] = field(default_factory=dict)
    documents: Mapping[str, HeldBy] = field(default_factory=dict)
    silent: tuple[RegisterCode, ...] = ()
    unasked: tuple[RegisterCode, ...] = ()


def connected() -> frozenset[RegisterCode]:
    """The registers this city is connected to."""
    return plugs.get(Registers).codes


def needing_consent(facts: Collection[str]) -> list[RegisterCode]:
    """The connected registers that hold these facts and may be asked only if the person agrees."""
    connected = plugs.get(Registers).codes
    return [
        code
        for code in holders_of(facts)
        if code in connected and ABOUT[code].ground is Ground.CONSENT
    ]


def look_up(  # noqa: PLR0913 -- about whom, what for, what, and who asks
    *, person: UUID, facts: Collection[str] = (), documents: Collection[str] = (),
    purpose: Purpose, subject: str = "", agreed: Collection[RegisterCode] = (),
    by: Actor, at: datetime,
) -> Answered:  # fmt: skip
    """Ask every register that holds any of it, each only for what it holds; log each question.

    `agreed` are registers the person consented to. `subject` names what it is for, such as
    `dossier:…`. A register that does not answer is no error: the person is asked instead.

    :raises NotAllowed: not about this person
    :raises TooOften: more than a person or an officer has any reason for
    """
    if not policies.may_ask(by, person):
        raise NotAllowed("registers are asked about oneself, or for a case", act="look_up")
    wanted = _split(facts, documents)
    if not wanted:
        return Answered()
    knock(LOOK_UPS if by.person else CHECKS, by.id, at=at)
    registers = plugs.get(Registers)
    about = _subject(person, by=by)
    found = _Found()
    for code, (names, types) in wanted.items():
        if code not in registers.codes:
            continue
        if ABOUT[code].ground is Ground.CONSENT and code not in agreed:
            found.unasked.append(code)
            continue
        lookup = new_id()
        try:
            told = registers.register(code).look_up(
                about, facts=names, documents=types, ref=str(lookup), at=at
            )
            outcome = Outcome.FOUND if told else Outcome.NOTHING
        except Weather:
            told, outcome = None, Outcome.UNREACHABLE
            found.silent.append(code)
        operations.note_look_up(
            lookup=lookup, person=person, register=code, purpose=purpose, subject=subject,
            facts=names, documents=types, outcome=outcome, by=by, at=at,
        )  # fmt: skip
        if told:
            found.take(code, lookup, told, names, types)
    return found.answered


@dataclass(slots=True)
class _Found:
    facts: dict[str, Told] = field(default_factory=dict)
    documents: dict[str, HeldBy] = field(default_factory=dict)
    silent: list[RegisterCode] = field(default_factory=list)
    unasked: list[RegisterCode] = field(default_factory=list)

    def take(
        self, code: RegisterCode, lookup: UUID, told: Extract,
        names: Collection[str], types: Collection[str],
    ) -> None:  # fmt: skip
        """Only what was asked for, whatever the register sent."""
        for name in sorted(told.facts.keys() & set(names)):
            self.facts[name] = Told(code, lookup, told.facts[name])
        for document in told.documents:
            if document.document_type in types:
                self.documents[document.document_type] = HeldBy(code, lookup, document)

    @property
    def answered(self) -> Answered:
        return Answered(self.facts, self.documents, tuple(self.silent), tuple(self.unasked))


def _split(
    facts: Collection[str], documents: Collection[str]
) -> dict[RegisterCode, tuple[frozenset[str], frozenset[str]]]:
    """What to ask of which register."""
    held = holders_of(facts)
    types: dict[RegisterCode, set[str]] = {}
    for each in documents:
        if (holder := document_holder(each)) is not None:
            types.setdefault(holder, set()).add(each)
    codes = [code for code in RegisterCode if code in held or code in types]
    none: frozenset[str] = frozenset()
    return {code: (held.get(code, none), frozenset(types.get(code, ()))) for code in codes}


def _subject(person: UUID, *, by: Actor) -> Subject:
    if by.person == str(person):
        card = people.person_card(person, by=by)
    else:
        card = people.card_for_case(person, by=by)
    return Subject(card.personal_id, card.tax_code)
