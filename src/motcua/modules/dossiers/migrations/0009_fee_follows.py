"""A dossier may be looked at before its fee is paid, where the law allows it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0008_on_behalf")]

    operations = [
        migrations.AddField(
            model_name="dossier",
            name="fee_follows",
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
