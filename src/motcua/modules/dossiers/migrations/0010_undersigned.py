"""What people say yes to before it is filed: at the counter, and by co-signing."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0009_fee_follows"),
    ]

    operations = [
        migrations.CreateModel(
            name="Confirmation",
            fields=[
                (
                    "dossier",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="confirmation",
                        serialize=False,
                        to="dossiers.dossier",
                    ),
                ),
                ("way", models.TextField()),
                ("digest", models.TextField()),
                ("sent_to", models.BinaryField(null=True)),
                ("code_print", models.BinaryField(null=True)),
                ("tries", models.IntegerField(default=0)),
                ("asked_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("by", models.TextField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("way__in", ["code", "signature"])),
                        name="confirmation_way_is_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Cosignature",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("cosigner", models.TextField()),
                ("number_print", models.BinaryField()),
                ("name", models.BinaryField()),
                ("token_print", models.BinaryField(unique=True)),
                ("invited_by", models.TextField()),
                ("invited_at", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("person", models.UUIDField(null=True)),
                ("digest", models.TextField(default="")),
                ("signed_at", models.DateTimeField(null=True)),
                ("declined_at", models.DateTimeField(null=True)),
                ("reason", models.BinaryField(null=True)),
                (
                    "dossier",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cosignatures",
                        to="dossiers.dossier",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["number_print", "dossier"], name="cosignatures_of_number")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("dossier", "cosigner"), name="a_cosigner_is_asked_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("signed_at", None),
                            models.Q(("digest", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_cosigner_signs_something",
                    ),
                ],
            },
        ),
    ]
