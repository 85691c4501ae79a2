"""What was filed, supplied and counted is never changed: triggers refuse it."""

from django.db import migrations

KEEP = """
CREATE FUNCTION dossiers_keep_as_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is never changed', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END
$$
"""


def _trigger(table: str, when: str, condition: str = "") -> migrations.RunSQL:
    return migrations.RunSQL(
        [
            f"CREATE TRIGGER as_written BEFORE {when} ON {table} FOR EACH ROW {condition}"
            " EXECUTE FUNCTION dossiers_keep_as_written()"
        ],
        [f"DROP TRIGGER as_written ON {table}"],
    )


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0001_start")]

    operations = [
        migrations.RunSQL([KEEP], ["DROP FUNCTION dossiers_keep_as_written()"]),
        _trigger("dossiers_filing", "UPDATE"),
        _trigger("dossiers_clockact", "UPDATE OR DELETE"),
        _trigger("dossiers_supplement", "UPDATE", "WHEN (OLD.answered_at IS NOT NULL)"),
    ]
