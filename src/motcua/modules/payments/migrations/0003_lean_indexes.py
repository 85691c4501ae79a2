"""No second index where the first columns of another serve."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("payments", "0002_ledger_balances"),
    ]

    operations = [
        migrations.AlterField(
            model_name="chargeline",
            name="charge",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="lines",
                to="payments.charge",
            ),
        ),
    ]
