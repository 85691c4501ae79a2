"""Fixtures every test may use."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.utils import translation
from hypothesis import HealthCheck, settings

from motcua.foundation.database.bootstrap import pin_functions

# A busy machine must not fail a test: no deadline, and slow drawing is no fault.
settings.register_profile(
    "motcua", deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("motcua")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: object) -> None:  # noqa: ARG001
    """After migration: functions are pinned, and the flush between tests may truncate."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined] # pytest-django has no stubs
        pin_functions(connection)
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE foundation_entry DISABLE TRIGGER no_truncate")
        connection.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What touches the database is marked so: the suite in another schema needs nothing else."""
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        if item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(fixtures):
            item.add_marker(pytest.mark.database)


@pytest.fixture(autouse=True)
def in_vietnamese() -> None:
    """Every test starts in the first language, whatever the one before it left."""
    translation.activate("vi")


@pytest.fixture
def tuesday() -> datetime:
    """Tuesday 2026-11-17, nine in the morning in Hà Nội."""
    return datetime(2026, 11, 17, 2, 0, tzinfo=UTC)
