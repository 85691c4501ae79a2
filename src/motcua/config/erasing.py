"""The command `motcua erase-person`: what somebody handed in becomes unreadable, for ever."""

from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

import typer

from . import serving

MASKED = 4


def erase_person(
    number: Annotated[str, typer.Argument(help="personal number, tax code, or the person's id")],
    *,
    yes: Annotated[bool, typer.Option("--yes", help="do not ask once more")] = False,
    open_too: Annotated[
        bool, typer.Option("--open-too", help="also while applications are being handled")
    ] = False,
) -> None:
    """Erase a person's key, and with it the content of all documents they handed in."""
    from . import preparing

    with serving.Database():
        preparing.prepare(seed=False)
        raise typer.Exit(_erase(number, is_sure=yes, open_too=open_too))


def _erase(number: str, *, is_sure: bool, open_too: bool) -> int:
    say = serving.say
    found = _found(number)
    if len(found) != 1:
        say.print("  nobody has this number" if not found else f"  which of them? {found}")
        return 2
    (person,) = found
    if waiting := _being_handled(person):
        say.print(f"  {waiting} applications are being handled", end="")
        say.print("" if open_too else "; --open-too erases what their officers need")
        if not open_too:
            return 1
    shown = number[-MASKED:].rjust(len(number), "•")
    if not is_sure and not typer.confirm(f"  Nobody can undo this. Erase what {shown} handed in?"):
        return 1
    gone = erase(person, at=datetime.now(UTC))
    say.print(f"  {gone} documents can be read by nobody any more; drafts are gone")
    return 0


def erase(person: UUID, *, at: datetime) -> int:
    """Throw their drafts away, then erase their key. Returns how many documents they had."""
    from motcua.kernel.actors import SYSTEM, Actor
    from motcua.kernel.errors import Refusal
    from motcua.modules.access import operations as access
    from motcua.modules.documents import operations as documents
    from motcua.modules.dossiers import operations as dossiers
    from motcua.modules.dossiers import queries

    themselves = Actor(f"person:{person}")
    tried: set[UUID] = set()
    # A list shows so many at a time. What they write for others is not theirs to throw away.
    while drafts := [
        each.id
        for each in queries.my_drafts(by=themselves)
        if not each.for_whom and each.id not in tried
    ]:
        for draft in drafts:
            tried.add(draft)
            try:
                dossiers.discard_draft(dossier_id=draft, by=themselves, at=at)
            except Refusal:
                # Filed this very moment.
                continue
    access.end_all(owner=person, by=SYSTEM, at=at)
    return documents.erase_person(person=person, by=SYSTEM, at=at)


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
