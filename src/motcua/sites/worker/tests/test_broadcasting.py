"""The engine beside the jobs: starts, numbers, survives a database that hangs up, and stops."""

import time
from collections.abc import Callable

import pytest
from django.db import connection

from motcua.modules.broadcast import queries
from motcua.modules.broadcast.tests.factories import a_change, published
from motcua.sites.worker import broadcasting

pytestmark = pytest.mark.django_db(transaction=True)

LIMIT = 30.0


def until(is_so: Callable[[], bool]) -> None:
    limit = time.monotonic() + LIMIT
    while not is_so():
        assert time.monotonic() < limit
        time.sleep(0.02)


def hang_up_on_all_others() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return int(cursor.fetchone()[0])


def test_what_is_published_is_numbered_even_after_the_database_hung_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(broadcasting, "MEND_SECONDS", 0.01)
    with broadcasting.running():
        published(a_change())
        until(lambda: queries.public_head() == 1)
        assert hang_up_on_all_others() >= 1
        published(a_change())
        until(lambda: queries.public_head() == 2)
    published(a_change())
    assert queries.public_head() == 2
