"""Sheets to print, made once and kept."""

import django.db.models.deletion
from django.db import migrations, models

import motcua.foundation.identifiers


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0005_national"), ("foundation", "0002_hits")]

    operations = [
        migrations.CreateModel(
            name="Sheet",
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
                ("digest", models.TextField()),
                ("kind", models.TextField()),
                ("language", models.TextField()),
                ("layout", models.SmallIntegerField()),
                ("made_at", models.DateTimeField()),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="foundation.storedfile",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("digest", "kind", "language", "layout"), name="sheet_made_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["checklist", "form"])),
                        name="sheet_kind_is_known",
                    ),
                ],
            },
        ),
    ]
