"""`/stream`: the city's changes as server-sent events, to many listeners from one connection.

A plain ASGI application; the web server's front mounts it beside Django, which never sees it.
"""

from .door import application

__all__ = ["application"]
