"""The tables of telling. A change is written waiting, and numbered once it is committed."""

from django.db import models


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
                condition=models.Q(position__gte=1), name="change_position_starts_at_one"
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
            models.CheckConstraint(condition=models.Q(key=1), name="sequence_has_one_head"),
            models.CheckConstraint(
                condition=models.Q(first__gte=1, first__lte=models.F("position") + 1),
                name="sequence_keeps_no_future",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} … {self.position}"
