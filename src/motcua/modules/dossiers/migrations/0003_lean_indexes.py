"""No second index where the first columns of another serve; one for lists of closed dossiers."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0002_frozen"),
        ("dossiers", "0002_frozen"),
    ]

    operations = [
        migrations.AlterField(
            model_name="clockact",
            name="dossier",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="clock_acts",
                to="dossiers.dossier",
            ),
        ),
        migrations.AlterField(
            model_name="decision",
            name="dossier",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decisions",
                to="dossiers.dossier",
            ),
        ),
        migrations.AlterField(
            model_name="dossier",
            name="revision",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="catalogue.revision",
            ),
        ),
        migrations.AlterField(
            model_name="heldfile",
            name="dossier",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="files",
                to="dossiers.dossier",
            ),
        ),
        migrations.AlterField(
            model_name="opinion",
            name="dossier",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="opinions",
                to="dossiers.dossier",
            ),
        ),
        migrations.AlterField(
            model_name="supplement",
            name="dossier",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="supplements",
                to="dossiers.dossier",
            ),
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                condition=models.Q(
                    ("state__in", ["rejected_at_intake", "returned", "stopped", "withdrawn"])
                ),
                fields=["agency", "next_at", "id"],
                name="dossiers_closed_at_agency",
            ),
        ),
        migrations.AddIndex(
            model_name="opinion",
            index=models.Index(
                condition=models.Q(("answered_at", None)),
                fields=["of_agency", "dossier"],
                name="opinions_awaited",
            ),
        ),
    ]
