"""A message keeps the outlines of its places, so that its document never changes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("alerts", "0001_start")]

    operations = [
        migrations.AddField(
            model_name="alertplace", name="rings", field=models.JSONField(default=list)
        ),
    ]
