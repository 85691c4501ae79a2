"""The tables of papers. What a paper says about people is sealed; what anybody may check is not."""

from django.db import models
from django.db.models import Q

from motcua.foundation.identifiers import new_id

from .rules.letters import WITH_TWIN, LetterKind, LetterState
from .rules.life import State

_SHA256 = r"^[0-9a-f]{64}$"
_NUMBERED = [
    s.value for s in State if s in (
        State.NUMBERED, State.ISSUED, State.DELIVERED, State.HANDED_OVER, State.REPLACED,
        State.RECALLED,
    )
]  # fmt: skip
_WITH_TWIN = sorted(kind.value for kind in WITH_TWIN)
_ISSUED = [s for s in _NUMBERED if s != State.NUMBERED.value]


class Template(models.Model):
    """The source of a template, once per content: a result keeps the one it was drafted with."""

    sha256 = models.TextField(primary_key=True)
    source = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sha256__regex=_SHA256), name="template_is_named_by_digest"
            )
        ]

    def __str__(self) -> str:
        return self.sha256


class Result(models.Model):
    """A decision on a subject. `content` is the sealed data of the paper."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    subject_type = models.TextField()
    subject_id = models.TextField()
    revision = models.TextField()
    agency = models.TextField()
    state = models.TextField()
    title_vi = models.TextField()
    title_en = models.TextField(blank=True)
    symbol = models.TextField()
    template = models.ForeignKey(Template, models.PROTECT, related_name="+")
    content = models.BinaryField()
    masked_subject = models.TextField(blank=True)
    drafted_by = models.TextField()
    drafted_at = models.DateTimeField()
    approved_by = models.TextField(blank=True)
    approved_at = models.DateTimeField(null=True)
    signatory_name = models.TextField(blank=True)
    signatory_title = models.TextField(blank=True)
    signatory_authority = models.TextField(blank=True)
    number = models.BigIntegerField(null=True)
    number_text = models.TextField(blank=True)
    number_year = models.IntegerField(null=True)
    issued_on = models.DateField(null=True)
    numbered_at = models.DateTimeField(null=True)
    signed_sha256 = models.TextField(blank=True)
    issued_sha256 = models.TextField(blank=True)
    replaces = models.ForeignKey("self", models.PROTECT, null=True, related_name="replacements")
    hand_over = models.BinaryField(null=True)
    reason = models.BinaryField(null=True)
    closed_on = models.DateField(null=True)
    moved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in State]), name="result_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_NUMBERED)
                | Q(number__isnull=False, issued_on__isnull=False, number_year__isnull=False),
                name="numbered_result_has_number_and_date",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_ISSUED) | Q(issued_sha256__regex=_SHA256),
                name="issued_result_has_its_file",
            ),
            models.CheckConstraint(
                condition=Q(approved_by="") | ~Q(approved_by=models.F("drafted_by")),
                name="result_passes_four_eyes",
            ),
            models.UniqueConstraint(
                fields=["agency", "number_year", "number"], name="result_number_once_a_year"
            ),
            models.UniqueConstraint(
                fields=["subject_type", "subject_id"],
                condition=Q(replaces__isnull=True) & ~Q(state=State.RECALLED.value),
                name="subject_has_one_result",
            ),
            models.UniqueConstraint(
                fields=["replaces"],
                condition=~Q(state=State.RECALLED.value),
                name="result_has_one_replacement",
            ),
        ]
        indexes = [
            models.Index(fields=["subject_type", "subject_id"], name="result_by_subject"),
            models.Index(
                fields=["issued_sha256"], condition=~Q(issued_sha256=""), name="result_by_file"
            ),
        ]

    def __str__(self) -> str:
        return self.number_text or str(self.id)


class Letter(models.Model):
    """A letter on the way to a result. Never edited: voided, and another one issued."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.TextField()
    subject_type = models.TextField()
    subject_id = models.TextField()
    agency = models.TextField()
    state = models.TextField()
    number_text = models.TextField()
    template = models.ForeignKey(Template, models.PROTECT, related_name="+")
    content = models.BinaryField()
    masked_subject = models.TextField(blank=True)
    requested_by = models.TextField()
    requested_at = models.DateTimeField()
    issued_on = models.DateField()
    file_sha256 = models.TextField(blank=True)
    twin_sha256 = models.TextField(blank=True, db_default="")
    voided_by = models.TextField(blank=True)
    voided_at = models.DateTimeField(null=True)
    reason = models.BinaryField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[k.value for k in LetterKind]), name="letter_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in LetterState]), name="letter_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state=LetterState.ISSUED.value) | Q(file_sha256__regex=_SHA256),
                name="issued_letter_has_its_file",
            ),
            models.CheckConstraint(
                condition=~Q(state=LetterState.VOIDED.value)
                | (~Q(voided_by="") & Q(voided_at__isnull=False) & Q(reason__isnull=False)),
                name="voided_letter_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(state=LetterState.ISSUED.value, kind__in=_WITH_TWIN)
                | Q(twin_sha256__regex=_SHA256),
                name="issued_receipt_has_its_data",
            ),
            models.UniqueConstraint(
                fields=["subject_type", "subject_id"],
                condition=Q(kind=LetterKind.FILING_RECEIPT.value)
                & ~Q(state=LetterState.VOIDED.value),
                name="subject_has_one_receipt_of_filing",
            ),
        ]
        indexes = [
            models.Index(fields=["subject_type", "subject_id"], name="letter_by_subject"),
            models.Index(
                fields=["file_sha256"], condition=~Q(file_sha256=""), name="letter_by_file"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number_text}"


class ReceiptKey(models.Model):
    """The city's key for the data of receipts; the secret part is sealed.

    One signs at a time; those before stay, so that what they signed can be checked for ever.
    """

    thumbprint = models.TextField(primary_key=True)
    public = models.JSONField()
    secret = models.BinaryField()
    use = models.TextField(default="receipt")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["use"], condition=Q(ended_at=None), name="one_receipt_key_signs"
            ),
        ]

    def __str__(self) -> str:
        return self.thumbprint
