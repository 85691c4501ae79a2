"""Formulas and definitions never change, and of a value only when something took its place."""

from django.db import migrations

FROZEN = """
CREATE FUNCTION indicators_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% never changes', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$
"""
VALUE = """
CREATE FUNCTION indicators_value_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.superseded_at IS NOT NULL THEN
        RAISE EXCEPTION 'what was known stays known' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$
"""


def _trigger(name: str, event: str, table: str, function: str) -> migrations.RunSQL:
    made = (
        f"CREATE TRIGGER {name} BEFORE {event} ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION {function}()"
    )
    return migrations.RunSQL([made], [f"DROP TRIGGER {name} ON {table}"])


class Migration(migrations.Migration):
    dependencies = [("indicators", "0001_start")]

    operations = [
        migrations.RunSQL([FROZEN], ["DROP FUNCTION indicators_is_frozen()"]),
        migrations.RunSQL([VALUE], ["DROP FUNCTION indicators_value_is_kept()"]),
        _trigger(
            "formula_is_frozen", "UPDATE OR DELETE", "indicators_formula", "indicators_is_frozen"
        ),
        _trigger(
            "definition_is_frozen", "UPDATE OR DELETE", "indicators_definition",
            "indicators_is_frozen",
        ),
        _trigger(
            "value_is_kept", "UPDATE OR DELETE", "indicators_value", "indicators_value_is_kept"
        ),
    ]  # fmt: skip
