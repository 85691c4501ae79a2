"""Monthly partitions, made ahead by a job and never in a request."""

from datetime import date

from dateutil.relativedelta import relativedelta
from psycopg import sql

from .database.bootstrap import city_schema
from .database.routes import city_connection

MONTHS_AHEAD = 3


def make_ahead(table: str, *, today: date) -> list[str]:
    """Make sure the month of `today` and the next three have a partition. Returns the new names."""
    return cover(table, first=today, last=today + relativedelta(months=MONTHS_AHEAD))


def cover(table: str, *, first: date, last: date) -> list[str]:
    """Make sure every month from `first` to `last` has a partition. Returns the new names."""
    connection = city_connection("ddl")
    schema = city_schema(connection)
    start = first.replace(day=1)
    made = []
    while start <= last:
        after = start + relativedelta(months=1)
        name = f"{table}_{start:%Y_%m}"
        with connection.cursor() as cursor:
            cursor.execute("SELECT to_regclass(%s)", [f'"{schema}"."{name}"'])
            if cursor.fetchone()[0] is None:
                cursor.execute(
                    sql.SQL("CREATE TABLE {} PARTITION OF {} FOR VALUES FROM ({}) TO ({})").format(
                        sql.Identifier(name),
                        sql.Identifier(table),
                        sql.Literal(start.isoformat()),
                        sql.Literal(after.isoformat()),
                    )
                )
                made.append(name)
        start = after
    return made
