"""Partitions of single months, with the rows of theirs that wait in the loose one."""

from datetime import UTC, date, datetime

from dateutil.relativedelta import relativedelta
from django.db import transaction
from psycopg import sql

from motcua.foundation.database.bootstrap import city_schema
from motcua.foundation.database.routes import city_connection

from .writing import TABLE

LOOSE = f"{TABLE}_loose"


def waiting() -> set[date]:
    """Months that rows lie in the loose partition for."""
    with city_connection("ddl").cursor() as cursor:
        cursor.execute(
            f"SELECT DISTINCT date_trunc('month', time AT TIME ZONE 'UTC')::date FROM {LOOSE}"  # noqa: S608 -- ours
        )
        return {month for (month,) in cursor.fetchall()}


def open_month(month: date) -> list[str]:
    """Make the partition of a month, with its rows that wait. Returns its name, if it is new.

    Nobody writes loose rows meanwhile; every other month is written and read as ever.
    """
    connection = city_connection("ddl")
    name = f"{TABLE}_{month:%Y_%m}"
    start = datetime(month.year, month.month, 1, tzinfo=UTC)
    names = {
        "part": sql.Identifier(name),
        "table": sql.Identifier(TABLE),
        "loose": sql.Identifier(LOOSE),
        "start": sql.Literal(start.isoformat()),
        "end": sql.Literal((start + relativedelta(months=1)).isoformat()),
    }
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s)", [f'"{city_schema(connection)}"."{name}"'])
        if cursor.fetchone()[0] is not None:
            return []
        # Whoever reads loose rows for long must not make others wait behind us.
        cursor.execute("SET LOCAL lock_timeout = '5s'")
        for statement in _STATEMENTS:
            cursor.execute(sql.SQL(statement).format(**names))
    return [name]


#: The check beforehand spares the server the reading of all rows at the attaching.
_STATEMENTS = (
    "LOCK TABLE {loose} IN ACCESS EXCLUSIVE MODE",
    "CREATE TABLE {part} (LIKE {table} INCLUDING DEFAULTS INCLUDING CONSTRAINTS)",
    "WITH moved AS (DELETE FROM {loose} WHERE time >= {start} AND time < {end} RETURNING *)"
    " INSERT INTO {part} SELECT * FROM moved",
    "ALTER TABLE {table} ATTACH PARTITION {part} FOR VALUES FROM ({start}) TO ({end})",
)
