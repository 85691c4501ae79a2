"""The result reaches the applicant: online by itself, or by hand at the counter."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.kernel.actors import SYSTEM, Actor
from motcua.modules.results import queries as papers_of
from motcua.modules.results import steps as results
from motcua.modules.results.rules import Receiver

from .. import owing, steps
from ..models import Dossier
from ..rules import Act, Facts


@transaction.atomic(durable=True)
def deliver_online(*, dossier_id: UUID, by: Actor, at: datetime) -> None:
    """The applicant can download it from now on.

    :raises Incomplete: the result waits for its fee
    """
    dossier = steps.lock(dossier_id)
    roles = steps.roles_of(by, dossier)
    facts = Facts(charge_open=owing.holds_result(dossier))
    after = steps.decide(dossier, Act.DELIVER_ONLINE, roles=roles, facts=facts)
    results.mark_delivered(result_id=_issued(dossier), by=by, at=at)
    steps.move(dossier, Act.DELIVER_ONLINE, after, by=by, at=at)


@transaction.atomic(durable=True)
def hand_over(*, dossier_id: UUID, to: Receiver, by: Actor, at: datetime) -> None:
    """Somebody took it at the counter; who is kept, sealed.

    :raises Incomplete: without the receiver's name, or the result waits for its fee
    """
    dossier, roles = steps.lock_for(dossier_id, by=by)
    facts = Facts(receiver_name=to.full_name, charge_open=owing.holds_result(dossier))
    after = steps.decide(dossier, Act.HAND_OVER, roles=roles, facts=facts)
    results.hand_over(result_id=_issued(dossier), to=to, by=by, at=at)
    steps.move(dossier, Act.HAND_OVER, after, by=by, at=at)


def _issued(dossier: Dossier) -> UUID:
    result = papers_of.result_of(steps.subject(dossier), by=SYSTEM)
    assert result is not None, "a resolved dossier has a result"
    return result.id
