"""What of an erased person's the law keeps: which dossiers, until when, with which files."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q

from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.errors import NotFound
from motcua.kernel.words import Text
from motcua.modules.people import queries as people

from ..models import Cosignature, Dossier, HeldFile
from ..rules import State
from ..rules.retention import kept_until, retention_of

HERE = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass(frozen=True, slots=True)
class KeptDossier:
    """A dossier that stays. `until`: the last day; None while it has not ended. `is_theirs`: they
    applied; else they acted for somebody, or signed."""

    id: UUID
    number: str
    until: date | None
    source: Text
    is_theirs: bool


def kept_of(person: UUID, *, by: Actor, now: datetime) -> list[KeptDossier]:
    """All that must stay of them on this day. :raises NotFound: only the system"""
    if by != SYSTEM:
        raise NotFound("only for the system")
    mark = people.own_mark(by=Actor(f"person:{person}"))
    signed = Cosignature.objects.filter(Q(person=person) | Q(number_print=mark))
    theirs = Q(applicant=person) | Q(submitter=person) | Q(id__in=signed.values("dossier"))
    rows = Dossier.objects.filter(theirs).exclude(state=State.DRAFT).order_by("filed_at")
    day = now.astimezone(HERE).date()
    found = [_kept(row, person, day) for row in rows]
    return [each for each in found if each.until is None or each.until >= day]


def files_kept(dossiers: list[UUID], *, by: Actor) -> set[str]:
    """The files these dossiers name. :raises NotFound: only the system"""
    if by != SYSTEM:
        raise NotFound("only for the system")
    held = HeldFile.objects.filter(dossier__in=dossiers)
    return set(held.values_list("file_id", flat=True))


def _kept(row: Dossier, person: UUID, day: date) -> KeptDossier:
    ended_on = row.ended_at.astimezone(HERE).date() if row.ended_at else None
    return KeptDossier(
        row.id,
        row.code or row.submission_number or "",
        kept_until(row.procedure, ended_on=ended_on, day=day),
        retention_of(row.procedure, day).source,
        row.applicant == person,
    )
