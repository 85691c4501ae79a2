"""Tables of the measuring engine. Formulas, definitions and superseded values never change."""

from django.db import models
from django.db.models import F, Q

from motcua.foundation.identifiers import new_id

from .rules.periods import Grain


class Formula(models.Model):
    """One way of computing an indicator; `number` is for people, `digest` for machines."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.TextField()
    number = models.IntegerField()
    digest = models.TextField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "number"], name="formula_number_is_given_once"),
            models.UniqueConstraint(fields=["code", "digest"], name="formula_is_kept_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="formula_number_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.number}"


class Definition(models.Model):
    """One whole definition, content-addressed; `source` is the file as written."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    formula = models.ForeignKey(Formula, models.PROTECT, related_name="definitions")
    digest = models.TextField(unique=True)
    content = models.TextField()
    source = models.TextField()
    loaded_at = models.DateTimeField()
    loaded_by = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(digest__regex=r"^[0-9a-f]{64}$"), name="definition_digest_is_sha256"
            ),
        ]

    def __str__(self) -> str:
        return self.digest[:12]


class Indicator(models.Model):
    """Which definition of a code is in use."""

    code = models.TextField(primary_key=True)
    definition = models.ForeignKey(Definition, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.code


class Hour(models.Model):
    """A series' hour, made of its good observations; always made anew from raw, never added to.

    `level` is the equivalent level, for sound levels.
    """

    pk = models.CompositePrimaryKey("series", "hour")
    series = models.BigIntegerField()
    hour = models.DateTimeField()
    n = models.IntegerField()
    expected = models.IntegerField()
    mean = models.FloatField()
    low = models.FloatField()
    high = models.FloatField()
    level = models.FloatField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(n__gt=0), name="hour_holds_something"),
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.hour}"


class Cell(models.Model):
    """What a row of values is about: a formula, a grain, and the dimensions."""

    id = models.BigAutoField(primary_key=True)
    formula = models.ForeignKey(Formula, models.PROTECT, related_name="cells", db_index=False)
    grain = models.TextField()
    place = models.TextField(blank=True)
    agency = models.TextField(blank=True)
    sector = models.TextField(blank=True)
    thing = models.TextField(blank=True)
    split = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["formula", "grain", "place", "agency", "sector", "thing", "split"],
                name="cell_is_told_once",
            ),
            models.CheckConstraint(
                condition=Q(grain__in=[grain.value for grain in Grain]), name="cell_grain_known"
            ),
        ]
        indexes = [models.Index(fields=["place", "formula"], name="cell_by_place")]

    def __str__(self) -> str:
        return f"{self.grain} {self.place or self.agency or self.thing}"


class Value(models.Model):
    """One value as it was known from `computed_at` until `superseded_at` (still, if null)."""

    pk = models.CompositePrimaryKey("cell_id", "start", "revision")
    cell = models.ForeignKey(Cell, models.PROTECT, related_name="values", db_index=False)
    start = models.DateTimeField()
    revision = models.IntegerField()
    value = models.FloatField(null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    n_expected = models.BigIntegerField()
    n_received = models.BigIntegerField()
    is_complete = models.BooleanField()
    denominator = models.FloatField(null=True)
    parts = models.JSONField(default=dict)
    boundary_version = models.TextField()
    inputs_hash = models.BinaryField()
    computed_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cell", "start"],
                condition=Q(superseded_at__isnull=True),
                name="value_is_current_once",
            ),
            models.CheckConstraint(
                condition=Q(low__isnull=True) | Q(value__isnull=True) | Q(low__lte=F("value")),
                name="value_not_below_its_interval",
            ),
            models.CheckConstraint(
                condition=Q(high__isnull=True) | Q(value__isnull=True) | Q(high__gte=F("value")),
                name="value_not_above_its_interval",
            ),
            models.CheckConstraint(
                condition=Q(n_received__gte=0) & Q(n_expected__gte=0),
                name="value_counts_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.start} {self.value}"


class Mark(models.Model):
    """Facts of a source that changed; append-only, claimed by the engine.

    Days and months are counted at once; the mark stays, `is_coarse`, for quarters and years.
    """

    id = models.BigAutoField(primary_key=True)
    source = models.TextField()
    day = models.DateField()
    agency = models.TextField(blank=True)
    is_coarse = models.BooleanField(default=False, db_default=False)

    class Meta:
        indexes = [models.Index(fields=["is_coarse", "source", "-day"], name="mark_in_order")]

    def __str__(self) -> str:
        return f"{self.source} {self.day} {self.agency}"


class LocalBand(models.Model):
    """A band of one thing, from a day until another (alarm levels of a gauge, as decided)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    indicator = models.TextField()
    thing = models.TextField()
    code = models.TextField()
    low = models.FloatField()
    name_vi = models.TextField()
    name_en = models.TextField()
    rgb = models.TextField()
    source_vi = models.TextField()
    source_en = models.TextField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "thing", "code", "valid_from"], name="local_band_begins_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.thing} {self.code}"
