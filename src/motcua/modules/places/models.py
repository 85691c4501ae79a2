"""Tables of places: dated rows of units, who follows whom, boundaries, denominators."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, GistIndex
from django.db import models
from django.db.models import F, Q

from .fields import PolygonField
from .rules import Confidence, DenominatorKind, Kind, Level


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


class BoundarySet(models.Model):
    """The boundaries of a province's communes from a day on; `version` names it for ever.

    One loaded later for the same day takes its place (`superseded_at`) and leaves it readable.
    """

    version = models.TextField(primary_key=True)
    province_code = models.TextField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    source = models.TextField()
    licence = models.TextField()
    digest = models.TextField()
    units = models.IntegerField()
    area_km2 = models.FloatField()
    width = models.IntegerField()
    height = models.IntegerField()
    loaded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["province_code", "valid_from"],
                condition=Q(superseded_at__isnull=True),
                name="boundary_set_in_force_once_a_day",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_from__lt=F("valid_to")),
                name="boundary_set_begins_before_it_ends",
            ),
        ]

    def __str__(self) -> str:
        return self.version


class Boundary(models.Model):
    """One unit's boundary: to be drawn (`path`, `geometry`), measured, and found by a point."""

    boundary_set = models.ForeignKey(BoundarySet, on_delete=models.CASCADE)
    code = models.TextField()
    area_km2 = models.FloatField()
    longitude = models.FloatField()
    latitude = models.FloatField()
    label_x = models.IntegerField()
    label_y = models.IntegerField()
    path = models.TextField()
    geometry = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["boundary_set", "code"], name="boundary_of_a_unit_is_told_once"
            ),
            models.CheckConstraint(condition=Q(area_km2__gt=0), name="boundary_has_an_area"),
        ]
        indexes = [models.Index(fields=["code"], name="boundary_by_code")]

    def __str__(self) -> str:
        return f"{self.boundary_set_id} {self.code}"


class Ring(models.Model):
    """A ring of a boundary, as PostgreSQL's own polygon; holes are rings that take away."""

    boundary = models.ForeignKey(Boundary, on_delete=models.CASCADE)
    is_hole = models.BooleanField()
    shape = PolygonField()

    class Meta:
        # The operators of a polygon's own index do not know points; those of its box do.
        indexes = [GistIndex(models.Func(F("shape"), function="box"), name="ring_by_place")]

    def __str__(self) -> str:
        return f"ring of {self.boundary_id}"


class Denominator(models.Model):
    """How many people or households a place had on a day, by a source that is named."""

    place_code = models.TextField()
    kind = models.TextField()
    value = models.FloatField()
    on_day = models.DateField()
    source = models.TextField()
    loaded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["place_code", "kind", "on_day"], name="denominator_told_once_a_day"
            ),
            models.CheckConstraint(condition=Q(value__gt=0), name="denominator_positive"),
            models.CheckConstraint(
                condition=Q(kind__in=sorted(map(str, DenominatorKind))),
                name="denominator_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place_code} {self.kind} {self.on_day}"
