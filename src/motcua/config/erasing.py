"""The command `motcua erase-person`: all of somebody is erased, but for what the law keeps.

Every step can be done again: who stops in the middle runs the command once more. What stays is
named with its legal ground; run after that day, the command erases the files of it too.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

import typer

from . import serving

MASKED = 4
SHOWN = 20
SEALED_AT_ONCE = 1000


def erase_person(
    number: Annotated[str, typer.Argument(help="personal number, tax code, or the person's id")],
    *,
    yes: Annotated[bool, typer.Option("--yes", help="do not ask once more")] = False,
    open_too: Annotated[
        bool, typer.Option("--open-too", help="also while applications are being handled")
    ] = False,
) -> None:
    """Erase a person: drafts, documents, keys, mandates, notices; not what the law keeps."""
    from . import preparing

    with serving.Database():
        preparing.prepare(seed=False)
        raise typer.Exit(_erase(number, is_sure=yes, open_too=open_too))


@dataclass(frozen=True, slots=True)
class Erased:
    """What is gone, in numbers."""

    documents: int
    drafts: int
    mandates: int
    rights: int
    keys: int
    sessions: int
    notices: int


def _erase(number: str, *, is_sure: bool, open_too: bool) -> int:
    say = serving.say
    found = _found(number)
    if len(found) != 1:
        say.print("  nobody has this number" if not found else f"  which of them? {found}")
        return 2
    (person,) = found
    at = datetime.now(UTC)
    if waiting := _being_handled(person):
        say.print(f"  {waiting} applications are being handled", end="")
        say.print("; they stay" if open_too else "; --open-too goes on without them")
        if not open_too:
            return 1
    _tell_kept(person, at=at)
    shown = number[-MASKED:].rjust(len(number), "•")
    if not is_sure and not typer.confirm(f"  Nobody can undo this. Erase all else of {shown}?"):
        return 1
    _tell(erase(person, at=at))
    return 0


def _tell_kept(person: UUID, *, at: datetime) -> None:
    """Before anybody says yes: what stays, until when, and on what ground."""
    from motcua.kernel.actors import SYSTEM
    from motcua.modules.dossiers import queries

    say, kept = serving.say, queries.kept_of(person, by=SYSTEM, now=at)
    for each in kept[:SHOWN]:
        until = f"until {each.until:%d/%m/%Y}" if each.until else "while it is handled, then"
        say.print(f"  stays: application {each.number}, {until} ({each.source.en})")
    if len(kept) > SHOWN:
        say.print(f"  stays: {len(kept) - SHOWN} more")
    if kept:
        say.print(
            "  with each: its answers, files, papers and receipts, who filed it, and its journal"
        )
    say.print(
        "  stays: the log of look-ups in registers, without what they answered, and the journal,"
        " which names nobody (Law 91/2025/QH15: who processes shows what was done)"
    )


def _tell(gone: Erased) -> None:
    for count, words in (
        (gone.documents, "documents: nobody can read them any more"),
        (gone.drafts, "drafts with all that was typed"),
        (gone.mandates, "mandates ended"),
        (gone.rights, "rights to drafts and requests to sign ended"),
        (gone.keys, "keys of programs ended"),
        (gone.sessions, "sessions ended"),
        (gone.notices, "notices"),
    ):
        serving.say.print(f"  erased: {count} {words}")
    serving.say.print("  erased: how they are reached and how they sign in")


def erase(person: UUID, *, at: datetime) -> Erased:
    """Erase all that need not be kept. Again is as good, and erases what need not be kept since."""
    from motcua.design.requests import SESSION_KEY
    from motcua.foundation import sealing, sessions
    from motcua.kernel.actors import SYSTEM
    from motcua.modules.access import operations as access
    from motcua.modules.bundles import operations as bundles
    from motcua.modules.documents import operations as documents
    from motcua.modules.dossiers import operations as dossiers
    from motcua.modules.dossiers import queries
    from motcua.modules.mandates import operations as mandates
    from motcua.modules.people import operations as people

    # Files of before there were keys can be erased once they are sealed, and only then.
    while sealing.seal_old(most=SEALED_AT_ONCE, at=at):
        continue
    # First the ways in, so that nothing new begins meanwhile.
    ended = sessions.end_all(SESSION_KEY, f"person:{person}")
    keys = access.end_all(owner=person, by=SYSTEM, at=at)
    stood = mandates.erase_person(person=person, by=SYSTEM, at=at)
    joined = bundles.erase_drafts_of(person=person, by=SYSTEM, at=at)
    gone = dossiers.erase_drafts_of(person=person, by=SYSTEM, at=at)
    kept = queries.kept_of(person, by=SYSTEM, now=at)
    files = queries.files_kept([each.id for each in kept], by=SYSTEM)
    papers = documents.erase_person(person=person, kept=files, by=SYSTEM, at=at)
    notices = people.forget_person(person_id=person, wholly=not kept, by=SYSTEM, at=at)
    return Erased(
        papers, gone.drafts + joined, stood, gone.rights + gone.requests, keys, ended, notices
    )


def _found(number: str) -> list[UUID]:
    from motcua.kernel.actors import SYSTEM
    from motcua.modules.people import queries as people

    try:
        return sorted(people.public_known([UUID(number)]))
    except ValueError:
        return people.numbered(number, by=SYSTEM)


def _being_handled(person: UUID) -> int:
    """Applications of theirs that have not ended; counted up to a page of them."""
    from motcua.kernel.actors import Actor
    from motcua.modules.dossiers import queries
    from motcua.modules.dossiers.rules import CLOSED

    rows = queries.my_dossiers(by=Actor(f"person:{person}"), limit=100).items
    return sum(row.state not in CLOSED for row in rows)
