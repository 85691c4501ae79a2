"""Beside every answer, where it comes from: sealed as the answers are."""

from django.db import migrations, models


def _sources(table: str) -> migrations.AddField:
    return migrations.AddField(table, "sources", models.BinaryField(null=True))


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0005_carried_over")]

    operations = [_sources(table) for table in ("draft", "filing", "supplement", "transfer")]
