"""Receipts of filing: a letter with signed data beside it, and the keys that sign it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("results", "0001_start"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReceiptKey",
            fields=[
                ("thumbprint", models.TextField(primary_key=True, serialize=False)),
                ("public", models.JSONField()),
                ("secret", models.BinaryField()),
                ("use", models.TextField(default="receipt")),
                ("made_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="letter",
            name="letter_kind_known",
        ),
        migrations.AddField(
            model_name="letter",
            name="twin_sha256",
            field=models.TextField(blank=True, db_default=""),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "filing_receipt",
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
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind__in", ["filing_receipt"]), ("state", "issued"), _negated=True),
                    ("twin_sha256__regex", "^[0-9a-f]{64}$"),
                    _connector="OR",
                ),
                name="issued_receipt_has_its_data",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("kind", "filing_receipt"), models.Q(("state", "voided"), _negated=True)
                ),
                fields=("subject_type", "subject_id"),
                name="subject_has_one_receipt_of_filing",
            ),
        ),
        migrations.AddConstraint(
            model_name="receiptkey",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)),
                fields=("use",),
                name="one_receipt_key_signs",
            ),
        ),
    ]
