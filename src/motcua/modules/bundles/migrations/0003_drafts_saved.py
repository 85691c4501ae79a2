"""Drafts of joined procedures that are saved answer by answer, with sources, and go by themselves."""

from typing import Any

from django.db import migrations, models


def _bundle(name: str, field: "models.Field[Any, Any]") -> migrations.AddField:
    return migrations.AddField("bundle", name, field)


class Migration(migrations.Migration):
    dependencies = [("bundles", "0002_held_files")]

    operations = [
        _bundle("sources", models.BinaryField(null=True)),
        _bundle("tabs", models.JSONField(null=True)),
        _bundle("unread", models.BinaryField(null=True)),
        _bundle("begun_with", models.TextField(null=True)),
        _bundle("expires_at", models.DateTimeField(null=True)),
        _bundle("warned_at", models.DateTimeField(null=True)),
        migrations.AddConstraint(
            "bundle",
            models.UniqueConstraint(
                fields=["submitter", "begun_with"], name="a_key_begins_a_bundle"
            ),
        ),
        migrations.AddIndex(
            "bundle",
            models.Index(
                fields=["expires_at", "id"],
                condition=models.Q(filed_at=None),
                name="bundles_by_their_end",
            ),
        ),
    ]
