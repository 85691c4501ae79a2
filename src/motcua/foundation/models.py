"""The plumbing's tables. The journal is partitioned by month; its table is made in SQL."""

from django.db import models


class Entry(models.Model):
    """A fact; see `journal`. Written by `journal.record` only, changed by nobody (a trigger)."""

    pk = models.CompositePrimaryKey("recorded_at", "id")
    recorded_at = models.DateTimeField()
    id = models.UUIDField()
    kind = models.TextField()
    at = models.DateTimeField()
    actor = models.TextField()
    on_behalf_of = models.TextField(null=True)  # noqa: DJ001 -- nobody is not an empty name
    subject_type = models.TextField()
    subject_id = models.TextField()
    request_id = models.TextField()
    fact = models.JSONField()

    class Meta:
        managed = False

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class Number(models.Model):
    """The last number given in a series and period; see `identifiers.next_number`."""

    pk = models.CompositePrimaryKey("series", "period")
    series = models.TextField()
    period = models.TextField()
    last = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(last__gte=1), name="number_starts_at_one")
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.period}: {self.last}"


class Key(models.Model):
    """The key of one person, sealed by the vault; see `keys`."""

    subject = models.TextField(primary_key=True)
    sealed = models.BinaryField()
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.subject


class StoredFile(models.Model):
    """Bytes that are held, once per content; see `files`.

    `lies_as` names the sealed bytes on the shelf; '' is a file of before: unsealed, by its digest.
    """

    sha256 = models.TextField(primary_key=True)
    size = models.BigIntegerField()
    media_type = models.TextField()
    stored_at = models.DateTimeField()
    lies_as = models.TextField(default="", db_default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"), name="file_is_named_by_digest"
            )
        ]
        indexes = [models.Index(fields=["lies_as"], name="file_by_sealed_bytes")]

    def __str__(self) -> str:
        return self.sha256


class FileKey(models.Model):
    """The key of one file's bytes, wrapped for one who holds it: a person, or the city itself."""

    pk = models.CompositePrimaryKey("file", "holder")
    file = models.ForeignKey(StoredFile, models.CASCADE, related_name="+", db_index=False)
    holder = models.TextField()
    wrapped = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["holder"], name="file_keys_of_holder")]

    def __str__(self) -> str:
        return f"{self.holder} {self.file_id}"


class Hit(models.Model):
    """How often a door was knocked on by somebody in a window of time; see `limits`."""

    pk = models.CompositePrimaryKey("key", "window_start")
    key = models.TextField()
    window_start = models.DateTimeField()
    count = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["window_start"], name="hit_by_window")]

    def __str__(self) -> str:
        return f"{self.count} since {self.window_start}"
