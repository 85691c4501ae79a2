"""Sessions in the database, read by one prepared statement: every page of everybody asks."""

from typing import Any

from django.contrib.sessions.backends import db

from . import rows

_FIND = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > now()"


_ALL = "SELECT session_key, session_data FROM django_session WHERE expire_date > now()"
_END = "DELETE FROM django_session WHERE session_key = ANY(%s)"


def end_all(name: str, value: str) -> int:
    """End every session in which this stands under this name. Returns how many.

    What a session holds is opened to look; there is no index of whose it is.
    """
    store = SessionStore()
    theirs = [key for key, data in rows.fetch(_ALL) if store.decode(data).get(name) == value]
    rows.run(_END, [theirs])
    return len(theirs)


class SessionStore(db.SessionStore):
    """As Django's, but for how a session is found."""

    def load(self) -> dict[str, Any]:
        found = rows.fetch(_FIND, [self.session_key])
        if not found:
            self._session_key = None
            return {}
        opened: dict[str, Any] = self.decode(found[0][0])
        return opened
