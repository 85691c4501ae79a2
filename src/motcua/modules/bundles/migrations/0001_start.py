"""Joined procedures: groups, what was filed once, and its parts."""

import django.db.models.deletion
from django.db import migrations, models

import motcua.foundation.identifiers
import motcua.modules.bundles.rules.states

KEEP = """
CREATE FUNCTION bundles_keep_as_filed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is never changed', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END
$$
"""
FILED = (
    "CREATE TRIGGER as_filed BEFORE UPDATE OR DELETE ON bundles_bundle FOR EACH ROW"
    " WHEN (OLD.filed_at IS NOT NULL) EXECUTE FUNCTION bundles_keep_as_filed()"
)


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Group",
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
                ("digest", models.TextField(unique=True)),
                ("content", models.JSONField()),
                ("source", models.TextField()),
                ("is_current", models.BooleanField(default=False)),
                ("adopted_at", models.DateTimeField()),
                ("adopted_by", models.TextField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_current", True)),
                        fields=("code",),
                        name="one_version_of_a_group_is_current",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Bundle",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("number", models.TextField(null=True, unique=True)),
                ("submitter", models.UUIDField()),
                ("place", models.TextField()),
                ("language", models.TextField(default="vi")),
                ("revisions", models.JSONField()),
                ("agencies", models.JSONField()),
                ("answers", models.BinaryField()),
                ("digest", models.TextField(default="")),
                ("key", models.TextField(default="")),
                ("started_at", models.DateTimeField()),
                ("saved_at", models.DateTimeField()),
                ("filed_at", models.DateTimeField(null=True)),
                (
                    "group",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="bundles.group",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Part",
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
                ("member", models.TextField()),
                ("position", models.IntegerField()),
                ("procedure", models.TextField()),
                ("agency", models.TextField()),
                (
                    "state",
                    models.TextField(
                        default=motcua.modules.bundles.rules.states.PartState["WAITING"]
                    ),
                ),
                ("dossier", models.UUIDField(null=True, unique=True)),
                ("because", models.TextField(blank=True, default="")),
                ("changed_at", models.DateTimeField()),
                (
                    "bundle",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="bundles.bundle",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="bundle",
            index=models.Index(
                fields=["submitter", "-saved_at", "-id"], name="bundles_of_submitter"
            ),
        ),
        migrations.AddConstraint(
            model_name="bundle",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("filed_at__isnull", True), ("number__isnull", True)),
                    models.Q(("filed_at__isnull", False), ("number__isnull", False)),
                    _connector="OR",
                ),
                name="a_filed_bundle_has_a_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="bundle",
            constraint=models.UniqueConstraint(
                condition=models.Q(("filed_at__isnull", False)),
                fields=("submitter", "key"),
                name="one_bundle_per_key",
            ),
        ),
        migrations.AddConstraint(
            model_name="part",
            constraint=models.UniqueConstraint(
                fields=("bundle", "member"), name="a_bundle_has_a_part_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="part",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["waiting", "started", "blocked"])),
                name="part_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="part",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("dossier__isnull", False),
                        ("state", motcua.modules.bundles.rules.states.PartState["STARTED"]),
                    ),
                    models.Q(
                        models.Q(
                            ("state", motcua.modules.bundles.rules.states.PartState["STARTED"]),
                            _negated=True,
                        ),
                        ("dossier__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="a_started_part_has_a_dossier",
            ),
        ),
        migrations.AddConstraint(
            model_name="part",
            constraint=models.CheckConstraint(
                condition=models.Q(("because__in", ("", "answers", "needed"))),
                name="part_is_blocked_for_a_known_reason",
            ),
        ),
        migrations.RunSQL([KEEP], ["DROP FUNCTION bundles_keep_as_filed()"]),
        migrations.RunSQL([FILED], ["DROP TRIGGER as_filed ON bundles_bundle"]),
    ]
