"""Monthly partitions, made ahead by a job and never in a request."""

from datetime import date

from dateutil.relativedelta import relativedelta
from psycopg import sql

from .database.bootstrap import city_schema
from .database.routes import city_connection

MONTHS_AHEAD = 3


def make_ahead(table: str, *, today: date) -> list[str]:
    """Make sure the month of `today` and the next three have a partition. Returns the new names."""
    connection = city_connection("ddl")
    schema = city_schema(connection)
    first = today.replace(day=1)
    made = []
    for ahead in range(MONTHS_AHEAD + 1):
        start = first + relativedelta(months=ahead)
        name = f"{table}_{start:%Y_%m}"
        with connection.cursor() as cursor:
            cursor.execute("SELECT to_regclass(%s)", [f'"{schema}"."{name}"'])
            if cursor.fetchone()[0] is not None:
                continue
            cursor.execute(
                sql.SQL("CREATE TABLE {} PARTITION OF {} FOR VALUES FROM ({}) TO ({})").format(
                    sql.Identifier(name),
                    sql.Identifier(table),
                    sql.Literal(start.isoformat()),
                    sql.Literal((start + relativedelta(months=1)).isoformat()),
                )
            )
        made.append(name)
    return made
