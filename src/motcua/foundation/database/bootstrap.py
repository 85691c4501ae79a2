"""What must stand before the first migration of a city, and what is nailed down after the last."""

from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql


def city_schema(connection: BaseDatabaseWrapper) -> str:
    """The schema this connection lives in, from its own settings."""
    return str(connection.settings_dict["MOTCUA_SCHEMA"])


def create_schema(connection: BaseDatabaseWrapper) -> None:
    """Create the city's schema; nothing of a city is ever put anywhere else."""
    with connection.cursor() as cursor:
        name = sql.Identifier(city_schema(connection))
        cursor.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(name))


def pin_functions(connection: BaseDatabaseWrapper) -> int:
    """Give every function of the schema its own search_path, so that none depends on the session's.

    Returns how many functions were changed.
    """
    schema = city_schema(connection)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.proname, pg_get_function_identity_arguments(p.oid)"
            " FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
            " WHERE n.nspname = %s AND p.prokind = 'f'"
            " AND NOT EXISTS (SELECT FROM unnest(p.proconfig) c WHERE c LIKE 'search_path=%%')",
            [schema],
        )
        loose = cursor.fetchall()
        for name, arguments in loose:
            cursor.execute(
                sql.SQL("ALTER FUNCTION {}.{}({}) SET search_path = {}, pg_temp").format(
                    sql.Identifier(schema),
                    sql.Identifier(name),
                    sql.SQL(arguments),
                    sql.Identifier(schema),
                )
            )
    return len(loose)
