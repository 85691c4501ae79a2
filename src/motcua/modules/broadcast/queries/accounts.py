"""The books of telling: for every subscription, matched = sent + pending + expired + dead.

`matched` and `pending` are counted from the changes by the database, `sent` by whoever carries,
`dead` both by a counter and by its rows. All of one question is one statement: one moment.
"""

from dataclasses import dataclass
from uuid import UUID

from motcua.foundation import rows
from motcua.kernel.actors import Actor

from .. import policies

#: Whether a subscription `s` takes a change `c`: what `rules.Filter.takes` says.
TAKES = """(c.is_public
    AND (cardinality(s.topics) = 0 OR EXISTS (
        SELECT FROM unnest(s.topics) AS wanted
        WHERE c.topic = wanted OR starts_with(c.topic, wanted || '.')))
    AND (cardinality(s.places) = 0 OR c.place = '' OR c.place = ANY (s.places)))"""
PENDING = f"""
SELECT s.id, count(c.position) FROM broadcast_subscription s
JOIN broadcast_change c ON c.position > s.cursor AND {TAKES}
WHERE s.id = ANY (%s::uuid[]) GROUP BY s.id
"""  # noqa: S608 -- ours
_ACCOUNTS = f"""
SELECT s.id, s.name, s.state, a.matched + newly.n, s.sent, pending.n, s.expired, s.dead, letters.n
FROM broadcast_subscription s
JOIN broadcast_subscriptionaccount a ON a.subscription_id = s.id
CROSS JOIN LATERAL (
    SELECT count(*) AS n FROM broadcast_change c WHERE c.position > a.counted_to AND {TAKES}
) newly
CROSS JOIN LATERAL (
    SELECT count(*) AS n FROM broadcast_change c WHERE c.position > s.cursor AND {TAKES}
) pending
CROSS JOIN LATERAL (
    SELECT count(*) AS n FROM broadcast_deadletter d WHERE d.subscription_id = s.id
) letters
ORDER BY s.asked_at, s.id
"""  # noqa: S608 -- ours
_SEQUENCE = """
WITH head AS (SELECT first, position FROM broadcast_sequencehead)
SELECT coalesce((SELECT first FROM head), 1), coalesce((SELECT position FROM head), 0),
    count(*), coalesce(min(position), 0), coalesce(max(position), 0),
    (SELECT count(*) FROM broadcast_waitingchange), count(*) - count(DISTINCT id)
FROM broadcast_change
"""


@dataclass(frozen=True, slots=True)
class AccountCard:
    """What a subscription's filter took, and what became of it. `letters`: rows of dead letters."""

    id: UUID
    name: str
    state: str
    matched: int
    sent: int
    pending: int
    expired: int
    dead: int
    letters: int

    @property
    def is_balanced(self) -> bool:
        settled = self.sent + self.pending + self.expired + self.dead
        return self.matched == settled and self.dead == self.letters


@dataclass(frozen=True, slots=True)
class SequenceCard:
    """The sequence as its head tells it, and as its rows are. `waiting`: not numbered yet."""

    first: int
    head: int
    kept: int
    lowest: int
    highest: int
    waiting: int
    doubles: int

    @property
    def is_whole(self) -> bool:
        """No position is missing or given twice, and no change is told twice."""
        count = self.head - self.first + 1
        ends = (self.first, self.head) if count else (0, 0)
        return self.kept == count and (self.lowest, self.highest) == ends and not self.doubles


def accounts(*, by: Actor) -> list[AccountCard]:
    """The account of every subscription, oldest first.

    :raises NotAllowed: neither of the operations centre nor an administrator
    """
    policies.must_watch(by)
    return [AccountCard(*row) for row in rows.fetch(_ACCOUNTS)]


def sequence(*, by: Actor) -> SequenceCard:
    """How the sequence stands; reads all of it.

    :raises NotAllowed: neither of the operations centre nor an administrator
    """
    policies.must_watch(by)
    return SequenceCard(*rows.fetch(_SEQUENCE)[0])
