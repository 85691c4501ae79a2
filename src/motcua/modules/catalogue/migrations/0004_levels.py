"""What an online level lacks and what the national portal declares; levels beside revisions."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0003_found_by")]

    operations = [
        migrations.AddField(
            "procedure",
            "missing",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.TextField(), db_default=[], default=list, size=None
            ),
        ),
        migrations.AddField("procedure", "declared_full", models.BooleanField(null=True)),
    ]
