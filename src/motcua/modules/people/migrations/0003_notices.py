"""What people are told, in their account and by message; in which language."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_proofs"),
    ]

    operations = [
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("about", models.TextField()),
                ("key", models.TextField()),
                ("words", models.BinaryField()),
                ("language", models.TextField()),
                ("made_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField(null=True)),
                ("delivery", models.TextField(default="waiting")),
                ("channel", models.TextField(default="")),
                ("tries", models.BigIntegerField(default=0)),
                ("next_at", models.DateTimeField(null=True)),
                ("sent_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.AddField(
            model_name="person",
            name="language",
            field=models.TextField(db_default="vi", default="vi"),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(("language__in", ["vi", "en"])), name="person_language_is_known"
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="person",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="notices",
                to="people.person",
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(fields=["person", "-made_at", "-id"], name="notices_of_a_person"),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("next_at__isnull", False)),
                fields=["next_at"],
                name="notices_to_be_sent",
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("delivery", "undeliverable")),
                fields=["made_at"],
                name="notices_undeliverable",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(
                fields=("person", "key"), name="a_notice_is_given_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("delivery__in", ["account_only", "sent", "undeliverable", "waiting"])
                ),
                name="notice_delivery_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("delivery", "sent"), _negated=True),
                    models.Q(("next_at", None), ("sent_at__isnull", False)),
                    _connector="OR",
                ),
                name="what_was_sent_is_not_sent_again",
            ),
        ),
    ]
