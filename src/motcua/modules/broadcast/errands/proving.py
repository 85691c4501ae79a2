"""Asking for a subscription, and having its endpoint prove that it wants to be called."""

import asyncio
import hmac
import secrets
from datetime import datetime
from uuid import UUID

import msgspec

from motcua.foundation import plugs
from motcua.foundation.identifiers import new_id
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.errors import AlreadyDone, NotFound

from .. import operations, queries
from ..ports import Courier, Letter, Patience, Reply, Voice
from ..rules import envelope, signing
from ..rules.policy import policy_on
from ..rules.subscribing import SubscriptionMoment, Wish, name_of

KIND = "vn.motcua.subscription.challenge.v1"


def subscribe(*, wish: Wish, by: Actor, at: datetime) -> operations.Asked:
    """Ask to be told by webhook at an address we may call.

    :raises AddressRefused: we do not call there
    :raises BadName: no name, or one too long
    :raises TooManySubscriptions: the owner has as many as the policy allows
    """
    name_of(wish.name)
    plugs.get(Courier).check(wish.address)
    return operations.ask(wish=wish, by=by, at=at)


def prove(*, subscription_id: UUID, at: datetime) -> bool:
    """Challenge an endpoint: it must answer 2xx with the word it was sent, alone or as JSON
    `{"challenge": …}`. Returns whether it did; nothing is asked where nobody waits for a proof."""
    held = queries.challenge_of(subscription_id, by=SYSTEM)
    if held is None:
        return False
    word = secrets.token_urlsafe(24)
    problem = judge(asyncio.run(_ask(held, word, at=at)), word)
    try:
        operations.note_proof(subscription_id=subscription_id, problem=problem, by=SYSTEM, at=at)
    except (NotFound, AlreadyDone, SubscriptionMoment):
        # Removed, or proven by another try meanwhile: that has the last word.
        return False
    return not problem


def judge(reply: Reply, word: str) -> str:
    """What is wrong with the answer to a challenge, in a word; "" where it is right."""
    if not 200 <= reply.status < 300:
        return reply.told
    said = reply.body.strip()
    try:
        told = msgspec.json.decode(said, type=dict[str, str]).get("challenge", "")
    except (msgspec.DecodeError, UnicodeDecodeError):
        told = said.decode("utf-8", "replace")
    return "" if hmac.compare_digest(told.encode(), word.encode()) else "not-proven"


async def _ask(held: queries.Carried, word: str, *, at: datetime) -> Reply:
    key = new_id()
    body = envelope.event(
        {
            "id": str(key),
            "source": plugs.get(Voice).base_url,
            "type": KIND,
            "subject": f"subscription:{held.id}",
        },
        at=at,
        data=msgspec.json.encode({"challenge": word}),
    )
    message = envelope.message_id(key)
    headers = signing.headers(message, seconds=int(at.timestamp()), body=body, keys=held.keys)
    headers["content-type"] = envelope.MEDIA_TYPE
    policy = policy_on(at.date())
    patience = Patience(policy.connect_within, policy.answer_within, policy.answer_bytes)
    async with plugs.get(Courier).line(patience) as line:
        return await line.post(Letter(held.address, headers, body))
