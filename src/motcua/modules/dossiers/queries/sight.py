"""Finding one dossier that the reader may see; everything else does not exist."""

from uuid import UUID

from motcua.foundation import rows
from motcua.kernel.actors import Actor, Role
from motcua.kernel.errors import NotFound

from .. import standing
from ..models import Dossier, Opinion
from ..rules import State


def seen(dossier_id: UUID, *, by: Actor) -> tuple[Dossier, frozenset[Role]]:
    """The dossier and as what the reader meets it; asked agencies see it with no role of their own.

    :raises NotFound: none, or not for this reader
    """
    row = rows.found(Dossier, dossier_id)
    if row is None:
        raise NotFound("no such dossier")
    roles = standing.roles_seen(by, row)
    if row.state == State.DRAFT and Role.APPLICANT not in roles:
        raise NotFound("no such dossier")
    if not roles and not _was_asked(row, by=by):
        raise NotFound("no such dossier")
    return row, roles


def _was_asked(row: Dossier, *, by: Actor) -> bool:
    agencies = by.agencies(Role.CASE_OFFICER, Role.DEPT_HEAD)
    return bool(agencies) and Opinion.objects.filter(dossier=row, of_agency__in=agencies).exists()
