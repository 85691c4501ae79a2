"""Subscriptions by webhook, their accounts, what could not be delivered, and owners' tokens."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import motcua.foundation.identifiers


class Migration(migrations.Migration):
    dependencies = [
        ("broadcast", "0001_sequence"),
    ]

    operations = [
        migrations.CreateModel(
            name="OwnerToken",
            fields=[
                ("fingerprint", models.BinaryField(primary_key=True, serialize=False)),
                ("owner", models.TextField(unique=True)),
                ("made_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Subscription",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.foundation.identifiers.new_id,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("owner", models.TextField()),
                ("name", models.TextField()),
                ("address", models.TextField()),
                (
                    "topics",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), size=None
                    ),
                ),
                (
                    "places",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), size=None
                    ),
                ),
                ("content", models.TextField()),
                ("state", models.TextField()),
                ("why", models.TextField()),
                ("secret", models.BinaryField()),
                ("old_secret", models.BinaryField(null=True)),
                ("old_secret_until", models.DateTimeField(null=True)),
                ("asked_at", models.DateTimeField()),
                ("cursor", models.BigIntegerField()),
                ("sent", models.BigIntegerField(default=0)),
                ("expired", models.BigIntegerField(default=0)),
                ("dead", models.BigIntegerField(default=0)),
                ("tries", models.IntegerField(default=0)),
                ("failing_since", models.DateTimeField(null=True)),
                ("next_try_at", models.DateTimeField(null=True)),
                ("last_sent_at", models.DateTimeField(null=True)),
                ("last_problem", models.TextField(default="")),
            ],
        ),
        migrations.CreateModel(
            name="SubscriptionAccount",
            fields=[
                (
                    "subscription",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="account",
                        serialize=False,
                        to="broadcast.subscription",
                    ),
                ),
                ("counted_to", models.BigIntegerField()),
                ("matched", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="DeadLetter",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "subscription_id",
                        "position",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "subscription",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="dead_letters",
                        to="broadcast.subscription",
                    ),
                ),
                ("position", models.BigIntegerField()),
                ("event", models.UUIDField()),
                ("kind", models.TextField()),
                ("body", models.BinaryField()),
                ("problem", models.TextField()),
                ("tries", models.IntegerField()),
                ("buried_at", models.DateTimeField()),
                ("is_wanted", models.BooleanField(default=False)),
            ],
        ),
        migrations.AddIndex(
            model_name="subscription",
            index=models.Index(fields=["owner", "asked_at"], name="subscription_by_owner"),
        ),
        migrations.AddConstraint(
            model_name="subscription",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["asked", "active", "paused", "stopped"])),
                name="subscription_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="subscription",
            constraint=models.CheckConstraint(
                condition=models.Q(("content__in", ["single", "batch"])),
                name="subscription_content_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="subscription",
            constraint=models.CheckConstraint(
                condition=models.Q(("why__in", ["", "gone", "failing", "operator"])),
                name="subscription_reason_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="subscription",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("cursor__gte", 0), ("dead__gte", 0), ("expired__gte", 0), ("sent__gte", 0)
                ),
                name="subscription_counts_from_zero",
            ),
        ),
        migrations.AddIndex(
            model_name="deadletter",
            index=models.Index(fields=["buried_at"], name="dead_letter_by_time"),
        ),
        migrations.AddIndex(
            model_name="deadletter",
            index=models.Index(
                condition=models.Q(("is_wanted", True)),
                fields=["subscription"],
                name="dead_letter_wanted",
            ),
        ),
        # How far each got is written many times a second: room for it beside the row.
        migrations.RunSQL(
            "ALTER TABLE broadcast_subscription SET (fillfactor = 50)",
            "ALTER TABLE broadcast_subscription RESET (fillfactor)",
        ),
    ]
