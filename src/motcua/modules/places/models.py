"""Tables of places: dated rows of units, who follows whom, and which data set is loaded."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from .rules import Confidence, Kind, Level


class Unit(models.Model):
    """A unit from `valid_from` up to, but not on, `valid_to`; several rows may share a code."""

    level = models.TextField()
    code = models.TextField()
    kind = models.TextField()
    name_vi = models.TextField()
    name_en = models.TextField()
    keys = ArrayField(models.TextField())
    search = models.TextField()
    parent_code = models.TextField(blank=True)
    province_code = models.TextField()
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    legal_ref = models.TextField()
    confidence = models.TextField()
    note = models.TextField(blank=True)
    also_coded = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["level", "code", "valid_from"],
                name="unit_begins_once_a_day",
                nulls_distinct=False,
            ),
            models.UniqueConstraint(
                fields=["level", "code"],
                condition=Q(valid_to__isnull=True),
                name="unit_is_current_once",
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_from__lt=F("valid_to")),
                name="unit_begins_before_it_ends",
            ),
            models.CheckConstraint(
                condition=Q(level__in=sorted(map(str, Level))), name="unit_level_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=sorted(map(str, Kind))), name="unit_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(confidence__in=sorted(map(str, Confidence))),
                name="unit_confidence_known",
            ),
        ]
        indexes = [
            GinIndex(fields=["keys"], name="unit_by_key"),
            models.Index(fields=["code"], name="unit_by_code"),
            models.Index(
                fields=["also_coded"], condition=~Q(also_coded=""), name="unit_by_other_code"
            ),
            models.Index(fields=["parent_code", "level"], name="unit_by_parent"),
            models.Index(fields=["province_code", "level"], name="unit_by_province"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name_vi}"


class Succession(models.Model):
    """An old unit went into a new one; by code, since the rows of a code may be many."""

    old_level = models.TextField()
    old_code = models.TextField()
    new_code = models.TextField()
    is_default = models.BooleanField()
    effective_on = models.DateField()
    legal_ref = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["old_level", "old_code", "new_code"], name="succession_is_told_once"
            ),
            models.UniqueConstraint(
                fields=["old_level", "old_code"],
                condition=Q(is_default=True),
                name="succession_has_one_default",
            ),
        ]
        indexes = [models.Index(fields=["new_code"], name="succession_by_heir")]

    def __str__(self) -> str:
        return f"{self.old_code} -> {self.new_code}"


class LoadedDataset(models.Model):
    """Which data sets were loaded and when; the last one is the present truth."""

    version = models.TextField()
    units = models.IntegerField()
    successions = models.IntegerField()
    loaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.version
