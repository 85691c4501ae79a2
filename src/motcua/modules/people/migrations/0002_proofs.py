"""Codes sent to addresses, and the proof that they came back."""

import django.db.models.deletion
from django.db import migrations, models

import motcua.foundation.identifiers


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_start"),
    ]

    operations = [
        migrations.CreateModel(
            name="ContactCode",
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
                ("channel", models.TextField()),
                ("address_print", models.BinaryField()),
                ("address_sealed", models.BinaryField()),
                ("language", models.TextField()),
                ("asked_by", models.TextField()),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("tries", models.BigIntegerField(default=0)),
                ("undelivered", models.BooleanField(default=False)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="codes",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["person", "made_at"], name="codes_of_a_person")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("channel__in", ["email", "sms"])),
                        name="contact_code_channel_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ContactProof",
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
                ("channel", models.TextField()),
                ("address_print", models.BinaryField()),
                ("proved_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proofs",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("channel__in", ["email", "sms"])),
                        name="contact_proof_channel_known",
                    ),
                    models.UniqueConstraint(
                        fields=("person", "channel", "address_print"),
                        name="contact_proof_is_one_for_an_address",
                    ),
                ],
            },
        ),
    ]
