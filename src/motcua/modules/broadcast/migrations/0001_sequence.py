"""The sequence: changes that wait, numbered changes, and its head."""

import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="WaitingChange",
            fields=[
                ("number", models.BigAutoField(primary_key=True, serialize=False)),
                ("id", models.UUIDField()),
                ("topic", models.TextField()),
                ("kind", models.TextField()),
                ("subject", models.TextField()),
                ("place", models.TextField()),
                ("at", models.DateTimeField()),
                ("data", models.JSONField()),
                ("is_public", models.BooleanField()),
            ],
        ),
        migrations.CreateModel(
            name="Change",
            fields=[
                ("position", models.BigIntegerField(primary_key=True, serialize=False)),
                ("id", models.UUIDField()),
                ("topic", models.TextField()),
                ("kind", models.TextField()),
                ("subject", models.TextField()),
                ("place", models.TextField()),
                ("at", models.DateTimeField()),
                ("data", models.JSONField()),
                ("is_public", models.BooleanField()),
                ("numbered_at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["topic", "position"], name="change_by_topic"),
                    models.Index(fields=["place", "position"], name="change_by_place"),
                    models.Index(fields=["numbered_at"], name="change_by_time"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("position__gte", 1)),
                        name="change_position_starts_at_one",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SequenceHead",
            fields=[
                ("key", models.SmallIntegerField(primary_key=True, serialize=False)),
                ("position", models.BigIntegerField()),
                ("first", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("key", 1)), name="sequence_has_one_head"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("first__gte", 1),
                            (
                                "first__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("position"), "+", models.Value(1)
                                ),
                            ),
                        ),
                        name="sequence_keeps_no_future",
                    ),
                ],
            },
        ),
    ]
