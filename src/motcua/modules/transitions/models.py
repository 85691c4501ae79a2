"""The tables of transitions: runs over all dossiers in flight, and what became of each."""

from django.db import models

from .rules.fates import Fate
from .rules.runs import BUSY, Kind, State


class Run(models.Model):
    """One pass over all that go by a revision. `source` has the files of a revision not published.

    The counts are those of its outcomes; `cursor` is the last id that was looked at.
    """

    id = models.UUIDField(primary_key=True)
    kind = models.TextField()
    procedure = models.TextField()
    proposal = models.UUIDField(null=True)
    before = models.ForeignKey(
        "catalogue.Revision", models.PROTECT, related_name="+", db_index=False
    )
    after = models.ForeignKey(
        "catalogue.Revision", models.PROTECT, null=True, related_name="+", db_index=False
    )
    source = models.JSONField(null=True)
    decisions = models.JSONField(default=dict)
    drafts_only = models.BooleanField(default=False)
    state = models.TextField(default=State.RUNNING)
    cursor = models.UUIDField()
    moved = models.IntegerField(default=0)
    asked = models.IntegerField(default=0)
    kept = models.IntegerField(default=0)
    blocked = models.IntegerField(default=0)
    drafts = models.IntegerField(default=0)
    busy = models.IntegerField(default=0)
    undone = models.IntegerField(default=0)
    seconds = models.FloatField(default=0)
    started_by = models.TextField()
    started_at = models.DateTimeField()
    worked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    undo_reason = models.TextField(default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[s.value for s in State]), name="run_state_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=[k.value for k in Kind]), name="run_kind_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(kind=Kind.TRIAL) | models.Q(after__isnull=False),
                name="a_real_run_leads_to_a_revision",
            ),
            models.UniqueConstraint(
                fields=["after"],
                condition=models.Q(kind=Kind.REAL),
                name="a_revision_comes_over_dossiers_once",
            ),
        ]
        indexes = [
            models.Index(fields=["procedure", "-started_at"], name="runs_of_procedure"),
            models.Index(
                fields=["started_at"],
                condition=models.Q(state__in=["running", "undoing"]),
                name="runs_at_work",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.procedure} {self.state}"


class Outcome(models.Model):
    """What became, or would become, of one dossier, and why."""

    pk = models.CompositePrimaryKey("run", "dossier")
    run = models.ForeignKey(Run, models.CASCADE, related_name="outcomes", db_index=False)
    dossier = models.UUIDField()
    agency = models.TextField()
    stands = models.TextField()
    fate = models.TextField()
    cause = models.TextField(default="")
    about = models.JSONField(default=list)
    is_draft = models.BooleanField(default=False)
    is_undone = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(fate__in=[BUSY, *(f.value for f in Fate)]),
                name="fate_is_known",
            )
        ]
        indexes = [
            models.Index(fields=["run", "is_draft", "fate", "dossier"], name="outcomes_by_fate")
        ]

    def __str__(self) -> str:
        return f"{self.fate} {self.dossier}"
