"""The journal (partitioned by month, append-only), numbers and stored files."""

from django.db import migrations, models

ENTRY = """
CREATE TABLE foundation_entry (
    recorded_at timestamptz NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    at timestamptz NOT NULL,
    actor text NOT NULL,
    on_behalf_of text,
    subject_type text NOT NULL,
    subject_id text NOT NULL,
    request_id text NOT NULL,
    fact jsonb NOT NULL,
    PRIMARY KEY (recorded_at, id)
) PARTITION BY RANGE (recorded_at)
"""
SUBJECT = (
    "CREATE INDEX entry_by_subject ON foundation_entry (subject_type, subject_id, recorded_at, id)"
)
#: Catches what no month was made for, so that nothing is ever refused for want of a partition.
LOOSE = "CREATE TABLE foundation_entry_loose PARTITION OF foundation_entry DEFAULT"
KEEP = """
CREATE FUNCTION foundation_entry_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the journal is append-only: % refused', TG_OP
        USING ERRCODE = 'restrict_violation';
END
$$
"""
NO_CHANGE = (
    "CREATE TRIGGER no_change BEFORE UPDATE OR DELETE ON foundation_entry"
    " FOR EACH ROW EXECUTE FUNCTION foundation_entry_is_append_only()"
)
NO_TRUNCATE = (
    "CREATE TRIGGER no_truncate BEFORE TRUNCATE ON foundation_entry"
    " FOR EACH STATEMENT EXECUTE FUNCTION foundation_entry_is_append_only()"
)


def _sql(forward: str, back: str) -> migrations.RunSQL:
    return migrations.RunSQL([forward], [back])


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        _sql(ENTRY, "DROP TABLE foundation_entry"),
        _sql(SUBJECT, "DROP INDEX entry_by_subject"),
        _sql(LOOSE, "DROP TABLE foundation_entry_loose"),
        _sql(KEEP, "DROP FUNCTION foundation_entry_is_append_only()"),
        _sql(NO_CHANGE, "DROP TRIGGER no_change ON foundation_entry"),
        _sql(NO_TRUNCATE, "DROP TRIGGER no_truncate ON foundation_entry"),
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "recorded_at",
                        "id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("id", models.UUIDField()),
                ("kind", models.TextField()),
                ("at", models.DateTimeField()),
                ("actor", models.TextField()),
                ("on_behalf_of", models.TextField(null=True)),
                ("subject_type", models.TextField()),
                ("subject_id", models.TextField()),
                ("request_id", models.TextField()),
                ("fact", models.JSONField()),
            ],
            options={"managed": False},
        ),
        migrations.CreateModel(
            name="Number",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "series",
                        "period",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("series", models.TextField()),
                ("period", models.TextField()),
                ("last", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last__gte", 1)), name="number_starts_at_one"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                ("sha256", models.TextField(primary_key=True, serialize=False)),
                ("size", models.BigIntegerField()),
                ("media_type", models.TextField()),
                ("stored_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")),
                        name="file_is_named_by_digest",
                    )
                ],
            },
        ),
    ]
