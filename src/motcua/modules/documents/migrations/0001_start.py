"""Documents, uploads on their way, and the pieces of those."""

import django.db.models.deletion
from django.db import migrations, models

import motcua.modules.documents.rules.life


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("foundation", "0003_sealed_files"),
    ]

    operations = [
        migrations.CreateModel(
            name="Upload",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("owner", models.UUIDField()),
                ("handed_by", models.TextField()),
                ("name", models.BinaryField()),
                ("size", models.BigIntegerField()),
                ("received", models.BigIntegerField(default=0)),
                ("state", models.TextField(default="open")),
                ("document", models.UUIDField(null=True)),
                ("opened_at", models.DateTimeField()),
                ("touched_at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "open")),
                        fields=["owner"],
                        name="uploads_under_way",
                    ),
                    models.Index(fields=["touched_at"], name="uploads_by_last_touch"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ("open", "done", "dropped"))),
                        name="upload_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("received__gte", 0), ("received__lte", models.F("size"))
                        ),
                        name="an_upload_takes_no_more_than_announced",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Piece",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "upload",
                        "start",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("start", models.BigIntegerField()),
                ("content", models.BinaryField()),
                (
                    "upload",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pieces",
                        to="documents.upload",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("owner", models.UUIDField()),
                ("name", models.BinaryField()),
                ("media_type", models.TextField()),
                ("size", models.BigIntegerField()),
                ("pages", models.BigIntegerField(default=0)),
                ("originality", models.TextField(blank=True, default="")),
                ("document_type", models.TextField(blank=True, default="")),
                (
                    "state",
                    models.TextField(default=motcua.modules.documents.rules.life.State["RECEIVED"]),
                ),
                ("trouble", models.TextField(blank=True, default="")),
                ("verdict", models.TextField(blank=True, default="")),
                ("engine", models.TextField(blank=True, default="")),
                ("scanned_at", models.DateTimeField(null=True)),
                ("warnings", models.JSONField(default=list)),
                ("departures", models.JSONField(default=list)),
                ("parts", models.JSONField(default=list)),
                ("handed_by", models.TextField()),
                ("received_at", models.DateTimeField()),
                ("checked_at", models.DateTimeField(null=True)),
                ("touched_at", models.DateTimeField()),
                ("kept_at", models.DateTimeField(null=True)),
                (
                    "copy",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="foundation.storedfile",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="foundation.storedfile",
                    ),
                ),
                (
                    "thumbnail",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="foundation.storedfile",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["owner", "-received_at", "-id"], name="documents_of_owner"
                    ),
                    models.Index(
                        condition=models.Q(("state__in", ["received", "checking"])),
                        fields=["received_at"],
                        name="documents_to_be_checked",
                    ),
                    models.Index(fields=["touched_at", "id"], name="documents_by_last_touch"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("owner", "file"), name="a_person_holds_a_file_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["received", "checking", "ready", "quarantined", "unreadable"],
                            )
                        ),
                        name="document_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("originality__in", ["", "original", "certified", "copy"])
                        ),
                        name="document_originality_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("verdict__in", ["", "clean", "infected"])),
                        name="document_verdict_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state", motcua.modules.documents.rules.life.State["READY"]),
                                _negated=True,
                            ),
                            ("verdict", "clean"),
                            _connector="OR",
                        ),
                        name="what_is_ready_was_found_clean",
                    ),
                ],
            },
        ),
    ]
