"""Somebody on duty wishes to tell the public something."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from motcua.foundation import plugs, rows
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound
from motcua.kernel.words import Text

from .. import packs, policies, steps
from ..ports import Issuer
from ..queries.places import names_of
from ..rules.cap import MsgType
from ..rules.drafts import Draft, DraftIncomplete, missing_to_propose
from ..rules.machine import AlertMoved, State


class ProposalWaits(AlertMoved):
    """The chain already has a proposal that nobody decided yet."""

    code = "alert-proposal-waits"


@transaction.atomic(durable=True)
def propose(*, draft: Draft, reason: str, by: Actor, at: datetime) -> UUID:
    """Propose a new warning; somebody else confirms it.

    :raises NotAllowed: not on duty
    :raises DraftIncomplete: with everything that is missing
    """
    policies.must_propose(by, plugs.get(Issuer).agency)
    names = checked(draft, reason=reason, at=at)
    new = steps.New(draft, names, reason.strip(), by.id)
    return steps.propose(new, by=by, at=at).id


@transaction.atomic(durable=True)
def propose_update(*, alert_id: UUID, draft: Draft, reason: str, by: Actor, at: datetime) -> UUID:
    """Propose what is to take a standing warning's place; the kind of warning stays.

    :raises NotFound: no such warning
    :raises NotAllowed: not on duty
    :raises AlertMoved: it no longer stands
    :raises ProposalWaits: another proposal of the chain waits to be decided
    :raises DraftIncomplete: with everything that is missing
    """
    policies.must_propose(by, plugs.get(Issuer).agency)
    former = steps.lock(alert_id)
    if former.state != State.ISSUED or former.type == MsgType.CANCEL:
        raise AlertMoved("only a standing warning is updated", state=former.state)
    if former.event != draft.event:
        raise NotFound(f"no alert {alert_id} of that kind")
    names = checked(draft, reason=reason, at=at)
    new = steps.New(draft, names, reason.strip(), by.id, MsgType.UPDATE, former)
    try:
        with transaction.atomic():
            return steps.propose(new, by=by, at=at).id
    except IntegrityError as error:
        if rows.broken(error) in ("chain_has_one_proposal", "rule_proposes_once"):
            raise ProposalWaits("a proposal of the chain waits") from None
        raise


def checked(draft: Draft, *, reason: str, at: datetime) -> dict[str, Text]:
    """The names of the draft's places today.

    :raises DraftIncomplete: with everything that is missing
    """
    names = dict(names_of(draft.places, at=at))
    missing = missing_to_propose(
        draft, reason=reason, at=at, events=frozenset(packs.events()), known=frozenset(names)
    )
    if missing:
        raise DraftIncomplete(missing)
    return names
