"""The messages that the demonstration catches."""

from django.db import migrations, models

import motcua.foundation.identifiers


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="CaughtMessage",
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
                ("key", models.TextField(unique=True)),
                ("channel", models.TextField()),
                ("recipient_sealed", models.BinaryField()),
                ("subject_sealed", models.BinaryField()),
                ("text_sealed", models.BinaryField()),
                ("caught_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("channel__in", ["email", "sms"])),
                        name="caught_message_channel_known",
                    ),
                ],
            },
        ),
    ]
