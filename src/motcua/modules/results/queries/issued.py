"""Results of many subjects at once: what somebody holds in their hands from us."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from motcua.foundation import sealing
from motcua.kernel.actors import Actor
from motcua.kernel.words import Text

from .. import policies
from ..models import Letter, Result
from ..rules import life

Subject = tuple[str, str]


@dataclass(frozen=True, slots=True)
class IssuedCard:
    """A result that stands: issued, and neither replaced nor recalled."""

    id: UUID
    subject: Subject
    title: Text
    number: str
    issued_on: date


def issued_for(subjects: Collection[Subject], *, by: Actor) -> list[IssuedCard]:
    """The results in force of these subjects, latest first. Which are the reader's, judge above."""
    policies.must_be_somebody(by)
    kinds, ids = {kind for kind, _ in subjects}, [key for _, key in subjects]
    rows = Result.objects.filter(
        subject_type__in=kinds, subject_id__in=ids, state__in=[s.value for s in life.STANDING]
    ).exclude(issued_sha256="")
    return [
        IssuedCard(
            row.id, (row.subject_type, row.subject_id), Text(row.title_vi, row.title_en),
            row.number_text, row.issued_on,
        )
        for row in rows.order_by("-issued_on", "-id") if row.issued_on
    ]  # fmt: skip


@sealing.named_by_city("results.issued")
def _issued_here(digest: str) -> bool:
    """Whether it is a result or a letter of the city's, or its signed data."""
    result = Q(issued_sha256=digest) | Q(signed_sha256=digest)
    letter = Q(file_sha256=digest) | Q(twin_sha256=digest)
    return Result.objects.filter(result).exists() or Letter.objects.filter(letter).exists()
