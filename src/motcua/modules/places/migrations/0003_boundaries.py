"""Dated boundaries with their rings, and what counts are divided by."""

import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

import motcua.modules.places.fields


class Migration(migrations.Migration):
    dependencies = [
        ("places", "0002_other_codes"),
    ]

    operations = [
        migrations.CreateModel(
            name="BoundarySet",
            fields=[
                ("version", models.TextField(primary_key=True, serialize=False)),
                ("province_code", models.TextField()),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(null=True)),
                ("source", models.TextField()),
                ("licence", models.TextField()),
                ("digest", models.TextField()),
                ("units", models.IntegerField()),
                ("area_km2", models.FloatField()),
                ("width", models.IntegerField()),
                ("height", models.IntegerField()),
                ("loaded_at", models.DateTimeField()),
                ("superseded_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_at__isnull", True)),
                        fields=("province_code", "valid_from"),
                        name="boundary_set_in_force_once_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_from__lt", models.F("valid_to")),
                            _connector="OR",
                        ),
                        name="boundary_set_begins_before_it_ends",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Boundary",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.TextField()),
                ("area_km2", models.FloatField()),
                ("longitude", models.FloatField()),
                ("latitude", models.FloatField()),
                ("label_x", models.IntegerField()),
                ("label_y", models.IntegerField()),
                ("path", models.TextField()),
                ("geometry", models.TextField()),
                (
                    "boundary_set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="places.boundaryset"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Denominator",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place_code", models.TextField()),
                ("kind", models.TextField()),
                ("value", models.FloatField()),
                ("on_day", models.DateField()),
                ("source", models.TextField()),
                ("loaded_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("place_code", "kind", "on_day"), name="denominator_told_once_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("value__gt", 0)), name="denominator_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["area_km2", "businesses", "households", "population"])
                        ),
                        name="denominator_kind_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Ring",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_hole", models.BooleanField()),
                ("shape", motcua.modules.places.fields.PolygonField()),
                (
                    "boundary",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="places.boundary"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="boundary",
            index=models.Index(fields=["code"], name="boundary_by_code"),
        ),
        migrations.AddConstraint(
            model_name="boundary",
            constraint=models.UniqueConstraint(
                fields=("boundary_set", "code"), name="boundary_of_a_unit_is_told_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="boundary",
            constraint=models.CheckConstraint(
                condition=models.Q(("area_km2__gt", 0)), name="boundary_has_an_area"
            ),
        ),
        migrations.AddIndex(
            model_name="ring",
            index=django.contrib.postgres.indexes.GistIndex(
                models.Func(models.F("shape"), function="box"), name="ring_by_place"
            ),
        ),
    ]
