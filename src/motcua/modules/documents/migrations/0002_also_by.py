"""A document remembers everybody who handed in its content, not the first only."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_start")]

    operations = [
        migrations.AddField(
            model_name="document", name="also_by", field=models.JSONField(default=list)
        ),
    ]
