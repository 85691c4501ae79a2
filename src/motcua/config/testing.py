"""The pytest plug-in that gives every run a PostgreSQL and a database of its own.

Loaded with `-p` before Django's settings are. Several runs share one server; the last one stops it.
"""

import os
import tempfile
from pathlib import Path

import pytest

from motcua.adapters.embedded_postgres import Server

ROOT = Path(__file__).resolve().parents[3]
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off",
        "max_connections": "200"}  # fmt: skip

_held: list[Server] = []


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    if "PYTEST_XDIST_WORKER" in os.environ:
        # Each worker has a database of its own, and so a home: one must not sweep another's files.
        os.environ["MOTCUA_HOME"] = tempfile.mkdtemp(prefix="motcua-test-")
        return
    os.environ["MOTCUA_PROFILE"] = "test"
    os.environ["MOTCUA_TEST_DATABASE"] = f"test_{os.getpid()}"
    os.environ["MOTCUA_HOME"] = tempfile.mkdtemp(prefix="motcua-test-")
    if not os.environ.get("MOTCUA_DATABASE_URL"):
        os.environ["MOTCUA_DATABASE_URL"] = _shared_server()


def pytest_unconfigure() -> None:
    while _held:
        _held.pop().leave()


def _shared_server() -> str:
    home = Path(os.environ.get("MOTCUA_TEST_HOME", ROOT / ".motcua-test"))
    server = Server(home, settings=FAST)
    server.join()
    _held.append(server)
    return server.url()
