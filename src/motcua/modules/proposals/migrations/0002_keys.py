"""Keys that packages are signed with."""

from django.db import migrations, models

import motcua.foundation.identifiers


class Migration(migrations.Migration):
    dependencies = [
        ("proposals", "0001_start"),
    ]

    operations = [
        migrations.CreateModel(
            name="PackageKey",
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
                ("thumbprint", models.TextField()),
                ("holder", models.TextField()),
                ("holder_name", models.TextField()),
                ("public", models.JSONField()),
                ("secret", models.BinaryField(null=True)),
                ("reason", models.TextField(blank=True)),
                ("trusted_by", models.TextField()),
                ("trusted_at", models.DateTimeField()),
                ("ended_by", models.TextField(blank=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("end_reason", models.TextField(blank=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("thumbprint",),
                        name="key_is_trusted_once",
                    ),
                    models.UniqueConstraint(
                        models.F("holder"),
                        condition=models.Q(("ended_at", None), ("secret__isnull", False)),
                        name="own_key_is_one",
                    ),
                ],
            },
        ),
    ]
