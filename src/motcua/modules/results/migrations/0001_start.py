"""Templates, results and letters, with what the database itself refuses."""

import django.db.models.deletion
from django.db import migrations, models

import motcua.foundation.identifiers


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Template",
            fields=[
                ("sha256", models.TextField(primary_key=True, serialize=False)),
                ("source", models.TextField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")),
                        name="template_is_named_by_digest",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Result",
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
                ("subject_type", models.TextField()),
                ("subject_id", models.TextField()),
                ("revision", models.TextField()),
                ("agency", models.TextField()),
                ("state", models.TextField()),
                ("title_vi", models.TextField()),
                ("title_en", models.TextField(blank=True)),
                ("symbol", models.TextField()),
                ("content", models.BinaryField()),
                ("masked_subject", models.TextField(blank=True)),
                ("drafted_by", models.TextField()),
                ("drafted_at", models.DateTimeField()),
                ("approved_by", models.TextField(blank=True)),
                ("approved_at", models.DateTimeField(null=True)),
                ("signatory_name", models.TextField(blank=True)),
                ("signatory_title", models.TextField(blank=True)),
                ("signatory_authority", models.TextField(blank=True)),
                ("number", models.BigIntegerField(null=True)),
                ("number_text", models.TextField(blank=True)),
                ("number_year", models.IntegerField(null=True)),
                ("issued_on", models.DateField(null=True)),
                ("numbered_at", models.DateTimeField(null=True)),
                ("signed_sha256", models.TextField(blank=True)),
                ("issued_sha256", models.TextField(blank=True)),
                ("hand_over", models.BinaryField(null=True)),
                ("reason", models.BinaryField(null=True)),
                ("closed_on", models.DateField(null=True)),
                ("moved_at", models.DateTimeField()),
                (
                    "replaces",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replacements",
                        to="results.result",
                    ),
                ),
                (
                    "template",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="results.template",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["subject_type", "subject_id"], name="result_by_subject"),
                    models.Index(
                        condition=models.Q(("issued_sha256", ""), _negated=True),
                        fields=["issued_sha256"],
                        name="result_by_file",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "drafted",
                                    "returned",
                                    "approved",
                                    "signed",
                                    "numbered",
                                    "issued",
                                    "delivered",
                                    "handed_over",
                                    "replaced",
                                    "recalled",
                                ],
                            )
                        ),
                        name="result_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "state__in",
                                    [
                                        "numbered",
                                        "issued",
                                        "delivered",
                                        "handed_over",
                                        "replaced",
                                        "recalled",
                                    ],
                                ),
                                _negated=True,
                            ),
                            models.Q(
                                ("issued_on__isnull", False),
                                ("number__isnull", False),
                                ("number_year__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="numbered_result_has_number_and_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "state__in",
                                    ["issued", "delivered", "handed_over", "replaced", "recalled"],
                                ),
                                _negated=True,
                            ),
                            ("issued_sha256__regex", "^[0-9a-f]{64}$"),
                            _connector="OR",
                        ),
                        name="issued_result_has_its_file",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by", ""),
                            models.Q(("approved_by", models.F("drafted_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="result_passes_four_eyes",
                    ),
                    models.UniqueConstraint(
                        fields=("agency", "number_year", "number"), name="result_number_once_a_year"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("replaces__isnull", True),
                            models.Q(("state", "recalled"), _negated=True),
                        ),
                        fields=("subject_type", "subject_id"),
                        name="subject_has_one_result",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "recalled"), _negated=True),
                        fields=("replaces",),
                        name="result_has_one_replacement",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Letter",
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
                ("kind", models.TextField()),
                ("subject_type", models.TextField()),
                ("subject_id", models.TextField()),
                ("agency", models.TextField()),
                ("state", models.TextField()),
                ("number_text", models.TextField()),
                ("content", models.BinaryField()),
                ("masked_subject", models.TextField(blank=True)),
                ("requested_by", models.TextField()),
                ("requested_at", models.DateTimeField()),
                ("issued_on", models.DateField()),
                ("file_sha256", models.TextField(blank=True)),
                ("voided_by", models.TextField(blank=True)),
                ("voided_at", models.DateTimeField(null=True)),
                ("reason", models.BinaryField(null=True)),
                (
                    "template",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="results.template",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["subject_type", "subject_id"], name="letter_by_subject"),
                    models.Index(
                        condition=models.Q(("file_sha256", ""), _negated=True),
                        fields=["file_sha256"],
                        name="letter_by_file",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "receipt_slip",
                                    "supplement_request",
                                    "refusal_notice",
                                    "stop_notice",
                                    "apology_extension",
                                ],
                            )
                        ),
                        name="letter_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["requested", "issued", "voided"])),
                        name="letter_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "issued"), _negated=True),
                            ("file_sha256__regex", "^[0-9a-f]{64}$"),
                            _connector="OR",
                        ),
                        name="issued_letter_has_its_file",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "voided"), _negated=True),
                            models.Q(
                                models.Q(("voided_by", ""), _negated=True),
                                ("voided_at__isnull", False),
                                ("reason__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="voided_letter_says_why",
                    ),
                ],
            },
        ),
    ]
