"""One city, one schema: foreign keys are checked at once, and one statement goes per execute."""

from collections.abc import Sequence
from time import monotonic
from typing import Any

from django.db.backends.postgresql import base, creation, features, operations, schema
from django.db.backends.utils import CursorWrapper

from .bootstrap import create_schema

#: As long as this nobody checks a connection again; a server that fell then costs one request.
FRESH_SECONDS = 1.0


class Features(features.DatabaseFeatures):
    can_defer_constraint_checks = False


#: Tables no model manages, which a flush (between tests) empties all the same.
UNMANAGED = (
    "foundation_entry",
    "procrastinate_jobs",
    "procrastinate_events",
    "procrastinate_periodic_defers",
)


class Operations(operations.DatabaseOperations):
    def deferrable_sql(self) -> str:
        return ""

    def last_executed_query(self, cursor: Any, sql: str, params: Any) -> str:
        # What the server bound by itself is told as it was given.
        return super().last_executed_query(cursor, sql, params) or str(sql)

    def sql_flush(
        self,
        style: Any,
        tables: Sequence[str],
        *,
        reset_sequences: bool = False,
        allow_cascade: bool = False,
    ) -> list[str]:
        flushed = super().sql_flush(
            style,
            [*tables, *UNMANAGED] if tables else [],
            reset_sequences=reset_sequences,
            allow_cascade=allow_cascade,
        )
        return list(flushed)


class SchemaEditor(schema.DatabaseSchemaEditor):
    sql_update_with_default = (
        "UPDATE %(table)s SET %(column)s = %(default)s WHERE %(column)s IS NULL"
    )
    sql_create_column_inline_fk = (
        "CONSTRAINT %(name)s REFERENCES %(to_table)s(%(to_column)s)%(deferrable)s"
    )
    sql_delete_fk = "ALTER TABLE %(table)s DROP CONSTRAINT %(name)s"

    def _create_like_index_sql(self, model: Any, field: Any) -> None:
        """No second index for LIKE: text is in the order of its bytes, so the first one serves."""


class Creation(creation.DatabaseCreation):
    def _create_test_db(
        self,
        verbosity: int,
        autoclobber: bool,  # noqa: FBT001 -- Django's signature
        keepdb: bool = False,  # noqa: FBT001, FBT002 -- Django's signature
    ) -> str:
        name = str(super()._create_test_db(verbosity, autoclobber, keepdb))  # type: ignore[misc] # not in the stubs
        self.connection.close()
        before = self.connection.settings_dict["NAME"]
        self.connection.settings_dict["NAME"] = name
        try:
            create_schema(self.connection)
        finally:
            self.connection.close()
            self.connection.settings_dict["NAME"] = before
        return name


class DatabaseWrapper(base.DatabaseWrapper):
    features_class = Features
    ops_class = Operations
    SchemaEditorClass = SchemaEditor
    creation_class = Creation
    answered_at = 0.0

    def close_if_health_check_failed(self) -> None:
        """A connection that answered a moment ago is not asked again whether it is alive."""
        now = monotonic()
        if now - self.answered_at < FRESH_SECONDS:
            self.health_check_done = True
        super().close_if_health_check_failed()
        self.answered_at = now

    def prepared_cursor(self) -> CursorWrapper:
        """A cursor whose statements are bound by the server, and prepared once they come often.

        Costs a quarter of the ordinary one; for the few statements of the busiest doors.
        """
        self.close_if_health_check_failed()
        self.ensure_connection()
        with self.wrap_database_errors:
            bound = base.ServerBindingCursor(self.connection)  # type: ignore[call-arg] # psycopg's own
            cursor: CursorWrapper = self._prepare_cursor(bound)  # type: ignore[attr-defined] # not in the stubs
            return cursor
