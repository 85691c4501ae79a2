"""Units are also found by the codes that only some data sets use, without reading them all."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("places", "0001_start")]

    operations = [
        migrations.AddIndex(
            model_name="unit",
            index=models.Index(
                condition=models.Q(("also_coded", ""), _negated=True),
                fields=["also_coded"],
                name="unit_by_other_code",
            ),
        ),
    ]
