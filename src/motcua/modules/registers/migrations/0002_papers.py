"""Papers that registers hold; four more registers; look-ups about somebody else."""

import django.db.models.deletion
from django.db import migrations, models

REGISTERS = [
    "business", "civil_status", "driving", "health", "insurance", "land", "population",
    "residence", "social",
]  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("foundation", "0003_sealed_files"),
        ("registers", "0001_start"),
    ]

    operations = [
        migrations.AddField(
            model_name="lookup", name="about", field=models.BinaryField(default=b"")
        ),
        migrations.RemoveConstraint(model_name="lookup", name="register_is_known"),
        migrations.AddConstraint(
            model_name="lookup",
            constraint=models.CheckConstraint(
                condition=models.Q(("register__in", REGISTERS)), name="register_is_known"
            ),
        ),
        migrations.AddIndex(
            model_name="lookup",
            index=models.Index(
                condition=models.Q(("about", b""), _negated=True),
                fields=["about", "-at"],
                name="lookups_about_others",
            ),
        ),
        migrations.CreateModel(
            name="FoundPaper",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("lookup", models.UUIDField()),
                ("person", models.UUIDField()),
                ("subject", models.TextField()),
                ("register", models.TextField()),
                ("document_type", models.TextField()),
                ("about", models.BinaryField(default=b"")),
                ("standing", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "file",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="foundation.storedfile",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person", "subject"], name="papers_of_application")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "standing__in",
                                ["expired", "nothing", "revoked", "unreachable", "valid"],
                            )
                        ),
                        name="standing_of_found_paper_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("file__isnull", False), ("standing", "valid")),
                            models.Q(
                                models.Q(("standing", "valid"), _negated=True),
                                ("file__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="a_valid_paper_has_its_extract",
                    ),
                ],
            },
        ),
    ]
