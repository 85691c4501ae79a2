"""Runs over dossiers in flight, and what became of each."""

import django.db.models.deletion
from django.db import migrations, models

import motcua.modules.transitions.rules.runs


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("catalogue", "0003_found_by"),
    ]

    operations = [
        migrations.CreateModel(
            name="Run",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("kind", models.TextField()),
                ("procedure", models.TextField()),
                ("proposal", models.UUIDField(null=True)),
                ("source", models.JSONField(null=True)),
                ("decisions", models.JSONField(default=dict)),
                ("drafts_only", models.BooleanField(default=False)),
                (
                    "state",
                    models.TextField(
                        default=motcua.modules.transitions.rules.runs.State["RUNNING"]
                    ),
                ),
                ("cursor", models.UUIDField()),
                ("moved", models.IntegerField(default=0)),
                ("asked", models.IntegerField(default=0)),
                ("kept", models.IntegerField(default=0)),
                ("blocked", models.IntegerField(default=0)),
                ("drafts", models.IntegerField(default=0)),
                ("busy", models.IntegerField(default=0)),
                ("undone", models.IntegerField(default=0)),
                ("seconds", models.FloatField(default=0)),
                ("started_by", models.TextField()),
                ("started_at", models.DateTimeField()),
                ("worked_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
                ("undo_reason", models.TextField(default="")),
                (
                    "after",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
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
            ],
        ),
        migrations.CreateModel(
            name="Outcome",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "run",
                        "dossier",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("dossier", models.UUIDField()),
                ("agency", models.TextField()),
                ("stands", models.TextField()),
                ("fate", models.TextField()),
                ("cause", models.TextField(default="")),
                ("about", models.JSONField(default=list)),
                ("is_draft", models.BooleanField(default=False)),
                ("is_undone", models.BooleanField(default=False)),
                (
                    "run",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="outcomes",
                        to="transitions.run",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="run",
            index=models.Index(fields=["procedure", "-started_at"], name="runs_of_procedure"),
        ),
        migrations.AddIndex(
            model_name="run",
            index=models.Index(
                condition=models.Q(("state__in", ["running", "undoing"])),
                fields=["started_at"],
                name="runs_at_work",
            ),
        ),
        migrations.AddConstraint(
            model_name="run",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["running", "paused", "done", "undoing", "undone"])
                ),
                name="run_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="run",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["trial", "real"])), name="run_kind_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="run",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind", motcua.modules.transitions.rules.runs.Kind["TRIAL"]),
                    ("after__isnull", False),
                    _connector="OR",
                ),
                name="a_real_run_leads_to_a_revision",
            ),
        ),
        migrations.AddConstraint(
            model_name="run",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", motcua.modules.transitions.rules.runs.Kind["REAL"])),
                fields=("after",),
                name="a_revision_comes_over_dossiers_once",
            ),
        ),
        migrations.AddIndex(
            model_name="outcome",
            index=models.Index(
                fields=["run", "is_draft", "fate", "dossier"], name="outcomes_by_fate"
            ),
        ),
        migrations.AddConstraint(
            model_name="outcome",
            constraint=models.CheckConstraint(
                condition=models.Q(("fate__in", ["busy", "moved", "asked", "kept", "blocked"])),
                name="fate_is_known",
            ),
        ),
    ]
