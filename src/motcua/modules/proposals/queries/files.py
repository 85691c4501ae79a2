"""The texts of proposals: as they stand, and as they were saved."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound

from .. import policies
from ..models import DraftFile, Proposal, Save
from ..rules.files import as_bytes, in_order


@dataclass(frozen=True, slots=True)
class FileCard:
    """One file. `number` is that of the save that wrote it: say it when saving over it."""

    name: str
    content: str
    number: int


@dataclass(frozen=True, slots=True)
class SaveCard:
    number: int
    names: tuple[str, ...]
    saved_by: str
    saved_at: datetime


def texts(proposal: UUID, *, by: Actor) -> dict[str, FileCard]:
    """Every file, as designers read them.

    :raises NotAllowed: drafts are for designers and auditors
    """
    policies.must_read(by)
    found = {
        row.name: FileCard(row.name, row.content, row.number)
        for row in DraftFile.objects.filter(proposal=proposal)
    }
    return {name: found[name] for name in in_order(found)}


def files(proposal: UUID, *, by: Actor) -> dict[str, bytes]:
    """The files as a package is read from.

    :raises NotAllowed: drafts are for designers and auditors
    :raises NotFound: no such proposal
    """
    policies.must_read(by)
    if not Proposal.objects.filter(id=proposal).exists():
        raise NotFound(f"proposal {proposal}")
    return as_bytes(files_in(proposal))


def files_in(proposal: UUID) -> dict[str, str]:
    """Name -> text, for the module itself."""
    rows = DraftFile.objects.filter(proposal=proposal).values_list("name", "content")
    return dict(rows)


def saves(proposal: UUID, *, by: Actor) -> tuple[SaveCard, ...]:
    """Who saved what and when, newest first.

    :raises NotAllowed: drafts are for designers and auditors
    """
    policies.must_read(by)
    found: dict[int, SaveCard] = {}
    for row in Save.objects.filter(proposal=proposal).order_by("-number", "name"):
        known = found.get(row.number)
        names = (*known.names, row.name) if known else (row.name,)
        found[row.number] = SaveCard(row.number, names, row.saved_by, row.saved_at)
    return tuple(found.values())


def saved_text(proposal: UUID, number: int, name: str, *, by: Actor) -> str:
    """A file as a save left it: the newest up to that number.

    :raises NotAllowed: drafts are for designers and auditors
    :raises NotFound: it was never saved
    """
    policies.must_read(by)
    row = (
        Save.objects.filter(proposal=proposal, name=name, number__lte=number)
        .order_by("-number").first()
    )  # fmt: skip
    if row is None:
        raise NotFound(f"{name} {number}")
    return row.content
