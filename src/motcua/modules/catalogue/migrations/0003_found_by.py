"""What lists and searches ask a procedure for: whom it is for, at which event of life, whence."""

import django.contrib.postgres.fields
from django.db import migrations, models


def _words() -> "django.contrib.postgres.fields.ArrayField[list[str], list[str]]":
    return django.contrib.postgres.fields.ArrayField(
        base_field=models.TextField(), db_default=[], default=list, size=None
    )


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0002_frozen")]

    operations = [
        migrations.AddField(
            "procedure", "origin", models.TextField(db_default="city", default="city")
        ),
        migrations.AddField(
            "procedure", "is_fileable", models.BooleanField(db_default=True, default=True)
        ),
        migrations.AddField("procedure", "life_events", _words()),
        migrations.AddField("procedure", "audience", _words()),
        migrations.AddField("procedure", "levels", _words()),
        migrations.AddField("procedure", "agency_kinds", _words()),
        migrations.AddField("procedure", "departments", _words()),
        migrations.AddField("procedure", "review_marks", _words()),
        migrations.AddConstraint(
            "procedure",
            models.CheckConstraint(
                condition=models.Q(origin__in=["city", "national"]),
                name="procedure_origin_is_known",
            ),
        ),
    ]
