"""The tables of telling. A change is written waiting, and numbered once it is committed."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from motcua.foundation.identifiers import new_id

from .rules.subscribing import Content, State, Why


class WaitingChange(models.Model):
    """Published and not numbered yet. Gone from here once it has its position."""

    number = models.BigAutoField(primary_key=True)
    id = models.UUIDField()
    topic = models.TextField()
    kind = models.TextField()
    subject = models.TextField()
    place = models.TextField()
    at = models.DateTimeField()
    data = models.JSONField()
    is_public = models.BooleanField()

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class Change(models.Model):
    """A numbered change. Positions have no gaps and become visible in their order."""

    position = models.BigIntegerField(primary_key=True)
    id = models.UUIDField()
    topic = models.TextField()
    kind = models.TextField()
    subject = models.TextField()
    place = models.TextField()
    at = models.DateTimeField()
    data = models.JSONField()
    is_public = models.BooleanField()
    numbered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(position__gte=1), name="change_position_starts_at_one"
            )
        ]
        indexes = [
            models.Index(fields=["topic", "position"], name="change_by_topic"),
            models.Index(fields=["place", "position"], name="change_by_place"),
            models.Index(fields=["numbered_at"], name="change_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.position}: {self.kind}"


class SequenceHead(models.Model):
    """One row: the last position given, and the first that is still kept."""

    key = models.SmallIntegerField(primary_key=True)
    position = models.BigIntegerField()
    first = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(key=1), name="sequence_has_one_head"),
            models.CheckConstraint(
                condition=Q(first__gte=1, first__lte=models.F("position") + 1),
                name="sequence_keeps_no_future",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} … {self.position}"


class Subscription(models.Model):
    """Somebody's webhook: what it wants, how far it got, and what became of what it was sent.

    `cursor` is the position up to which everything is settled. `matched`, counted from the changes
    themselves, stands in `SubscriptionAccount`: the two are kept by different hands.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    owner = models.TextField()
    name = models.TextField()
    address = models.TextField()
    topics = ArrayField(models.TextField())
    places = ArrayField(models.TextField())
    content = models.TextField()
    state = models.TextField()
    why = models.TextField()
    secret = models.BinaryField()
    old_secret = models.BinaryField(null=True)
    old_secret_until = models.DateTimeField(null=True)
    asked_at = models.DateTimeField()
    cursor = models.BigIntegerField()
    sent = models.BigIntegerField(default=0)
    expired = models.BigIntegerField(default=0)
    dead = models.BigIntegerField(default=0)
    tries = models.IntegerField(default=0)
    failing_since = models.DateTimeField(null=True)
    next_try_at = models.DateTimeField(null=True)
    last_sent_at = models.DateTimeField(null=True)
    last_problem = models.TextField(default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in State]), name="subscription_state_known"
            ),
            models.CheckConstraint(
                condition=Q(content__in=[c.value for c in Content]),
                name="subscription_content_known",
            ),
            models.CheckConstraint(
                condition=Q(why__in=[w.value for w in Why]), name="subscription_reason_known"
            ),
            models.CheckConstraint(
                condition=Q(sent__gte=0, expired__gte=0, dead__gte=0, cursor__gte=0),
                name="subscription_counts_from_zero",
            ),
        ]
        indexes = [models.Index(fields=["owner", "asked_at"], name="subscription_by_owner")]

    def __str__(self) -> str:
        return self.name


class SubscriptionAccount(models.Model):
    """How many changes a subscription's filter took, counted up to a position by the database."""

    subscription = models.OneToOneField(
        Subscription, models.CASCADE, primary_key=True, related_name="account"
    )
    counted_to = models.BigIntegerField()
    matched = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.matched} up to {self.counted_to}"


class DeadLetter(models.Model):
    """A change that could not be delivered, kept whole until somebody asks for it again."""

    pk = models.CompositePrimaryKey("subscription_id", "position")
    subscription = models.ForeignKey(
        Subscription, models.CASCADE, related_name="dead_letters", db_index=False
    )
    position = models.BigIntegerField()
    event = models.UUIDField()
    kind = models.TextField()
    body = models.BinaryField()
    problem = models.TextField()
    tries = models.IntegerField()
    buried_at = models.DateTimeField()
    is_wanted = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["buried_at"], name="dead_letter_by_time"),
            models.Index(
                fields=["subscription"], name="dead_letter_wanted", condition=Q(is_wanted=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}: {self.problem}"


class OwnerToken(models.Model):
    """Whose subscriptions a token manages. The token itself is kept by nobody but its holder."""

    fingerprint = models.BinaryField(primary_key=True)
    owner = models.TextField(unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.owner
