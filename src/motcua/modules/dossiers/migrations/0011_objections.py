"""The applicant may say that what others filed for them is not theirs."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0010_undersigned"),
    ]

    operations = [
        migrations.AddField(
            model_name="dossier",
            name="objected_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="dossier",
            name="objection",
            field=models.BinaryField(null=True),
        ),
        migrations.AddConstraint(
            model_name="dossier",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("objected_at", None), ("objection__isnull", False), _connector="OR"
                ),
                name="an_objection_says_why",
            ),
        ),
    ]
