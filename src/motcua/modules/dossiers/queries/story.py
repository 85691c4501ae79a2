"""The timeline: the journal of a dossier, told to those who may read it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.foundation import journal
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.words import Text
from motcua.modules.organisation import queries as organisation
from motcua.modules.people import queries as people

from ..rules import SUBJECT
from .sight import seen

#: Facts that repeat what a neighbouring fact says better.
_SILENT = frozenset({
    "payment.begun/1", "payment.mismatched/1", "receipt.issued/1", "dossier.draft_started/1",
    "dossier.ended/1",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Event:
    """One fact: what (`kind`, and for moves `act`), when, and who. Officers are named, since the
    law wants people to know who handles their dossier (Decree 224/2026, Article 15).

    `stands`: the name of who acted for the applicant; empty where the applicant did, or an officer
    whose own act it is. `is_own`: it was the reader.
    """

    kind: str
    act: str
    at: datetime
    who: str
    title: Text | None
    fact: Mapping[str, object]
    stands: str = ""
    is_own: bool = False


def story(dossier_id: UUID, *, by: Actor) -> list[Event]:
    """Everything that happened, oldest first.

    :raises NotFound: not for this reader
    """
    row, _ = seen(dossier_id, by=by)
    entries = [e for e in journal.timeline((SUBJECT, str(dossier_id))) if e.kind not in _SILENT]
    keys = {key for e in entries if (key := _officer(e.actor))}
    names = {str(k): v for k, v in organisation.officers(keys).items()} if keys else {}
    acted = {e.actor for e in entries if e.actor.startswith("person:")}
    stood = acted - {f"person:{row.applicant}"}
    standing = {each: people.display_name(each.partition(":")[2], by=SYSTEM) for each in stood}
    return [_event(entry, names, standing, by=by) for entry in entries]


def _event(
    entry: journal.Entry, names: Mapping[str, organisation.OfficerCard],
    standing: Mapping[str, str], *, by: Actor,
) -> Event:  # fmt: skip
    officer = names.get(_officer(entry.actor) or "")
    kind = entry.kind.rpartition("/")[0]
    return Event(
        kind=kind,
        act=str(entry.fact.get("act", "")),
        at=entry.at,
        who=officer.full_name if officer else entry.actor.partition(":")[0],
        title=officer.title if officer else None,
        fact=entry.fact,
        stands=standing.get(entry.actor, ""),
        is_own=entry.actor == by.id,
    )


def _officer(actor: str) -> str | None:
    kind, _, key = actor.partition(":")
    return key if kind == "officer" else None
