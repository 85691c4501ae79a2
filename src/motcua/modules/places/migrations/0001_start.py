"""Units with their dates, successions, and the data sets that were loaded."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="LoadedDataset",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.TextField()),
                ("units", models.IntegerField()),
                ("successions", models.IntegerField()),
                ("loaded_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Succession",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("old_level", models.TextField()),
                ("old_code", models.TextField()),
                ("new_code", models.TextField()),
                ("is_default", models.BooleanField()),
                ("effective_on", models.DateField()),
                ("legal_ref", models.TextField()),
            ],
            options={
                "indexes": [models.Index(fields=["new_code"], name="succession_by_heir")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("old_level", "old_code", "new_code"), name="succession_is_told_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_default", True)),
                        fields=("old_level", "old_code"),
                        name="succession_has_one_default",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("level", models.TextField()),
                ("code", models.TextField()),
                ("kind", models.TextField()),
                ("name_vi", models.TextField()),
                ("name_en", models.TextField()),
                (
                    "keys",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), size=None
                    ),
                ),
                ("search", models.TextField()),
                ("parent_code", models.TextField(blank=True)),
                ("province_code", models.TextField()),
                ("valid_from", models.DateField(null=True)),
                ("valid_to", models.DateField(null=True)),
                ("legal_ref", models.TextField()),
                ("confidence", models.TextField()),
                ("note", models.TextField(blank=True)),
                ("also_coded", models.TextField(blank=True)),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fields=["keys"], name="unit_by_key"),
                    models.Index(fields=["code"], name="unit_by_code"),
                    models.Index(fields=["parent_code", "level"], name="unit_by_parent"),
                    models.Index(fields=["province_code", "level"], name="unit_by_province"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("level", "code", "valid_from"),
                        name="unit_begins_once_a_day",
                        nulls_distinct=False,
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)),
                        fields=("level", "code"),
                        name="unit_is_current_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from__isnull", True),
                            ("valid_to__isnull", True),
                            ("valid_from__lt", models.F("valid_to")),
                            _connector="OR",
                        ),
                        name="unit_begins_before_it_ends",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__in", ["commune", "district", "province"])),
                        name="unit_level_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "central_city",
                                    "commune",
                                    "province",
                                    "provincial_city",
                                    "rural_district",
                                    "special_zone",
                                    "town",
                                    "township",
                                    "urban_district",
                                    "ward",
                                ],
                            )
                        ),
                        name="unit_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confidence__in", ["confirmed", "disputed", "secondary"])
                        ),
                        name="unit_confidence_known",
                    ),
                ],
            },
        ),
    ]
