"""The tables of the city's observations. Observations are only ever added to, never changed.

`Observation` and `Latest` are written without the object mapper; their tables are made in 0001.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class Source(models.Model):
    """Who sends observations: a network, a register, a file. Its tokens open the gate."""

    code = models.TextField(primary_key=True)
    name_vi = models.TextField()
    name_en = models.TextField()
    agency = models.TextField()
    licence = models.TextField()
    is_open = models.BooleanField(default=True)
    registered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^[a-z0-9][a-z0-9._-]{0,63}$"),
                name="source_code_is_plain",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class SourceToken(models.Model):
    """A token of a source, known by its digest alone."""

    digest = models.TextField(primary_key=True)
    source = models.ForeignKey(Source, models.PROTECT, related_name="tokens")
    issued_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.source_id} {self.digest[:8]}"


class Thing(models.Model):
    """What is observed at or by: a station, a gauge, a camera. WGS 84; a place is a commune."""

    code = models.TextField(primary_key=True)
    name_vi = models.TextField()
    name_en = models.TextField()
    place = models.TextField()
    lon = models.FloatField(null=True)
    lat = models.FloatField(null=True)
    registered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(lon__isnull=True, lat__isnull=True)
                | Q(lon__gte=-180, lon__lte=180, lat__gte=-90, lat__lte=90),
                name="thing_is_on_earth",
            ),
        ]
        indexes = [models.Index(fields=["place"], name="thing_by_place")]

    def __str__(self) -> str:
        return self.code


class Series(models.Model):
    """A thing's observations of one property by one procedure, from one source."""

    id = models.BigAutoField(primary_key=True)
    code = models.TextField(unique=True)
    thing = models.ForeignKey(Thing, models.PROTECT, related_name="series")
    property = models.TextField()
    procedure = models.TextField()
    unit = models.TextField()
    cadence_seconds = models.IntegerField()
    source = models.ForeignKey(Source, models.PROTECT, related_name="series")
    licence = models.TextField()
    is_public = models.BooleanField()
    is_closed = models.BooleanField(default=False)
    registered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["thing", "property", "procedure", "source"],
                name="series_is_one_of_its_kind",
            ),
            models.CheckConstraint(condition=Q(cadence_seconds__gt=0), name="series_has_a_cadence"),
        ]
        indexes = [models.Index(fields=["property"], name="series_by_property")]

    def __str__(self) -> str:
        return self.code


class Ruleset(models.Model):
    """Rules of quality of a property, or of one series, in versions; the newest holds."""

    id = models.BigAutoField(primary_key=True)
    property = models.TextField()
    series = models.ForeignKey(Series, models.PROTECT, null=True, related_name="rulesets")
    version = models.IntegerField()
    rules = models.JSONField()
    set_at = models.DateTimeField()
    set_by = models.TextField()
    reason = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["property", "version"],
                condition=Q(series__isnull=True),
                name="ruleset_of_property_has_one_version",
            ),
            models.UniqueConstraint(
                fields=["series", "version"],
                condition=Q(series__isnull=False),
                name="ruleset_of_series_has_one_version",
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="ruleset_version_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.property} {self.series_id or ''} v{self.version}"


class Registry(models.Model):
    """One row: a new stamp whenever something the intake remembers of series was changed."""

    key = models.BigIntegerField(primary_key=True)
    stamp = models.UUIDField()

    def __str__(self) -> str:
        return str(self.stamp)


class Batch(models.Model):
    """Rows that came together, and the receipt that was given; `verdicts` are the exceptions."""

    id = models.BigAutoField(primary_key=True)
    source = models.ForeignKey(Source, models.PROTECT, related_name="batches", db_index=False)
    key = models.TextField(null=True)  # noqa: DJ001 -- no key is not an empty key
    digest = models.TextField()
    received_at = models.DateTimeField()
    is_backfill = models.BooleanField(default=False)
    n_rows = models.BigIntegerField(default=0)
    n_accepted = models.BigIntegerField(default=0)
    n_corrected = models.BigIntegerField(default=0)
    n_duplicate = models.BigIntegerField(default=0)
    n_quarantined = models.BigIntegerField(default=0)
    n_refused = models.BigIntegerField(default=0)
    first_time = models.DateTimeField(null=True)
    last_time = models.DateTimeField(null=True)
    verdicts = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "key"], name="batch_counts_once"),
        ]
        indexes = [
            models.Index(fields=["source", "received_at", "id"], name="batch_by_source"),
            models.Index(fields=["received_at", "id"], name="batch_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.id}"


class Observation(models.Model):
    """A value as it was sent, or a later word on it; partitioned by month of `time`.

    `series_id`, `batch_id` and `ruleset_id` are kept without foreign keys: checking them would cost
    more than writing the row, and what they name is never deleted. `batch_id` is null where a
    person or a replay gave the revision.
    """

    pk = models.CompositePrimaryKey("series_id", "time", "revision")
    series_id = models.BigIntegerField()
    time = models.DateTimeField()
    received_at = models.DateTimeField()
    value = models.FloatField()
    batch_id = models.BigIntegerField(null=True)
    ruleset_id = models.IntegerField()
    revision = models.SmallIntegerField()
    flag = models.SmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(revision__gte=0), name="revision_from_zero"),
        ]
        indexes = [
            models.Index(
                fields=["series_id", "time"],
                name="observation_revised",
                condition=Q(revision__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.series_id} {self.time} r{self.revision}: {self.value}"


class Latest(models.Model):
    """Where a series stands: its newest used value, when it last spoke, what its rules remember.

    Also the lock of the series: who adds observations holds this row, in order of series.
    """

    series = models.OneToOneField(Series, models.CASCADE, primary_key=True)
    seen_time = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    time = models.DateTimeField(null=True)
    value = models.FloatField(null=True)
    flag = models.SmallIntegerField(null=True)
    revision = models.SmallIntegerField(null=True)
    received_at = models.DateTimeField(null=True)
    tail = models.BinaryField(default=b"")

    def __str__(self) -> str:
        return f"{self.series_id}: {self.value}"


class Held(models.Model):
    """A value a rule holds back, until a person decides."""

    pk = models.CompositePrimaryKey("series_id", "time", "revision")
    series = models.ForeignKey(Series, models.PROTECT, db_index=False)
    time = models.DateTimeField()
    revision = models.SmallIntegerField()
    value = models.FloatField()
    rule = models.TextField()
    ruleset = models.ForeignKey(Ruleset, models.PROTECT, db_index=False)
    held_at = models.DateTimeField()
    state = models.TextField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.TextField()
    reason = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["held", "released", "confirmed", "superseded"]),
                name="held_state_known",
            ),
        ]
        indexes = [
            models.Index(
                fields=["held_at", "series", "time"],
                name="held_waiting",
                condition=Q(state="held"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.series_id} {self.time} {self.rule}"


class Touched(models.Model):
    """Series that got values in an hour: what is computed from them is to be computed again."""

    id = models.BigAutoField(primary_key=True)
    hour = models.DateTimeField()
    series_ids = ArrayField(models.BigIntegerField())
    is_backfill = models.BooleanField()

    def __str__(self) -> str:
        return f"{self.hour}: {self.series_ids}"


class Replay(models.Model):
    """A time the past of a series was judged again: with which rules, and what came of it."""

    id = models.BigAutoField(primary_key=True)
    series = models.ForeignKey(Series, models.PROTECT, related_name="replays")
    ruleset = models.ForeignKey(Ruleset, models.PROTECT, db_index=False)
    start = models.DateTimeField()
    end = models.DateTimeField()
    replayed_at = models.DateTimeField()
    replayed_by = models.TextField()
    n_judged = models.BigIntegerField()
    n_changed = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.series_id} {self.start} {self.end}"
