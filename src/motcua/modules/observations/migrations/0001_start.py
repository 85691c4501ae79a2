"""Sources, things, series, observations (partitioned by month), and what is kept of each batch."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

#: Wide columns first, so that no row has holes.
OBSERVATION = """
CREATE TABLE observations_observation (
    series_id bigint NOT NULL,
    time timestamptz NOT NULL,
    received_at timestamptz NOT NULL,
    value double precision NOT NULL,
    batch_id bigint,
    ruleset_id integer NOT NULL,
    revision smallint NOT NULL,
    flag smallint NOT NULL,
    PRIMARY KEY (series_id, time, revision),
    CONSTRAINT revision_from_zero CHECK (revision >= 0)
) PARTITION BY RANGE (time)
"""
REVISED = (
    "CREATE INDEX observation_revised ON observations_observation (series_id, time)"
    " WHERE revision > 0"
)
#: Takes what no month was made for: the past can be sent at once, and is sorted in by a job.
LOOSE = "CREATE TABLE observations_observation_loose PARTITION OF observations_observation DEFAULT"
#: Every batch writes these rows again; room in the page keeps that off the index.
ROOM = "ALTER TABLE observations_latest SET (fillfactor = 40)"


def _sql(forward: str, back: str) -> migrations.RunSQL:
    return migrations.RunSQL([forward], [back])


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Series",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("code", models.TextField(unique=True)),
                ("property", models.TextField()),
                ("procedure", models.TextField()),
                ("unit", models.TextField()),
                ("cadence_seconds", models.IntegerField()),
                ("licence", models.TextField()),
                ("is_public", models.BooleanField()),
                ("is_closed", models.BooleanField(default=False)),
                ("registered_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Registry",
            fields=[
                ("key", models.BigIntegerField(primary_key=True, serialize=False)),
                ("stamp", models.UUIDField()),
            ],
        ),
        migrations.CreateModel(
            name="Touched",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("hour", models.DateTimeField()),
                (
                    "series_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), size=None
                    ),
                ),
                ("is_backfill", models.BooleanField()),
            ],
        ),
        migrations.CreateModel(
            name="Latest",
            fields=[
                (
                    "series",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        serialize=False,
                        to="observations.series",
                    ),
                ),
                ("seen_time", models.DateTimeField(null=True)),
                ("seen_at", models.DateTimeField(null=True)),
                ("time", models.DateTimeField(null=True)),
                ("value", models.FloatField(null=True)),
                ("flag", models.SmallIntegerField(null=True)),
                ("revision", models.SmallIntegerField(null=True)),
                ("received_at", models.DateTimeField(null=True)),
                ("tail", models.BinaryField(default=b"")),
            ],
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[
                _sql(OBSERVATION, "DROP TABLE observations_observation"),
                _sql(REVISED, "DROP INDEX observation_revised"),
                _sql(LOOSE, "DROP TABLE observations_observation_loose"),
            ],
            state_operations=[
                _sql(ROOM, "ALTER TABLE observations_latest RESET (fillfactor)"),
                migrations.CreateModel(
                    name="Observation",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "series_id",
                                "time",
                                "revision",
                                blank=True,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("series_id", models.BigIntegerField()),
                        ("time", models.DateTimeField()),
                        ("received_at", models.DateTimeField()),
                        ("value", models.FloatField()),
                        ("batch_id", models.BigIntegerField(null=True)),
                        ("ruleset_id", models.IntegerField()),
                        ("revision", models.SmallIntegerField()),
                        ("flag", models.SmallIntegerField()),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("revision__gt", 0)),
                                fields=["series_id", "time"],
                                name="observation_revised",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("revision__gte", 0)), name="revision_from_zero"
                            )
                        ],
                    },
                ),
            ],
        ),
        migrations.CreateModel(
            name="Ruleset",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("property", models.TextField()),
                ("version", models.IntegerField()),
                ("rules", models.JSONField()),
                ("set_at", models.DateTimeField()),
                ("set_by", models.TextField()),
                ("reason", models.TextField()),
                (
                    "series",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rulesets",
                        to="observations.series",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Replay",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("start", models.DateTimeField()),
                ("end", models.DateTimeField()),
                ("replayed_at", models.DateTimeField()),
                ("replayed_by", models.TextField()),
                ("n_judged", models.BigIntegerField()),
                ("n_changed", models.BigIntegerField()),
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replays",
                        to="observations.series",
                    ),
                ),
                (
                    "ruleset",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="observations.ruleset",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Held",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "series_id",
                        "time",
                        "revision",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("time", models.DateTimeField()),
                ("revision", models.SmallIntegerField()),
                ("value", models.FloatField()),
                ("rule", models.TextField()),
                ("held_at", models.DateTimeField()),
                ("state", models.TextField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_by", models.TextField()),
                ("reason", models.TextField()),
                (
                    "series",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="observations.series",
                    ),
                ),
                (
                    "ruleset",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="observations.ruleset",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                ("code", models.TextField(primary_key=True, serialize=False)),
                ("name_vi", models.TextField()),
                ("name_en", models.TextField()),
                ("agency", models.TextField()),
                ("licence", models.TextField()),
                ("is_open", models.BooleanField(default=True)),
                ("registered_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("code__regex", "^[a-z0-9][a-z0-9._-]{0,63}$")),
                        name="source_code_is_plain",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="series",
            name="source",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="series",
                to="observations.source",
            ),
        ),
        migrations.CreateModel(
            name="Batch",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.TextField(null=True)),
                ("digest", models.TextField()),
                ("received_at", models.DateTimeField()),
                ("is_backfill", models.BooleanField(default=False)),
                ("n_rows", models.BigIntegerField(default=0)),
                ("n_accepted", models.BigIntegerField(default=0)),
                ("n_corrected", models.BigIntegerField(default=0)),
                ("n_duplicate", models.BigIntegerField(default=0)),
                ("n_quarantined", models.BigIntegerField(default=0)),
                ("n_refused", models.BigIntegerField(default=0)),
                ("first_time", models.DateTimeField(null=True)),
                ("last_time", models.DateTimeField(null=True)),
                ("verdicts", models.JSONField(default=list)),
                (
                    "source",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="batches",
                        to="observations.source",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SourceToken",
            fields=[
                ("digest", models.TextField(primary_key=True, serialize=False)),
                ("issued_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField(null=True)),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tokens",
                        to="observations.source",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Thing",
            fields=[
                ("code", models.TextField(primary_key=True, serialize=False)),
                ("name_vi", models.TextField()),
                ("name_en", models.TextField()),
                ("place", models.TextField()),
                ("lon", models.FloatField(null=True)),
                ("lat", models.FloatField(null=True)),
                ("registered_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["place"], name="thing_by_place")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lat__isnull", True), ("lon__isnull", True)),
                            models.Q(
                                ("lat__gte", -90),
                                ("lat__lte", 90),
                                ("lon__gte", -180),
                                ("lon__lte", 180),
                            ),
                            _connector="OR",
                        ),
                        name="thing_is_on_earth",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="series",
            name="thing",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="series",
                to="observations.thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="ruleset",
            constraint=models.UniqueConstraint(
                condition=models.Q(("series__isnull", True)),
                fields=("property", "version"),
                name="ruleset_of_property_has_one_version",
            ),
        ),
        migrations.AddConstraint(
            model_name="ruleset",
            constraint=models.UniqueConstraint(
                condition=models.Q(("series__isnull", False)),
                fields=("series", "version"),
                name="ruleset_of_series_has_one_version",
            ),
        ),
        migrations.AddConstraint(
            model_name="ruleset",
            constraint=models.CheckConstraint(
                condition=models.Q(("version__gte", 1)), name="ruleset_version_from_one"
            ),
        ),
        migrations.AddIndex(
            model_name="held",
            index=models.Index(
                condition=models.Q(("state", "held")),
                fields=["held_at", "series", "time"],
                name="held_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="held",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["held", "released", "confirmed", "superseded"])),
                name="held_state_known",
            ),
        ),
        migrations.AddIndex(
            model_name="batch",
            index=models.Index(fields=["source", "received_at", "id"], name="batch_by_source"),
        ),
        migrations.AddIndex(
            model_name="batch",
            index=models.Index(fields=["received_at", "id"], name="batch_by_time"),
        ),
        migrations.AddConstraint(
            model_name="batch",
            constraint=models.UniqueConstraint(fields=("source", "key"), name="batch_counts_once"),
        ),
        migrations.AddIndex(
            model_name="series",
            index=models.Index(fields=["property"], name="series_by_property"),
        ),
        migrations.AddConstraint(
            model_name="series",
            constraint=models.UniqueConstraint(
                fields=("thing", "property", "procedure", "source"),
                name="series_is_one_of_its_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="series",
            constraint=models.CheckConstraint(
                condition=models.Q(("cadence_seconds__gt", 0)), name="series_has_a_cadence"
            ),
        ),
    ]
