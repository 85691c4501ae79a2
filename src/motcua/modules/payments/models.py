"""The tables of money. Postings are append-only and balance per entry (triggers in 0001)."""

from django.db import models
from django.db.models import Q

from motcua.foundation.identifiers import new_id

from .rules import attempts, charges, ledger


class Charge(models.Model):
    """What a payer owes an agency for one subject."""

    id = models.UUIDField(primary_key=True, default=new_id)
    subject_type = models.TextField()
    subject_id = models.TextField()
    payer = models.TextField()
    agency = models.TextField()
    amount = models.BigIntegerField()
    state = models.TextField()
    reference = models.TextField(unique=True)
    reference_key = models.TextField(unique=True)
    opened_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="charge_amount_positive"),
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in charges.State]), name="charge_state_known"
            ),
        ]
        indexes = [
            models.Index(fields=["subject_type", "subject_id"], name="charge_by_subject"),
        ]

    def __str__(self) -> str:
        return self.reference


class ChargeLine(models.Model):
    """One fee inside a charge, with the law it rests on."""

    id = models.BigAutoField(primary_key=True)
    charge = models.ForeignKey(Charge, models.CASCADE, related_name="lines", db_index=False)
    place = models.PositiveSmallIntegerField()
    code = models.TextField()
    kind = models.TextField()
    name_vi = models.TextField()
    name_en = models.TextField()
    amount = models.BigIntegerField()
    quantity = models.IntegerField(null=True)
    basis = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["charge", "place"], name="charge_line_has_one_place"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="charge_line_amount_positive"),
            models.CheckConstraint(
                condition=Q(kind__in=[k.value for k in charges.Kind]), name="charge_line_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.amount}"


class Attempt(models.Model):
    """One visit to a gateway's page."""

    id = models.UUIDField(primary_key=True, default=new_id)
    charge = models.ForeignKey(Charge, models.CASCADE, related_name="attempts")
    gateway = models.TextField()
    reference = models.TextField(unique=True)
    amount = models.BigIntegerField()
    state = models.TextField()
    transaction = models.TextField()
    language = models.TextField()
    return_path = models.TextField()
    page_url = models.TextField()
    started_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="attempt_amount_positive"),
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in attempts.State]),
                name="attempt_state_known",
            ),
        ]
        indexes = [
            models.Index(
                fields=["started_at"], name="attempt_started", condition=Q(state="started")
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Notice(models.Model):
    """What a gateway said, or what somebody said in its name. Never the message itself."""

    id = models.UUIDField(primary_key=True, default=new_id)
    gateway = models.TextField()
    reference = models.TextField()
    transaction = models.TextField()
    result = models.TextField()
    amount = models.BigIntegerField()
    reason = models.TextField()
    digest = models.TextField()
    is_verified = models.BooleanField()
    outcome = models.TextField()
    received_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["gateway", "reference", "transaction", "result", "amount"],
                condition=Q(is_verified=True),
                name="notice_counts_once",
            ),
            models.UniqueConstraint(
                fields=["gateway", "digest"],
                condition=Q(is_verified=False),
                name="forged_notice_kept_once",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=[o.value for o in attempts.Outcome]),
                name="notice_outcome_known",
            ),
        ]
        indexes = [models.Index(fields=["received_at"], name="notice_by_time")]

    def __str__(self) -> str:
        return f"{self.gateway} {self.reference} {self.result}"


class BankLine(models.Model):
    """A line of an agency's bank statement that was read. `content` is sealed: people wrote it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    agency = models.TextField()
    bank_ref = models.TextField()
    content = models.BinaryField()
    amount = models.BigIntegerField()
    outcome = models.TextField()
    charge = models.ForeignKey(Charge, models.PROTECT, null=True, related_name="bank_lines")
    read_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "bank_ref"], name="bank_line_counts_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="bank_line_amount_positive"),
            models.CheckConstraint(
                condition=Q(outcome__in=[o.value for o in attempts.Outcome]),
                name="bank_line_outcome_known",
            ),
        ]
        indexes = [
            models.Index(
                fields=["agency", "read_at", "id"],
                name="bank_line_unplaced",
                condition=Q(charge__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bank_ref} {self.amount}"


class Refund(models.Model):
    """Money to give back: a surplus, or a paid charge that is to be returned."""

    id = models.UUIDField(primary_key=True, default=new_id)
    charge = models.ForeignKey(Charge, models.PROTECT, related_name="refunds")
    agency = models.TextField()
    amount = models.BigIntegerField()
    reason = models.TextField()
    account = models.TextField()
    state = models.TextField()
    noted_at = models.DateTimeField()
    transaction = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="refund_amount_positive"),
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in charges.RefundState]),
                name="refund_state_known",
            ),
            models.CheckConstraint(
                condition=Q(reason__in=[r.value for r in charges.RefundReason]),
                name="refund_reason_known",
            ),
            models.UniqueConstraint(
                fields=["charge"],
                condition=Q(state="owed", reason="asked"),
                name="charge_has_one_asked_refund",
            ),
        ]
        indexes = [
            models.Index(
                fields=["agency", "noted_at", "id"],
                name="refund_owed",
                condition=Q(state="owed"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reason} {self.amount}"


class LedgerPosting(models.Model):
    """One line of a double entry."""

    id = models.BigAutoField(primary_key=True)
    entry = models.UUIDField()
    charge = models.ForeignKey(Charge, models.PROTECT, null=True, related_name="postings")
    account = models.TextField()
    side = models.TextField()
    amount = models.BigIntegerField()
    posted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="posting_amount_positive"),
            models.CheckConstraint(
                condition=Q(side__in=[s.value for s in ledger.Side]), name="posting_side_known"
            ),
        ]
        indexes = [
            models.Index(fields=["entry"], name="posting_by_entry"),
            models.Index(fields=["account", "posted_at"], name="posting_by_account"),
        ]

    def __str__(self) -> str:
        return f"{self.side} {self.account} {self.amount}"


class Collector(models.Model):
    """What receipts of an agency need beyond its name: tax code and letters."""

    agency = models.TextField(primary_key=True)
    tax_code = models.TextField()
    letters = models.TextField()
    named_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.agency


class Receipt(models.Model):
    """A receipt for one kind of fee of one paid charge; never changed."""

    id = models.UUIDField(primary_key=True, default=new_id)
    charge = models.ForeignKey(Charge, models.PROTECT, related_name="receipts")
    kind = models.TextField()
    agency = models.TextField()
    template = models.TextField()
    symbol = models.TextField()
    year = models.PositiveSmallIntegerField()
    number = models.IntegerField()
    amount = models.BigIntegerField()
    collector_name = models.TextField()
    collector_tax_code = models.TextField()
    issued_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "template", "symbol", "year", "number"],
                name="receipt_number_given_once",
            ),
            models.UniqueConstraint(fields=["charge", "kind"], name="charge_has_one_receipt_each"),
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=99_999_999),
                name="receipt_number_has_at_most_eight_digits",
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="receipt_amount_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.symbol} {self.number:08d}"
