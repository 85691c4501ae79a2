"""One run at a time in a city: two would compute the same value, each from half of what came."""

from django.db import connection

from motcua.foundation import rows
from motcua.foundation.database.bootstrap import city_schema


def try_lock() -> bool:
    """Take the engine's lock until the transaction ends; False where another run holds it."""
    ((is_ours,),) = rows.fetch(
        "SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [_name()]
    )
    return bool(is_ours)


def lock() -> None:
    """Wait for the engine's lock."""
    rows.run("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [_name()])


def _name() -> str:
    return f"{city_schema(connection)}.indicators"
