"""The tables of rehearsals. `Scene` and `Persona` hold rows inside a space, never in the city."""

from django.db import models
from django.db.models import Q

from motcua.foundation.identifiers import new_id

from .rules.life import Stage, State


class Rehearsal(models.Model):
    """A package being tried in a space of its own; `key` names the space."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.TextField(unique=True)
    procedure = models.TextField(db_index=True)
    name_vi = models.TextField()
    name_en = models.TextField(blank=True)
    origin = models.TextField(db_index=True)
    digest = models.TextField()
    source = models.JSONField()
    agency = models.TextField()
    state = models.TextField()
    progress = models.SmallIntegerField(default=0)
    trouble = models.TextField(blank=True)
    asked_by = models.TextField()
    asked_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in State]), name="rehearsal_state_known"
            ),
            models.CheckConstraint(
                condition=Q(key__regex=r"^[0-9a-f]{12}$"), name="rehearsal_key_is_drawn"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procedure} {self.key}"


class Scene(models.Model):
    """How a space stands: how far its clock is ahead of the machine's, and what is rehearsed."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    ahead_seconds = models.BigIntegerField()
    procedure = models.TextField()
    revision = models.UUIDField()
    agency = models.TextField()
    troubles = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="scene_is_one"),
            models.CheckConstraint(condition=Q(ahead_seconds__gte=0), name="scene_is_not_behind"),
        ]

    def __str__(self) -> str:
        return f"{self.procedure} +{self.ahead_seconds} s"


class Persona(models.Model):
    """An invented person whom one may be in a space."""

    who = models.TextField(primary_key=True)
    place = models.SmallIntegerField(unique=True)
    name = models.TextField()
    note_vi = models.TextField()
    note_en = models.TextField()

    def __str__(self) -> str:
        return self.name


class Walk(models.Model):
    """All paths of a package walked once, in a rehearsal's space."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    rehearsal = models.ForeignKey(Rehearsal, models.CASCADE, related_name="walks")
    origin = models.TextField(db_index=True)
    digest = models.TextField()
    state = models.TextField()
    done = models.IntegerField(default=0)
    of = models.IntegerField(default=0)
    paths = models.JSONField(default=list)
    uncovered = models.JSONField(default=list)
    trouble = models.TextField(blank=True)
    asked_by = models.TextField()
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in Stage]), name="walk_state_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.origin} {self.asked_at}"


class Forecast(models.Model):
    """What was foretold of the share on time, from which arrivals and staff."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    origin = models.TextField(db_index=True)
    procedure = models.TextField()
    digest = models.TextField()
    given = models.JSONField()
    state = models.TextField()
    done = models.IntegerField(default=0)
    of = models.IntegerField(default=0)
    outcome = models.JSONField(null=True)
    trouble = models.TextField(blank=True)
    asked_by = models.TextField()
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in Stage]), name="forecast_state_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.procedure} {self.asked_at}"
