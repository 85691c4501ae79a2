"""A key per person, files sealed with keys of their own, and who holds them."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("foundation", "0002_hits")]

    operations = [
        migrations.CreateModel(
            name="Key",
            fields=[
                ("subject", models.TextField(primary_key=True, serialize=False)),
                ("sealed", models.BinaryField()),
                ("made_at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="storedfile",
            name="lies_as",
            field=models.TextField(default="", db_default=""),
        ),
        migrations.AddIndex(
            model_name="storedfile",
            index=models.Index(fields=["lies_as"], name="file_by_sealed_bytes"),
        ),
        migrations.CreateModel(
            name="FileKey",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "file",
                        "holder",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="foundation.storedfile",
                    ),
                ),
                ("holder", models.TextField()),
                ("wrapped", models.BinaryField()),
            ],
            options={
                "indexes": [models.Index(fields=["holder"], name="file_keys_of_holder")],
            },
        ),
    ]
