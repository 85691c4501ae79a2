"""Counting: what matched, what was sent, what died, what expired.

`matched` is counted here from the changes, by the database; what was sent is counted by whoever
carries. `motcua check` holds one against the other.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef

from motcua.foundation import rows
from motcua.foundation.database.bootstrap import city_schema

from ..models import DeadLetter, OwnerToken, Subscription
from ..queries.accounts import TAKES
from ..rules.progress import Buried, Progress, Redelivered
from ..rules.subscribing import State
from .sequence import ring_subscriptions

_COUNT_MATCHED = f"""
WITH found AS (
    SELECT s.id, count(c.position) AS n
    FROM broadcast_subscription s
    JOIN broadcast_subscriptionaccount a ON a.subscription_id = s.id AND a.counted_to < %s
    LEFT JOIN broadcast_change c ON c.position > a.counted_to AND c.position <= %s AND {TAKES}
    GROUP BY s.id
), counted AS (
    UPDATE broadcast_subscriptionaccount a SET matched = matched + n, counted_to = %s
    FROM found WHERE found.id = a.subscription_id RETURNING n
)
SELECT count(*) FILTER (WHERE n > 0) FROM counted
"""  # noqa: S608 -- ours
_LOCK_BEHIND = "SELECT id FROM broadcast_subscription WHERE cursor < %s ORDER BY id FOR UPDATE"
#: Always subscriptions before their letters, and in one order: so nobody waits in a circle.
_LOCK = "SELECT id FROM broadcast_subscription WHERE id = ANY (%s) ORDER BY id FOR UPDATE"
_LOCK_DYING = """
SELECT id FROM broadcast_subscription WHERE id IN (
    SELECT subscription_id FROM broadcast_deadletter WHERE buried_at < %s
) ORDER BY id FOR UPDATE
"""
_COUNT_EXPIRED = f"""
UPDATE broadcast_subscription b SET expired = b.expired + found.n, cursor = %s FROM (
    SELECT s.id, count(c.position) AS n FROM broadcast_subscription s
    LEFT JOIN broadcast_change c ON c.position > s.cursor AND c.position <= %s AND {TAKES}
    WHERE s.cursor < %s GROUP BY s.id
) found WHERE found.id = b.id
"""  # noqa: S608 -- ours
_SETTLE = """
UPDATE broadcast_subscription s
SET cursor = p.after, sent = s.sent + p.sent, dead = s.dead + p.dead, tries = p.tries,
    failing_since = p.failing_since, next_try_at = p.next_try_at, last_problem = p.problem,
    last_sent_at = CASE WHEN p.sent > 0 THEN %s ELSE s.last_sent_at END
FROM unnest(%s::uuid[], %s::bigint[], %s::bigint[], %s::bigint[], %s::bigint[], %s::int[],
    %s::timestamptz[], %s::timestamptz[], %s::text[])
    AS p (id, before, after, sent, dead, tries, failing_since, next_try_at, problem)
WHERE s.id = p.id AND s.cursor = p.before
RETURNING s.id
"""
_LAST_BEFORE = """
SELECT max(position) FROM (
    SELECT position, numbered_at FROM broadcast_change ORDER BY position LIMIT %s
) AS oldest WHERE numbered_at < %s
"""
_REMOVE = """
WITH gone AS (DELETE FROM broadcast_change WHERE position <= %s RETURNING 1),
head AS (UPDATE broadcast_sequencehead SET first = %s + 1 RETURNING 1)
SELECT count(*) FROM gone
"""
_SETTLE_DEAD = """
WITH told AS (
    SELECT * FROM unnest(%s::uuid[], %s::bigint[], %s::text[]) AS t (id, position, problem)
), taken AS (
    DELETE FROM broadcast_deadletter d USING told
    WHERE d.subscription_id = told.id AND d.position = told.position AND told.problem = ''
    RETURNING d.subscription_id
), again AS (
    UPDATE broadcast_deadletter d
    SET is_wanted = false, tries = d.tries + 1, problem = told.problem FROM told
    WHERE d.subscription_id = told.id AND d.position = told.position AND told.problem <> ''
)
UPDATE broadcast_subscription s SET sent = s.sent + n, dead = s.dead - n
FROM (SELECT subscription_id, count(*) AS n FROM taken GROUP BY 1) AS t
WHERE s.id = t.subscription_id
"""
_EXPIRE_DEAD = """
WITH gone AS (
    DELETE FROM broadcast_deadletter WHERE buried_at < %s RETURNING subscription_id
)
UPDATE broadcast_subscription s SET expired = s.expired + n, dead = s.dead - n
FROM (SELECT subscription_id, count(*) AS n FROM gone GROUP BY 1) AS g
WHERE s.id = g.subscription_id
"""


def settle(progress: Sequence[Progress], *, at: datetime) -> frozenset[UUID]:
    """Returns the subscriptions that were written: those whose cursor stood where it was told."""
    if not progress:
        return frozenset()
    rows.fetch(_LOCK, [[p.subscription for p in progress]])
    written = frozenset(
        row[0]
        for row in rows.fetch(_SETTLE, [
            at,
            [p.subscription for p in progress],
            [p.before for p in progress],
            [p.after for p in progress],
            [p.sent for p in progress],
            [len(p.buried) for p in progress],
            [p.tries for p in progress],
            [p.failing_since for p in progress],
            [p.next_try_at for p in progress],
            [p.problem for p in progress],
        ])
    )  # fmt: skip
    DeadLetter.objects.bulk_create(
        _letter(p.subscription, buried, at=at)
        for p in progress
        if p.subscription in written
        for buried in p.buried
    )
    return written


def _letter(subscription: UUID, buried: Buried, *, at: datetime) -> DeadLetter:
    return DeadLetter(
        subscription_id=subscription,
        position=buried.position,
        event=buried.event,
        kind=buried.kind,
        body=buried.body,
        problem=buried.problem,
        tries=buried.tries,
        buried_at=at,
    )


def want_dead(subscription_id: UUID) -> int:
    """Mark every dead letter as wanted. Returns how many."""
    found = DeadLetter.objects.filter(subscription_id=subscription_id).update(is_wanted=True)
    if found:
        ring_subscriptions()
    return found


def settle_dead(redelivered: Sequence[Redelivered]) -> None:
    if redelivered:
        rows.fetch(_LOCK, [[r.subscription for r in redelivered]])
        rows.run(_SETTLE_DEAD, [
            [r.subscription for r in redelivered],
            [r.position for r in redelivered],
            [r.problem for r in redelivered],
        ])  # fmt: skip


def hold_accounts() -> None:
    """Until the transaction ends nobody else counts, or removes what is counted.

    Two who counted the same changes at once would both add them.
    """
    rows.run(
        "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))",
        [f"{city_schema(connection)}.accounts"],
    )


def count_matched(up_to: int) -> int:
    """Accounts up to a position. Returns how many subscriptions matched something new."""
    hold_accounts()
    ((found,),) = rows.fetch(_COUNT_MATCHED, [up_to, up_to, up_to])
    return int(found)


def count_expired(up_to: int) -> None:
    """Move cursors that stand before a position past it, counting what was never sent."""
    # Locked first: what is counted next must see where whoever carries left the cursor.
    rows.fetch(_LOCK_BEHIND, [up_to])
    rows.run(_COUNT_EXPIRED, [up_to, up_to, up_to])


def last_before(moment: datetime, limit: int) -> int:
    """The last position numbered before a moment, among the oldest; 0 if there is none."""
    ((found,),) = rows.fetch(_LAST_BEFORE, [limit, moment])
    return int(found or 0)


def remove_changes(up_to: int) -> int:
    ((removed,),) = rows.fetch(_REMOVE, [up_to, up_to])
    return int(removed)


def expire_dead(*, before: datetime) -> None:
    rows.fetch(_LOCK_DYING, [before])
    rows.run(_EXPIRE_DEAD, [before])


def forget_unproven(*, before: datetime) -> None:
    hold_accounts()
    Subscription.objects.filter(state=State.ASKED, asked_at__lt=before, sent=0, dead=0).delete()


def forget_idle_tokens(*, before: datetime) -> None:
    """Tokens that manage nothing: whoever asks anew is given another."""
    managing = Subscription.objects.filter(owner=OuterRef("owner"))
    OwnerToken.objects.filter(~Exists(managing), made_at__lt=before).delete()


def forget_old_secrets(*, at: datetime) -> None:
    Subscription.objects.filter(old_secret_until__lt=at).update(
        old_secret=None, old_secret_until=None
    )
