"""Proposals, their files and saves, their rounds and what was decided for dossiers in flight."""

import django.db.models.deletion
from django.db import migrations, models

import motcua.foundation.identifiers


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("catalogue", "0003_found_by"),
    ]

    operations = [
        migrations.CreateModel(
            name="Proposal",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.foundation.identifiers.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("code", models.TextField()),
                ("kind", models.TextField(default="change")),
                ("source", models.TextField()),
                ("origin", models.JSONField(default=dict)),
                ("state", models.TextField()),
                ("version", models.IntegerField(default=1)),
                ("started_by", models.TextField()),
                ("started_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                (
                    "base",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalogue.revision",
                    ),
                ),
                (
                    "revision",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalogue.revision",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DraftFile",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("name", models.TextField()),
                ("content", models.TextField(blank=True)),
                ("number", models.IntegerField()),
                (
                    "proposal",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="proposals.proposal",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ChangeDecision",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.TextField()),
                ("fingerprint", models.TextField()),
                ("decision", models.TextField()),
                ("expression", models.TextField(blank=True)),
                ("decided_by", models.TextField()),
                ("decided_at", models.DateTimeField()),
                (
                    "proposal",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="decisions",
                        to="proposals.proposal",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Save",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("number", models.IntegerField()),
                ("name", models.TextField()),
                ("content", models.TextField(blank=True)),
                ("is_removal", models.BooleanField(default=False)),
                ("saved_by", models.TextField()),
                ("saved_at", models.DateTimeField()),
                (
                    "proposal",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saves",
                        to="proposals.proposal",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("number", models.IntegerField()),
                ("version", models.IntegerField()),
                ("digest", models.TextField(blank=True)),
                ("reason", models.TextField()),
                ("decision_number", models.TextField()),
                ("starts_on", models.DateField(null=True)),
                ("ends_on", models.DateField(null=True)),
                ("submitted_by", models.TextField()),
                ("submitted_at", models.DateTimeField()),
                ("outcome", models.TextField(default="waiting")),
                ("comment", models.TextField(blank=True)),
                ("decided_by", models.TextField(blank=True)),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "proposal",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="submissions",
                        to="proposals.proposal",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="proposal",
            index=models.Index(fields=["code", "started_at"], name="proposal_by_procedure"),
        ),
        migrations.AddIndex(
            model_name="proposal",
            index=models.Index(
                condition=models.Q(("state__in", ["drafting", "submitted", "returned"])),
                fields=["changed_at"],
                name="proposal_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["change", "end"])), name="proposal_kind_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("source__in", ["revision", "zip", "nothing"])),
                name="proposal_source_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["drafting", "submitted", "returned", "published", "discarded"])
                ),
                name="proposal_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "end"), ("revision__isnull", True)),
                    models.Q(("revision__isnull", False), ("state", "published")),
                    models.Q(
                        models.Q(("state", "published"), _negated=True), ("revision__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="proposal_published_is_a_revision",
            ),
        ),
        migrations.AddConstraint(
            model_name="draftfile",
            constraint=models.UniqueConstraint(
                fields=("proposal", "name"), name="draft_has_a_file_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="changedecision",
            constraint=models.UniqueConstraint(
                fields=("proposal", "key"), name="change_is_decided_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="save",
            constraint=models.UniqueConstraint(
                fields=("proposal", "number", "name"), name="save_is_numbered_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.UniqueConstraint(
                fields=("proposal", "number"), name="submission_is_numbered_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.UniqueConstraint(
                condition=models.Q(("outcome", "waiting")),
                fields=("proposal",),
                name="submission_waits_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("outcome__in", ["waiting", "taken_back", "returned", "approved"])
                ),
                name="submission_outcome_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "approved"), _negated=True),
                    models.Q(("submitted_by", models.F("decided_by")), _negated=True),
                    _connector="OR",
                ),
                name="submission_approved_by_another",
            ),
        ),
    ]
