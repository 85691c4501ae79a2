"""A dossier says under which mandate it is filed, who wrote it down, and whom it names as owner."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0007_drafts_shared"),
        ("mandates", "0001_start"),
    ]

    operations = [
        migrations.AddField(
            model_name="dossier",
            name="mandate",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="mandates.mandate",
            ),
        ),
        migrations.AddField(
            model_name="dossier",
            name="assisted_by",
            field=models.TextField(default="", db_default=""),
        ),
        migrations.AddField(
            model_name="dossier",
            name="owner_print",
            field=models.BinaryField(null=True),
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                condition=models.Q(("owner_print__isnull", False)),
                fields=["owner_print"],
                name="dossiers_of_owner",
            ),
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                condition=models.Q(
                    ("state", "draft"), models.Q(("assisted_by", ""), _negated=True)
                ),
                fields=["assisted_by", "-moved_at"],
                name="dossiers_written_at_counter",
            ),
        ),
    ]
