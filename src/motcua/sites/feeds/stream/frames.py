"""What is written on the wire: server-sent events (HTML Living Standard, 9.2)."""

from motcua.modules.broadcast.queries import ChangeCard, Reach
from motcua.modules.broadcast.rules import envelope


def of_change(change: ChangeCard, *, source: str) -> bytes:
    """A change, resumable at its position. The data is one line: JSON has no raw line breaks."""
    event = envelope.structured(change, source=source)
    return b"id: %d\ndata: %s\n\n" % (change.position, event)


def hello(position: int, *, retry_ms: int) -> bytes:
    """The first thing said: how long to wait before coming back, and from where one listens."""
    told = b'event: ready\ndata: {"position": %d}\n\n' % position
    return b"retry: %d\nid: %d\n%s" % (retry_ms, position, told)


def expired(asked: int, reach: Reach) -> bytes:
    """What was asked for is kept no longer, or was never told: listening goes on from `first`."""
    return b'id: %d\nevent: expired\ndata: {"asked": %d, "first": %d, "head": %d}\n\n' % (
        reach.first - 1,
        asked,
        reach.first,
        reach.head,
    )


def heartbeat(position: int) -> bytes:
    """Keeps the line open, and moves the place to resume from without telling anything."""
    return b":\nid: %d\n\n" % position
