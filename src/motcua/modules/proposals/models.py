"""Tables of proposals. Files hold the newest text, saves every text there ever was."""

from django.db import models
from django.db.models import Q

from motcua.foundation.identifiers import new_id

from .rules.machine import Kind, Outcome, Source, State


class Proposal(models.Model):
    """A change of one procedure in the making. `version` counts what happened to its content.

    `base` is the published revision it would change; `revision` what it became. `origin` tells
    whose signature a zip brought along and where it says it comes from. Of an end, `base` is what
    ends.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.TextField()
    kind = models.TextField(default=Kind.CHANGE.value)
    source = models.TextField()
    origin = models.JSONField(default=dict)
    base = models.ForeignKey("catalogue.Revision", models.PROTECT, null=True, related_name="+")
    state = models.TextField()
    version = models.IntegerField(default=1)
    started_by = models.TextField()
    started_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    revision = models.OneToOneField(
        "catalogue.Revision", models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in Kind]), name="proposal_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(source__in=[source.value for source in Source]),
                name="proposal_source_is_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in State]),
                name="proposal_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(kind=Kind.END.value, revision__isnull=True)
                | Q(state=State.PUBLISHED.value, revision__isnull=False)
                | (~Q(state=State.PUBLISHED.value) & Q(revision__isnull=True)),
                name="proposal_published_is_a_revision",
            ),
        ]
        indexes = [
            models.Index(fields=["code", "started_at"], name="proposal_by_procedure"),
            models.Index(
                fields=["changed_at"],
                condition=Q(state__in=["drafting", "submitted", "returned"]),
                name="proposal_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} ({self.state})"


class DraftFile(models.Model):
    """The newest text of one file. `number` is that of the save that wrote it."""

    id = models.BigAutoField(primary_key=True)
    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="files", db_index=False)
    name = models.TextField()
    content = models.TextField(blank=True)
    number = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "name"], name="draft_has_a_file_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Save(models.Model):
    """One file as somebody saved it; `content` is empty and `is_removal` true for a removal."""

    id = models.BigAutoField(primary_key=True)
    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="saves", db_index=False)
    number = models.IntegerField()
    name = models.TextField()
    content = models.TextField(blank=True)
    is_removal = models.BooleanField(default=False)
    saved_by = models.TextField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "number", "name"], name="save_is_numbered_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.number}"


class Submission(models.Model):
    """One round: put forward by one person, answered by another."""

    id = models.BigAutoField(primary_key=True)
    proposal = models.ForeignKey(
        Proposal, models.CASCADE, related_name="submissions", db_index=False
    )
    number = models.IntegerField()
    version = models.IntegerField()
    digest = models.TextField(blank=True)
    reason = models.TextField()
    decision_number = models.TextField()
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    submitted_by = models.TextField()
    submitted_at = models.DateTimeField()
    outcome = models.TextField(default=Outcome.WAITING.value)
    comment = models.TextField(blank=True)
    decided_by = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "number"], name="submission_is_numbered_once"
            ),
            models.UniqueConstraint(
                fields=["proposal"],
                condition=Q(outcome=Outcome.WAITING.value),
                name="submission_waits_once",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=[outcome.value for outcome in Outcome]),
                name="submission_outcome_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=Outcome.APPROVED.value)
                | ~Q(submitted_by=models.F("decided_by")),
                name="submission_approved_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.number}"


class ChangeDecision(models.Model):
    """What becomes of dossiers in flight that a change touches; lapses with its `fingerprint`."""

    id = models.BigAutoField(primary_key=True)
    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="decisions", db_index=False)
    key = models.TextField()
    fingerprint = models.TextField()
    decision = models.TextField()
    expression = models.TextField(blank=True)
    decided_by = models.TextField()
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "key"], name="change_is_decided_once"),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.decision}"


class PackageKey(models.Model):
    """A key packages are signed with: our own, sealed, or that of a city we trust.

    What was trusted once stays as a row; `ended_at` says until when.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    thumbprint = models.TextField()
    holder = models.TextField()
    holder_name = models.TextField()
    public = models.JSONField()
    secret = models.BinaryField(null=True)
    reason = models.TextField(blank=True)
    trusted_by = models.TextField()
    trusted_at = models.DateTimeField()
    ended_by = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True)
    end_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["thumbprint"], condition=Q(ended_at=None), name="key_is_trusted_once"
            ),
            models.UniqueConstraint(
                models.F("holder"),
                condition=Q(ended_at=None, secret__isnull=False),
                name="own_key_is_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holder} {self.thumbprint[:12]}"
