"""Where each answer comes from: who holds it, since when, whose hand gave it, what was corrected.

Kept beside the answers, by the key of the question. Pure; what is sealed is `packed`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from .definition import Form
from .kinds.computed import Computed


class Origin(StrEnum):
    """What kind of thing told the answer."""

    TYPED = "typed"
    IDENTITY = "identity"
    REGISTER = "register"
    DOSSIER = "dossier"
    DOCUMENT = "document"
    LINK = "link"
    MACHINE = "machine"
    COMPUTED = "computed"


class Hand(StrEnum):
    """Who put the answer in, seen from the applicant."""

    SELF = "self"
    HELPER = "helper"
    REPRESENTATIVE = "representative"
    CLERK = "clerk"
    MACHINE = "machine"
    NOBODY = "nobody"


#: Origins that hold facts: a different answer corrects them, and the officer is told.
HOLDERS = frozenset({Origin.IDENTITY, Origin.REGISTER})


@dataclass(frozen=True, slots=True)
class Source:
    """Where one answer comes from.

    `name` says which: code of the register, identity provider, number of the earlier dossier, or
    who made the link. `as_of` is the day from which the source knows it, `ref` leads to the act of
    looking it up or to the dossier. `actor` is whose hand it was, where that is not the applicant.
    `confirmed_at` is when somebody said that it is right. Where the answer corrects a fact,
    `held` is what the register or identity holds, `held_by` says which, `why` is what whoever
    corrected it said, and `proof` are the files they gave for it.
    """

    origin: Origin
    at: datetime
    name: str = ""
    as_of: date | None = None
    ref: str = ""
    hand: Hand = Hand.SELF
    actor: str = ""
    confirmed_at: datetime | None = None
    held: object = None
    held_by: "Source | None" = None
    why: str = ""
    proof: tuple[Mapping[str, object], ...] = ()

    @property
    def is_correction(self) -> bool:
        """Whether a register or identity holds something else."""
        return self.held_by is not None

    @property
    def is_fact(self) -> bool:
        """Whether a register or identity holds just this."""
        return self.origin in HOLDERS

    @property
    def is_unconfirmed(self) -> bool:
        """Whether it was filled in and nobody has looked at it yet."""
        return self.origin not in (Origin.TYPED, Origin.COMPUTED) and self.confirmed_at is None


Sources = Mapping[str, Source]


def traced(
    before: Mapping[str, object],
    after: Mapping[str, object],
    known: Sources,
    *,
    given: Sources,
    typed: Source,
) -> dict[str, Source]:
    """The sources of `after`, once what stood in `before` was changed.

    What came with a source (`given`) has that one; what stayed keeps the one it had, if any; all
    else was `typed`. An answer in the place of a fact is a correction and remembers it; the fact
    typed in again is the fact again. A given source of what was typed says why, with which proof.
    """
    found: dict[str, Source] = {}
    for key, answer in after.items():
        source, own = known.get(key), given.get(key)
        if own is not None and own.origin is Origin.TYPED:
            changed = typed if source is None else _changed(source, before.get(key), answer, typed)
            found[key] = replace(changed, why=own.why, proof=own.proof)
        elif own is not None:
            found[key] = own
        elif key in before and same(before[key], answer):
            if source is not None:
                found[key] = source
        elif source is None:
            found[key] = typed
        else:
            found[key] = _changed(source, before.get(key), answer, typed)
    return found


def same(one: object, other: object) -> bool:
    """Whether two answers say the same; an address read anew on a later day does."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        keys = (one.keys() | other.keys()) - {"as_of"}
        return all(one.get(key) == other.get(key) for key in keys)
    return one == other


def _changed(source: Source, before: object, answer: object, typed: Source) -> Source:
    if source.held_by is not None:
        if same(answer, source.held):
            return replace(source.held_by, confirmed_at=typed.at)
        return replace(typed, held=source.held, held_by=source.held_by)
    # A paper sent after all, or beside what a register told, corrects nothing.
    if source.is_fact and not isinstance(before, list):
        return replace(typed, held=before, held_by=source)
    return typed


def confirmed(known: Sources, keys: frozenset[str], *, by: Source) -> dict[str, Source]:
    """The sources after somebody said that these answers are right; `by` tells whose hand."""
    return {
        key: replace(source, confirmed_at=by.at, hand=by.hand, actor=by.actor)
        if key in keys and source.is_unconfirmed
        else source
        for key, source in known.items()
    }


def of_filed(
    form: Form, filed: Mapping[str, object], known: Sources, *, typed: Source
) -> dict[str, Source]:
    """The sources of exactly what is filed; what was computed says so."""
    computed = replace(typed, origin=Origin.COMPUTED, hand=Hand.NOBODY, actor="")
    kinds = {question.key: question.kind for question in form.questions()}
    return {
        key: computed if isinstance(kinds.get(key), Computed) else known.get(key, typed)
        for key in filed
    }


# What is sealed: each different source once, and which answers have it.

_Packed = dict[str, object]


def packed(sources: Sources) -> _Packed:
    """As JSON values."""
    listed: list[_Packed] = []
    places: dict[str, int] = {}
    for key, source in sources.items():
        each = _plain(source)
        if each not in listed:
            listed.append(each)
        places[key] = listed.index(each)
    return {"sources": listed, "answers": places}


def unpacked(tree: object) -> dict[str, Source]:
    """The sources that `packed` packed; nothing where nothing was kept."""
    if not isinstance(tree, Mapping):
        return {}
    listed = [_read(each) for each in tree["sources"]]
    return {key: listed[place] for key, place in tree["answers"].items()}


def _plain(source: Source) -> _Packed:
    found: _Packed = {"origin": source.origin.value, "at": _moment(source.at)}
    if source.hand is not Hand.SELF:
        found["hand"] = source.hand.value
    for key in ("name", "ref", "actor", "why"):
        if value := getattr(source, key):
            found[key] = value
    if source.as_of is not None:
        found["as_of"] = source.as_of.isoformat()
    if source.confirmed_at is not None:
        found["confirmed_at"] = _moment(source.confirmed_at)
    if source.held_by is not None:
        found |= {"held": source.held, "held_by": _plain(source.held_by)}
    if source.proof:
        found["proof"] = [dict(each) for each in source.proof]
    return found


def _read(tree: Mapping[str, object]) -> Source:
    held_by, as_of = tree.get("held_by"), tree.get("as_of")
    confirmed_at, proof = tree.get("confirmed_at"), tree.get("proof")
    return Source(
        origin=Origin(str(tree["origin"])),
        at=datetime.fromisoformat(str(tree["at"])),
        name=str(tree.get("name", "")),
        as_of=date.fromisoformat(str(as_of)) if as_of else None,
        ref=str(tree.get("ref", "")),
        hand=Hand(str(tree.get("hand", Hand.SELF.value))),
        actor=str(tree.get("actor", "")),
        confirmed_at=datetime.fromisoformat(str(confirmed_at)) if confirmed_at else None,
        held=tree.get("held"),
        held_by=_read(held_by) if isinstance(held_by, Mapping) else None,
        why=str(tree.get("why", "")),
        proof=tuple(proof) if isinstance(proof, list) else (),
    )


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
