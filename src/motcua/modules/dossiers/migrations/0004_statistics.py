"""Dossiers by when they were filed, accepted and ended, each once, for counting the city."""

from django.db import migrations, models
from django.db.models import Q


def _by(moment: str, name: str) -> migrations.AddIndex:
    return migrations.AddIndex(
        model_name="dossier",
        index=models.Index(
            condition=Q((f"{moment}__isnull", False)), fields=["agency", moment], name=name
        ),
    )


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0003_lean_indexes")]

    operations = [
        _by("filed_at", "dossiers_filed_at_agency"),
        _by("accepted_at", "dossiers_accepted_at_agency"),
        _by("ended_at", "dossiers_ended_at_agency"),
    ]
