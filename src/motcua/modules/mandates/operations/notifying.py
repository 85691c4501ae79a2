"""The two people of a mandate are told what the other did, once each; called by reactions."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.errors import NotAllowed
from motcua.modules.people import queries as people
from motcua.modules.people import steps as telling

from .. import notices, sealing
from ..models import Mandate
from ..rules import Act, Ground, State


@transaction.atomic(durable=True)
def tell_offered(*, mandate_id: UUID, by: Actor, at: datetime) -> None:
    """Who is asked hears of it, if they are known here by their number."""
    _must_be_system(by)
    _tell_offered(Mandate.objects.filter(id=mandate_id).first(), at=at)


@transaction.atomic(durable=True)
def tell_newcomer(*, person_id: UUID, by: Actor, at: datetime) -> None:
    """Who was not known when they were asked hears of it when they come."""
    _must_be_system(by)
    mark = people.own_mark(by=Actor(f"person:{person_id}"))
    for row in Mandate.objects.filter(holder_print=mark, state=State.OFFERED):
        _tell_offered(row, at=at)


def _tell_offered(row: Mandate | None, *, at: datetime) -> None:
    if row is None or row.state != State.OFFERED:
        return
    person = people.marked(bytes(row.holder_print), by=SYSTEM)
    if person is not None:
        told = notices.offered(mandate=row.id, giver=_name(row.giver_sealed))
        telling.tell(person, told, by=SYSTEM, at=at)


@transaction.atomic(durable=True)
def tell_began(*, mandate_id: UUID, by: Actor, at: datetime) -> None:
    """The represented always; who claimed it by a paper as well: others decided that."""
    _must_be_system(by)
    row = Mandate.objects.filter(id=mandate_id, state=State.LIVE).first()
    if row is None or row.giver is None or row.holder is None:
        return
    began = notices.began(mandate=row.id, holder=_name(row.holder_sealed))
    telling.tell(row.giver, began, by=SYSTEM, at=at)
    if row.ground == Ground.PAPER:
        accepted = notices.accepted(mandate=row.id, giver=_name(row.giver_sealed))
        telling.tell(row.holder, accepted, by=SYSTEM, at=at)


@transaction.atomic(durable=True)
def tell_ended(*, mandate_id: UUID, act: Act, by: Actor, at: datetime) -> None:
    """The one who did not end it. A claim that is withdrawn before anybody looked tells nobody."""
    _must_be_system(by)
    row = Mandate.objects.filter(id=mandate_id).first()
    if row is None:
        return
    if act in (Act.REVOKE, Act.TURN_DOWN):
        person = row.holder or people.marked(bytes(row.holder_print), by=SYSTEM)
        other = _name(row.giver_sealed)
    else:
        is_known = act is Act.DECLINE or row.began_at is not None
        person, other = row.giver if is_known else None, _name(row.holder_sealed)
    if person is not None:
        told = notices.ended(mandate=row.id, act=act, other=other)
        telling.tell(person, told, by=SYSTEM, at=at)


def _name(sealed: bytes | memoryview) -> str:
    return sealing.unseal_named(sealed).name


def _must_be_system(by: Actor) -> None:
    if by != SYSTEM:
        raise NotAllowed("only the system gives notices")
