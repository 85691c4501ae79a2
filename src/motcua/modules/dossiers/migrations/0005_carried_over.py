"""Dossiers may go on by a newer revision; what was carried over is never changed."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0003_found_by"),
        ("dossiers", "0004_statistics"),
    ]

    operations = [
        migrations.AddField(
            model_name="dossier",
            name="goes_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="catalogue.revision",
            ),
        ),
        migrations.AddField(
            model_name="draft",
            name="begun_on",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="draft",
            name="set_aside",
            field=models.BinaryField(null=True),
        ),
        migrations.CreateModel(
            name="Transfer",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("run", models.UUIDField()),
                ("place_before", models.TextField(default="")),
                ("place_after", models.TextField(default="")),
                ("answers", models.BinaryField()),
                ("set_aside", models.BinaryField(null=True)),
                ("draft_before", models.BinaryField(null=True)),
                ("asked", models.JSONField(default=list)),
                ("moved_at", models.DateTimeField()),
                ("given", models.BinaryField(null=True)),
                ("digest", models.TextField(default="")),
                ("answered_at", models.DateTimeField(null=True)),
                ("undone_at", models.DateTimeField(null=True)),
                ("undone_by", models.TextField(default="")),
                ("undone_reason", models.BinaryField(null=True)),
                (
                    "after",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalogue.revision",
                    ),
                ),
                (
                    "before",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalogue.revision",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transfers",
                        to="dossiers.dossier",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["dossier", "moved_at", "id"], name="transfers_in_order")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("run", "dossier"), name="a_run_moves_a_dossier_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("undone_at", None), ("answered_at", None), _connector="OR"
                        ),
                        name="what_was_answered_is_not_undone",
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            [
                "CREATE TRIGGER as_written BEFORE UPDATE ON dossiers_transfer FOR EACH ROW"
                " WHEN (OLD.answers <> NEW.answers OR OLD.dossier_id <> NEW.dossier_id"
                " OR OLD.set_aside IS DISTINCT FROM NEW.set_aside"
                " OR OLD.draft_before IS DISTINCT FROM NEW.draft_before"
                " OR OLD.answered_at IS NOT NULL OR OLD.undone_at IS NOT NULL)"
                " EXECUTE FUNCTION dossiers_keep_as_written()"
            ],
            ["DROP TRIGGER as_written ON dossiers_transfer"],
        ),
    ]
