"""The tables of warnings. A row of `Alert` is one CAP message; a chain is told by its first."""

from django.db import models
from django.db.models import Q

from motcua.foundation.identifiers import new_id

from .rules import cap, machine, versions
from .rules.wording import Ending


class RuleVersion(models.Model):
    """One version of a threshold rule, content-addressed; `content` is its canonical form."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.TextField()
    digest = models.TextField()
    number = models.IntegerField()
    content = models.TextField()
    indicator = models.TextField()
    state = models.TextField()
    drafted_by = models.TextField()
    drafted_at = models.DateTimeField()
    reason = models.TextField()
    published_by = models.TextField()
    published_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "number"], name="rule_number_is_given_once"),
            models.UniqueConstraint(
                fields=["code"], condition=Q(state="in_force"), name="rule_is_in_force_once"
            ),
            models.UniqueConstraint(
                fields=["code"], condition=Q(state="drafted"), name="rule_is_drafted_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in versions.State]), name="rule_state_known"
            ),
            models.CheckConstraint(
                condition=Q(digest__regex=r"^[0-9a-f]{64}$"), name="rule_digest_is_sha256"
            ),
        ]
        indexes = [
            models.Index(
                fields=["indicator"], name="rule_by_indicator", condition=Q(state="in_force")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.number}"


class Watch(models.Model):
    """What a rule has seen at one place or thing so far; see `rules.watching`."""

    id = models.BigAutoField(primary_key=True)
    rule = models.TextField()
    place = models.TextField()
    thing = models.TextField(blank=True)
    seen_until = models.DateTimeField(null=True)
    beyond = models.IntegerField(default=0)
    below = models.IntegerField(default=0)
    lower = models.IntegerField(default=0)
    is_open = models.BooleanField(default=False)
    severity = models.TextField(default=cap.Severity.UNKNOWN.value)
    until = models.DateTimeField(null=True)
    quiet_until = models.DateTimeField(null=True)
    formula = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rule", "place", "thing"], name="watch_is_kept_once"),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.place} {self.thing}"


class Alert(models.Model):
    """One message, as proposed and perhaps issued. Words and facts of an issued one never change.

    `chain` is the first message's id. `former` is the message this one follows or takes back.
    `rule`, `watched_place` and `watched_thing` are empty where a person proposed by themselves.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    chain = models.UUIDField()
    former = models.ForeignKey("self", models.PROTECT, null=True, related_name="followers")
    state = models.TextField()
    status = models.TextField()
    type = models.TextField()
    sender = models.TextField()
    sent_at = models.DateTimeField(null=True)
    event = models.TextField()
    severity = models.TextField()
    urgency = models.TextField()
    certainty = models.TextField()
    responses = models.JSONField(default=list)
    onset = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()
    headline_vi = models.TextField()
    headline_en = models.TextField()
    description_vi = models.TextField()
    description_en = models.TextField()
    instruction_vi = models.TextField()
    instruction_en = models.TextField()
    ending = models.TextField(blank=True)
    rule = models.TextField(blank=True)
    rule_version = models.ForeignKey(RuleVersion, models.PROTECT, null=True, related_name="alerts")
    watched_place = models.TextField(blank=True)
    watched_thing = models.TextField(blank=True)
    basis = models.JSONField(default=list)
    proposed_by = models.TextField()
    proposed_at = models.DateTimeField()
    reason = models.TextField()
    decided_by = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    decision_reason = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in machine.State]), name="alert_state_known"
            ),
            models.CheckConstraint(
                condition=Q(type__in=["Alert", "Update", "Cancel"]), name="alert_type_known"
            ),
            models.CheckConstraint(
                condition=Q(status__in=[s.value for s in cap.Status]), name="alert_status_known"
            ),
            models.CheckConstraint(
                condition=Q(ending__in=["", *(e.value for e in Ending)]), name="alert_ending_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["proposed", "rejected", "lapsed"])
                | Q(sent_at__isnull=False),
                name="alert_issued_was_sent",
            ),
            models.CheckConstraint(
                condition=~Q(proposed_by=models.F("decided_by"))
                | ~Q(state="issued")
                | Q(type="Cancel"),
                name="alert_issued_by_another",
            ),
            models.UniqueConstraint(
                fields=["chain"], condition=Q(state="proposed"), name="chain_has_one_proposal"
            ),
            models.UniqueConstraint(
                fields=["chain"],
                condition=Q(state="issued") & ~Q(type="Cancel"),
                name="chain_stands_once",
            ),
            models.UniqueConstraint(
                fields=["rule", "watched_place", "watched_thing"],
                condition=Q(state="proposed") & ~Q(rule=""),
                name="rule_proposes_once",
            ),
            models.UniqueConstraint(
                fields=["rule", "watched_place", "watched_thing"],
                condition=Q(state="issued") & ~Q(rule="") & ~Q(type="Cancel"),
                name="rule_warns_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["expires_at"],
                name="alert_open",
                condition=Q(state__in=["proposed", "issued"]),
            ),
            models.Index(fields=["sent_at", "id"], name="alert_by_time"),
            models.Index(fields=["chain"], name="alert_by_chain"),
        ]

    def __str__(self) -> str:
        return self.headline_vi


class AlertPlace(models.Model):
    """A place a message is for, with the name and the outline it had then."""

    id = models.BigAutoField(primary_key=True)
    alert = models.ForeignKey(Alert, models.CASCADE, related_name="places", db_index=False)
    code = models.TextField()
    name_vi = models.TextField()
    name_en = models.TextField()
    rings = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["alert", "code"], name="alert_names_a_place_once"),
        ]
        indexes = [models.Index(fields=["code"], name="alert_by_place")]

    def __str__(self) -> str:
        return self.name_vi
