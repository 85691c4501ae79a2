"""The orders of the fake bank."""

from django.db import migrations, models

import motcua.foundation.identifiers


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Order",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.foundation.identifiers.new_id,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("reference", models.TextField(unique=True)),
                ("payee", models.TextField()),
                ("amount", models.BigIntegerField()),
                ("purpose", models.TextField()),
                ("return_url", models.TextField()),
                ("notice_url", models.TextField()),
                ("language", models.TextField()),
                ("expires_at", models.DateTimeField()),
                ("choice", models.TextField()),
                ("code", models.TextField()),
                ("transaction", models.TextField()),
                ("speaks_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)), name="order_amount_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("choice__in", ["", "pay", "fail", "delay", "twice", "lose"])
                        ),
                        name="order_choice_known",
                    ),
                ],
            },
        ),
    ]
