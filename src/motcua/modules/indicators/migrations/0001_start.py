"""Definitions, hours of series, values with their revisions, marks of facts, bands of things."""

import django.db.models.deletion
from django.db import migrations, models

import motcua.foundation.identifiers


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Formula",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.foundation.identifiers.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("code", models.TextField()),
                ("number", models.IntegerField()),
                ("digest", models.TextField()),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("code", "number"), name="formula_number_is_given_once"
                    ),
                    models.UniqueConstraint(fields=("code", "digest"), name="formula_is_kept_once"),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="formula_number_from_one"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Definition",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.foundation.identifiers.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("digest", models.TextField(unique=True)),
                ("content", models.TextField()),
                ("source", models.TextField()),
                ("loaded_at", models.DateTimeField()),
                ("loaded_by", models.TextField()),
                (
                    "formula",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="definitions",
                        to="indicators.formula",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Cell",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("grain", models.TextField()),
                ("place", models.TextField(blank=True)),
                ("agency", models.TextField(blank=True)),
                ("sector", models.TextField(blank=True)),
                ("thing", models.TextField(blank=True)),
                ("split", models.TextField(blank=True)),
                (
                    "formula",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cells",
                        to="indicators.formula",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Hour",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "series",
                        "hour",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("series", models.BigIntegerField()),
                ("hour", models.DateTimeField()),
                ("n", models.IntegerField()),
                ("expected", models.IntegerField()),
                ("mean", models.FloatField()),
                ("low", models.FloatField()),
                ("high", models.FloatField()),
                ("level", models.FloatField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("n__gt", 0)), name="hour_holds_something"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Indicator",
            fields=[
                ("code", models.TextField(primary_key=True, serialize=False)),
                (
                    "definition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="indicators.definition",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LocalBand",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.foundation.identifiers.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("indicator", models.TextField()),
                ("thing", models.TextField()),
                ("code", models.TextField()),
                ("low", models.FloatField()),
                ("name_vi", models.TextField()),
                ("name_en", models.TextField()),
                ("rgb", models.TextField()),
                ("source_vi", models.TextField()),
                ("source_en", models.TextField()),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("indicator", "thing", "code", "valid_from"),
                        name="local_band_begins_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Mark",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("source", models.TextField()),
                ("day", models.DateField()),
                ("agency", models.TextField(blank=True)),
                ("is_coarse", models.BooleanField(db_default=False, default=False)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["is_coarse", "source", "-day"], name="mark_in_order")
                ],
            },
        ),
        migrations.CreateModel(
            name="Value",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "cell_id",
                        "start",
                        "revision",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("start", models.DateTimeField()),
                ("revision", models.IntegerField()),
                ("value", models.FloatField(null=True)),
                ("low", models.FloatField(null=True)),
                ("high", models.FloatField(null=True)),
                ("n_expected", models.BigIntegerField()),
                ("n_received", models.BigIntegerField()),
                ("is_complete", models.BooleanField()),
                ("denominator", models.FloatField(null=True)),
                ("parts", models.JSONField(default=dict)),
                ("boundary_version", models.TextField()),
                ("inputs_hash", models.BinaryField()),
                ("computed_at", models.DateTimeField()),
                ("superseded_at", models.DateTimeField(null=True)),
                (
                    "cell",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="values",
                        to="indicators.cell",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="definition",
            constraint=models.CheckConstraint(
                condition=models.Q(("digest__regex", "^[0-9a-f]{64}$")),
                name="definition_digest_is_sha256",
            ),
        ),
        migrations.AddIndex(
            model_name="cell",
            index=models.Index(fields=["place", "formula"], name="cell_by_place"),
        ),
        migrations.AddConstraint(
            model_name="cell",
            constraint=models.UniqueConstraint(
                fields=("formula", "grain", "place", "agency", "sector", "thing", "split"),
                name="cell_is_told_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="cell",
            constraint=models.CheckConstraint(
                condition=models.Q(("grain__in", ["hour", "day", "month", "quarter", "year"])),
                name="cell_grain_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="value",
            constraint=models.UniqueConstraint(
                condition=models.Q(("superseded_at__isnull", True)),
                fields=("cell", "start"),
                name="value_is_current_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="value",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("low__isnull", True),
                    ("value__isnull", True),
                    ("low__lte", models.F("value")),
                    _connector="OR",
                ),
                name="value_not_below_its_interval",
            ),
        ),
        migrations.AddConstraint(
            model_name="value",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("high__isnull", True),
                    ("value__isnull", True),
                    ("high__gte", models.F("value")),
                    _connector="OR",
                ),
                name="value_not_above_its_interval",
            ),
        ),
        migrations.AddConstraint(
            model_name="value",
            constraint=models.CheckConstraint(
                condition=models.Q(("n_received__gte", 0), ("n_expected__gte", 0)),
                name="value_counts_not_negative",
            ),
        ),
    ]
