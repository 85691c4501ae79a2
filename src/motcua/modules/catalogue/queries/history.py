"""Every revision a procedure ever had, and the files of one: what was published is public."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from motcua.kernel.errors import NotFound

from .. import models
from ..rules.states import Published, State


@dataclass(frozen=True, slots=True)
class RevisionCard:
    """`published` is empty for a draft and for what has ended."""

    id: UUID
    digest: str
    state: State
    effective_from: date
    effective_to: date | None
    imported_by: str
    imported_at: datetime
    published_at: datetime | None
    is_current: bool

    @property
    def published(self) -> Published | None:
        if self.state is not State.PUBLISHED or self.published_at is None:
            return None
        return Published(self.id, self.effective_from, self.effective_to, self.published_at)


def public_revisions(code: str) -> tuple[RevisionCard, ...]:
    """Those ever published, in the order they were; none for a procedure we do not have."""
    rows = (
        models.Revision.objects.filter(procedure__code=code, published_at__isnull=False)
        .select_related("procedure").defer("content", "source").order_by("published_at", "id")
    )  # fmt: skip
    return tuple(
        RevisionCard(
            id=row.id,
            digest=row.digest,
            state=State(row.state),
            effective_from=row.effective_from,
            effective_to=row.effective_to,
            imported_by=row.imported_by,
            imported_at=row.imported_at,
            published_at=row.published_at,
            is_current=row.procedure.current_id == row.id,
        )
        for row in rows
    )


def public_source(revision: UUID) -> dict[str, bytes]:
    """The files of a revision as they were written.

    :raises NotFound: no such revision, or it was never published
    """
    row = (
        models.Revision.objects.filter(id=revision, published_at__isnull=False)
        .values_list("source", flat=True).first()
    )  # fmt: skip
    if row is None:
        raise NotFound(f"revision {revision}")
    source: dict[str, str] = row
    return {name: text.encode() for name, text in source.items()}


def public_has_content(digest: str) -> bool:
    """Whether a package of this content was brought in before."""
    return models.Revision.objects.filter(digest=digest).exists()
