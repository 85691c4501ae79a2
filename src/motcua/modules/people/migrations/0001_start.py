"""People, sealed, and the identities they sign in with."""

import django.db.models.deletion
from django.db import migrations, models

import motcua.foundation.identifiers


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Person",
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
                ("kind", models.TextField()),
                ("number_print", models.BinaryField(unique=True)),
                ("full_name_sealed", models.BinaryField()),
                ("personal_id_sealed", models.BinaryField(null=True)),
                ("tax_code_sealed", models.BinaryField(null=True)),
                ("organisation_sealed", models.BinaryField(null=True)),
                ("birth_on_sealed", models.BinaryField(null=True)),
                ("sex", models.TextField(blank=True)),
                ("phone_sealed", models.BinaryField(null=True)),
                ("email_sealed", models.BinaryField(null=True)),
                ("address_sealed", models.BinaryField(null=True)),
                ("tech_id", models.TextField(blank=True)),
                ("assurance", models.BigIntegerField(default=0)),
                ("proofing", models.BigIntegerField(default=0)),
                ("met_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["agency", "business", "citizen", "other"])
                        ),
                        name="person_is_of_a_known_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sex__in", ["", "female", "male"])),
                        name="person_sex_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Identity",
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
                ("provider", models.TextField()),
                ("subject", models.TextField()),
                ("linked_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="identities",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("provider", "subject"), name="identity_is_one_subject_of_a_provider"
                    )
                ],
            },
        ),
    ]
