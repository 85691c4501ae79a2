"""Sessions in the database, read by one prepared statement: every page of everybody asks."""

from typing import Any

from django.contrib.sessions.backends import db

from . import rows

_FIND = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > now()"


class SessionStore(db.SessionStore):
    """As Django's, but for how a session is found."""

    def load(self) -> dict[str, Any]:
        found = rows.fetch(_FIND, [self.session_key])
        if not found:
            self._session_key = None
            return {}
        opened: dict[str, Any] = self.decode(found[0][0])
        return opened
