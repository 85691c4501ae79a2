"""Charges, attempts, notices, bank lines, refunds, the ledger, collectors and receipts."""

import django.db.models.deletion
from django.db import migrations, models

import motcua.foundation.identifiers


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Collector",
            fields=[
                ("agency", models.TextField(primary_key=True, serialize=False)),
                ("tax_code", models.TextField()),
                ("letters", models.TextField()),
                ("named_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Charge",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.foundation.identifiers.new_id,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("subject_type", models.TextField()),
                ("subject_id", models.TextField()),
                ("payer", models.TextField()),
                ("agency", models.TextField()),
                ("amount", models.BigIntegerField()),
                ("state", models.TextField()),
                ("reference", models.TextField(unique=True)),
                ("reference_key", models.TextField(unique=True)),
                ("opened_at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["subject_type", "subject_id"], name="charge_by_subject")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)), name="charge_amount_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["open", "paid", "cancelled", "refund_asked", "refunded"])
                        ),
                        name="charge_state_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.foundation.identifiers.new_id,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("gateway", models.TextField()),
                ("reference", models.TextField()),
                ("transaction", models.TextField()),
                ("result", models.TextField()),
                ("amount", models.BigIntegerField()),
                ("reason", models.TextField()),
                ("digest", models.TextField()),
                ("is_verified", models.BooleanField()),
                ("outcome", models.TextField()),
                ("received_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["received_at"], name="notice_by_time")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_verified", True)),
                        fields=("gateway", "reference", "transaction", "result", "amount"),
                        name="notice_counts_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_verified", False)),
                        fields=("gateway", "digest"),
                        name="forged_notice_kept_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "outcome__in",
                                [
                                    "paid",
                                    "failed",
                                    "surplus",
                                    "mismatch",
                                    "contradicted",
                                    "unknown_reference",
                                    "pending",
                                    "repeated",
                                    "forged",
                                ],
                            )
                        ),
                        name="notice_outcome_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BankLine",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.foundation.identifiers.new_id,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("agency", models.TextField()),
                ("bank_ref", models.TextField()),
                ("content", models.BinaryField()),
                ("amount", models.BigIntegerField()),
                ("outcome", models.TextField()),
                ("read_at", models.DateTimeField()),
                (
                    "charge",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bank_lines",
                        to="payments.charge",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("charge__isnull", True)),
                        fields=["agency", "read_at", "id"],
                        name="bank_line_unplaced",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "bank_ref"), name="bank_line_counts_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)), name="bank_line_amount_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "outcome__in",
                                [
                                    "paid",
                                    "failed",
                                    "surplus",
                                    "mismatch",
                                    "contradicted",
                                    "unknown_reference",
                                    "pending",
                                    "repeated",
                                    "forged",
                                ],
                            )
                        ),
                        name="bank_line_outcome_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attempt",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.foundation.identifiers.new_id,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("gateway", models.TextField()),
                ("reference", models.TextField(unique=True)),
                ("amount", models.BigIntegerField()),
                ("state", models.TextField()),
                ("transaction", models.TextField()),
                ("language", models.TextField()),
                ("return_path", models.TextField()),
                ("page_url", models.TextField()),
                ("started_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                (
                    "charge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attempts",
                        to="payments.charge",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "started")),
                        fields=["started_at"],
                        name="attempt_started",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)), name="attempt_amount_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["started", "succeeded", "failed", "expired", "duplicate"],
                            )
                        ),
                        name="attempt_state_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChargeLine",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("place", models.PositiveSmallIntegerField()),
                ("code", models.TextField()),
                ("kind", models.TextField()),
                ("name_vi", models.TextField()),
                ("name_en", models.TextField()),
                ("amount", models.BigIntegerField()),
                ("quantity", models.IntegerField(null=True)),
                ("basis", models.TextField()),
                (
                    "charge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="payments.charge",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("charge", "place"), name="charge_line_has_one_place"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)), name="charge_line_amount_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["user_fee", "state_charge"])),
                        name="charge_line_kind_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LedgerPosting",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("entry", models.UUIDField()),
                ("account", models.TextField()),
                ("side", models.TextField()),
                ("amount", models.BigIntegerField()),
                ("posted_at", models.DateTimeField()),
                (
                    "charge",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="postings",
                        to="payments.charge",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["entry"], name="posting_by_entry"),
                    models.Index(fields=["account", "posted_at"], name="posting_by_account"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)), name="posting_amount_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["debit", "credit"])),
                        name="posting_side_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Receipt",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.foundation.identifiers.new_id,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("kind", models.TextField()),
                ("agency", models.TextField()),
                ("template", models.TextField()),
                ("symbol", models.TextField()),
                ("year", models.PositiveSmallIntegerField()),
                ("number", models.IntegerField()),
                ("amount", models.BigIntegerField()),
                ("collector_name", models.TextField()),
                ("collector_tax_code", models.TextField()),
                ("issued_at", models.DateTimeField()),
                (
                    "charge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receipts",
                        to="payments.charge",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "template", "symbol", "year", "number"),
                        name="receipt_number_given_once",
                    ),
                    models.UniqueConstraint(
                        fields=("charge", "kind"), name="charge_has_one_receipt_each"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1), ("number__lte", 99999999)),
                        name="receipt_number_has_at_most_eight_digits",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)), name="receipt_amount_positive"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Refund",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.foundation.identifiers.new_id,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("agency", models.TextField()),
                ("amount", models.BigIntegerField()),
                ("reason", models.TextField()),
                ("account", models.TextField()),
                ("state", models.TextField()),
                ("noted_at", models.DateTimeField()),
                ("transaction", models.TextField()),
                (
                    "charge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="refunds",
                        to="payments.charge",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "owed")),
                        fields=["agency", "noted_at", "id"],
                        name="refund_owed",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)), name="refund_amount_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["owed", "paid_back", "dropped"])),
                        name="refund_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason__in", ["surplus", "asked"])),
                        name="refund_reason_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("reason", "asked"), ("state", "owed")),
                        fields=("charge",),
                        name="charge_has_one_asked_refund",
                    ),
                ],
            },
        ),
    ]
