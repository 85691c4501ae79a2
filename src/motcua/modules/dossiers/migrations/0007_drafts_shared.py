"""Drafts that several pages write, several people fill in, and that go by themselves."""

from typing import Any

from django.db import migrations, models


def _draft(name: str, field: "models.Field[Any, Any]") -> migrations.AddField:
    return migrations.AddField("draft", name, field)


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0006_provenance")]

    operations = [
        _draft("tabs", models.JSONField(null=True)),
        _draft("unread", models.BinaryField(null=True)),
        _draft("begun_by", models.UUIDField(null=True)),
        _draft("begun_with", models.TextField(null=True)),
        _draft("expires_at", models.DateTimeField(null=True)),
        _draft("warned_at", models.DateTimeField(null=True)),
        migrations.AddConstraint(
            "draft",
            models.UniqueConstraint(fields=["begun_by", "begun_with"], name="a_key_begins_a_draft"),
        ),
        migrations.AddIndex(
            "draft", models.Index(fields=["expires_at", "dossier"], name="drafts_by_their_end")
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                (
                    "dossier",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=models.CASCADE,
                        related_name="invitations",
                        to="dossiers.dossier",
                    ),
                ),
                ("purpose", models.TextField()),
                ("token_print", models.BinaryField(unique=True)),
                ("code_print", models.BinaryField()),
                ("invited_by", models.UUIDField()),
                ("invited_at", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("person", models.UUIDField(null=True)),
                ("accepted_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["dossier", "invited_at", "id"], name="invitations_in_order"
                    ),
                    models.Index(
                        condition=models.Q(person__isnull=False),
                        fields=["person", "dossier"],
                        name="invitations_of_helper",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(purpose__in=["see", "fill", "own"]),
                        name="invitation_purpose_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(accepted_at=None, person=None)
                        | models.Q(accepted_at__isnull=False, person__isnull=False),
                        name="an_invitation_is_accepted_by_somebody",
                    ),
                ],
            },
        ),
    ]
