"""The codes the demo provider gave out."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="GivenCode",
            fields=[
                ("digest", models.TextField(primary_key=True, serialize=False)),
                ("subject", models.TextField()),
                ("redirect_uri", models.TextField()),
                ("nonce", models.TextField(blank=True)),
                ("challenge", models.TextField()),
                ("given_at", models.DateTimeField(db_index=True)),
                ("taken_at", models.DateTimeField(null=True)),
            ],
        ),
    ]
