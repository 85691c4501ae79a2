"""Mandates: who stands for whom."""

import django.db.models.deletion
from django.db import migrations, models

import motcua.foundation.identifiers


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("foundation", "0001_start"),
    ]

    operations = [
        migrations.CreateModel(
            name="Mandate",
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
                ("giver", models.UUIDField(null=True)),
                ("holder", models.UUIDField(null=True)),
                ("giver_print", models.BinaryField()),
                ("holder_print", models.BinaryField()),
                ("giver_sealed", models.BinaryField()),
                ("holder_sealed", models.BinaryField()),
                ("kind", models.TextField()),
                ("ground", models.TextField()),
                ("reach", models.TextField()),
                ("state", models.TextField()),
                ("procedures", models.JSONField(default=list)),
                ("until", models.DateField()),
                ("proof_name", models.BinaryField(null=True)),
                ("agency", models.TextField(default="")),
                ("decided_by", models.TextField(default="")),
                ("reason", models.BinaryField(null=True)),
                ("made_at", models.DateTimeField()),
                ("moved_at", models.DateTimeField()),
                ("began_at", models.DateTimeField(null=True)),
                (
                    "proof",
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
                    models.Index(fields=["giver", "-moved_at"], name="mandates_of_giver"),
                    models.Index(
                        fields=["holder_print", "-moved_at"], name="mandates_of_holder_number"
                    ),
                    models.Index(
                        condition=models.Q(("state", "live")),
                        fields=["holder"],
                        name="mandates_live",
                    ),
                    models.Index(
                        condition=models.Q(("state", "claimed")),
                        fields=["agency", "made_at"],
                        name="mandates_claimed",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["authorised", "parent", "guardian", "organisation"])
                        ),
                        name="mandate_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ground__in", ["given", "paper", "register"])),
                        name="mandate_ground_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reach__in", ["filed", "all"])),
                        name="mandate_reach_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["offered", "claimed", "live", "declined", "ended"])
                        ),
                        name="mandate_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "live"), _negated=True),
                            models.Q(
                                ("began_at__isnull", False),
                                ("giver__isnull", False),
                                ("holder__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="a_live_mandate_has_both_people",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("giver_print", models.F("holder_print")), _negated=True
                        ),
                        name="nobody_stands_for_themselves",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ground", "register"), ("state", "live")),
                        fields=("giver_print", "holder_print", "kind"),
                        name="a_register_says_it_once",
                    ),
                ],
            },
        ),
    ]
