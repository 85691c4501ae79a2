"""Warnings, the places they are for, rules in versions, and what each rule has seen."""

import django.db.models.deletion
from django.db import migrations, models

import motcua.foundation.identifiers


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="RuleVersion",
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
                ("digest", models.TextField()),
                ("number", models.IntegerField()),
                ("content", models.TextField()),
                ("indicator", models.TextField()),
                ("state", models.TextField()),
                ("drafted_by", models.TextField()),
                ("drafted_at", models.DateTimeField()),
                ("reason", models.TextField()),
                ("published_by", models.TextField()),
                ("published_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "in_force")),
                        fields=["indicator"],
                        name="rule_by_indicator",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("code", "number"), name="rule_number_is_given_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "in_force")),
                        fields=("code",),
                        name="rule_is_in_force_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "drafted")),
                        fields=("code",),
                        name="rule_is_drafted_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["drafted", "in_force", "retired", "dropped"])
                        ),
                        name="rule_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("digest__regex", "^[0-9a-f]{64}$")),
                        name="rule_digest_is_sha256",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Alert",
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
                ("chain", models.UUIDField()),
                ("state", models.TextField()),
                ("status", models.TextField()),
                ("type", models.TextField()),
                ("sender", models.TextField()),
                ("sent_at", models.DateTimeField(null=True)),
                ("event", models.TextField()),
                ("severity", models.TextField()),
                ("urgency", models.TextField()),
                ("certainty", models.TextField()),
                ("responses", models.JSONField(default=list)),
                ("onset", models.DateTimeField(null=True)),
                ("expires_at", models.DateTimeField()),
                ("headline_vi", models.TextField()),
                ("headline_en", models.TextField()),
                ("description_vi", models.TextField()),
                ("description_en", models.TextField()),
                ("instruction_vi", models.TextField()),
                ("instruction_en", models.TextField()),
                ("ending", models.TextField(blank=True)),
                ("rule", models.TextField(blank=True)),
                ("watched_place", models.TextField(blank=True)),
                ("watched_thing", models.TextField(blank=True)),
                ("basis", models.JSONField(default=list)),
                ("proposed_by", models.TextField()),
                ("proposed_at", models.DateTimeField()),
                ("reason", models.TextField()),
                ("decided_by", models.TextField(blank=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("decision_reason", models.TextField(blank=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "former",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followers",
                        to="alerts.alert",
                    ),
                ),
                (
                    "rule_version",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="alerts",
                        to="alerts.ruleversion",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Watch",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("rule", models.TextField()),
                ("place", models.TextField()),
                ("thing", models.TextField(blank=True)),
                ("seen_until", models.DateTimeField(null=True)),
                ("beyond", models.IntegerField(default=0)),
                ("below", models.IntegerField(default=0)),
                ("lower", models.IntegerField(default=0)),
                ("is_open", models.BooleanField(default=False)),
                ("severity", models.TextField(default="Unknown")),
                ("until", models.DateTimeField(null=True)),
                ("quiet_until", models.DateTimeField(null=True)),
                ("formula", models.TextField(blank=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("rule", "place", "thing"), name="watch_is_kept_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AlertPlace",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("code", models.TextField()),
                ("name_vi", models.TextField()),
                ("name_en", models.TextField()),
                (
                    "alert",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="places",
                        to="alerts.alert",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["code"], name="alert_by_place")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("alert", "code"), name="alert_names_a_place_once"
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="alert",
            index=models.Index(
                condition=models.Q(("state__in", ["proposed", "issued"])),
                fields=["expires_at"],
                name="alert_open",
            ),
        ),
        migrations.AddIndex(
            model_name="alert",
            index=models.Index(fields=["sent_at", "id"], name="alert_by_time"),
        ),
        migrations.AddIndex(
            model_name="alert",
            index=models.Index(fields=["chain"], name="alert_by_chain"),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "proposed",
                            "issued",
                            "rejected",
                            "lapsed",
                            "updated",
                            "cancelled",
                            "expired",
                        ],
                    )
                ),
                name="alert_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.CheckConstraint(
                condition=models.Q(("type__in", ["Alert", "Update", "Cancel"])),
                name="alert_type_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["Actual", "Exercise", "System", "Test", "Draft"])
                ),
                name="alert_status_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.CheckConstraint(
                condition=models.Q(("ending__in", ["", "over", "mistake"])),
                name="alert_ending_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["proposed", "rejected", "lapsed"]),
                    ("sent_at__isnull", False),
                    _connector="OR",
                ),
                name="alert_issued_was_sent",
            ),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("proposed_by", models.F("decided_by")), _negated=True),
                    models.Q(("state", "issued"), _negated=True),
                    ("type", "Cancel"),
                    _connector="OR",
                ),
                name="alert_issued_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "proposed")),
                fields=("chain",),
                name="chain_has_one_proposal",
            ),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("state", "issued"), models.Q(("type", "Cancel"), _negated=True)
                ),
                fields=("chain",),
                name="chain_stands_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "proposed"), models.Q(("rule", ""), _negated=True)),
                fields=("rule", "watched_place", "watched_thing"),
                name="rule_proposes_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("state", "issued"),
                    models.Q(("rule", ""), _negated=True),
                    models.Q(("type", "Cancel"), _negated=True),
                ),
                fields=("rule", "watched_place", "watched_thing"),
                name="rule_warns_once",
            ),
        ),
    ]
