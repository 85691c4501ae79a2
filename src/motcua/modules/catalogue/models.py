"""Tables of the catalogue. A revision is exactly its package; once published it never changes."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from motcua.foundation.identifiers import new_id

from .rules.sheets import SheetKind
from .rules.states import State


class Procedure(models.Model):
    """What can be asked for. All but `code` and `current` repeats the revision in force."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.TextField(unique=True)
    current = models.ForeignKey("Revision", models.PROTECT, null=True, related_name="+")
    name_vi = models.TextField(blank=True)
    name_en = models.TextField(blank=True)
    sector_code = models.TextField(blank=True, db_index=True)
    sector_vi = models.TextField(blank=True)
    sector_en = models.TextField(blank=True)
    online_level = models.SmallIntegerField(default=0)
    online_extent = models.TextField(blank=True)
    origin = models.TextField(default="city", db_default="city")
    is_fileable = models.BooleanField(default=True, db_default=True)
    life_events = ArrayField(models.TextField(), default=list, db_default=[])
    audience = ArrayField(models.TextField(), default=list, db_default=[])
    levels = ArrayField(models.TextField(), default=list, db_default=[])
    agency_kinds = ArrayField(models.TextField(), default=list, db_default=[])
    departments = ArrayField(models.TextField(), default=list, db_default=[])
    #: Requirements of the online level it does not meet, and what the national portal declares.
    missing = ArrayField(models.TextField(), default=list, db_default=[])
    declared_full = models.BooleanField(null=True)
    #: Code of the body that announced it nationally; a province's own is of no other city.
    announced_by = models.TextField(blank=True, default="", db_default="")
    review_marks = ArrayField(models.TextField(), default=list, db_default=[])
    sort_name = models.TextField(blank=True)
    found_names = models.TextField(blank=True)
    found_phrases = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^[0-9]\.[0-9]{6}(\.H[0-9]{2})?$"),
                name="procedure_code_is_national",
            ),
            models.CheckConstraint(
                condition=Q(origin__in=["city", "national"]), name="procedure_origin_is_known"
            ),
            models.CheckConstraint(
                condition=Q(online_level__gte=0, online_level__lte=4),
                name="procedure_online_level_is_0_to_4",
            ),
        ]
        indexes = [
            models.Index(fields=["sort_name", "code"], name="procedure_by_name"),
        ]

    def __str__(self) -> str:
        return self.code


class Revision(models.Model):
    """One package. `source` is the files as written, `content` their canonical form.

    The computed online level stands beside it, so that no statistic reads a package; it is null in
    rows from before it did.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="revisions")
    digest = models.TextField(unique=True)
    content = models.JSONField()
    source = models.JSONField()
    state = models.TextField(default=State.DRAFT.value)
    effective_from = models.DateField()
    effective_to = models.DateField(null=True)
    imported_at = models.DateTimeField()
    imported_by = models.TextField()
    published_at = models.DateTimeField(null=True)
    origin = models.TextField(default="city", db_default="city")
    online_level = models.SmallIntegerField(null=True)
    online_extent = models.TextField(blank=True, default="", db_default="")
    missing = ArrayField(models.TextField(), default=list, db_default=[])

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=sorted(state.value for state in State)),
                name="revision_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(digest__regex=r"^[0-9a-f]{64}$"),
                name="revision_digest_is_sha256",
            ),
            models.CheckConstraint(
                condition=Q(origin__in=["city", "national"]), name="revision_origin_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT.value, published_at=None)
                | (~Q(state=State.DRAFT.value) & Q(published_at__isnull=False)),
                name="revision_has_its_moment_of_publishing",
            ),
            models.CheckConstraint(
                condition=Q(effective_to=None) | Q(effective_to__gte=F("effective_from")),
                name="revision_ends_after_it_begins",
            ),
        ]
        indexes = [
            models.Index(
                fields=["effective_from"],
                condition=Q(state=State.PUBLISHED.value),
                name="revision_published_by_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.digest[:12]} ({self.state})"


class NationalRecord(models.Model):
    """What the national portal served, word by word; never changed, and kept beside any revision.

    `procedure` is null where the code is none of ours, `revision` where no revision was made of it,
    because the city has its own.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.TextField()
    digest = models.TextField()
    record = models.TextField()
    marks = ArrayField(models.TextField(), default=list)
    updated_at = models.DateTimeField()
    taken_at = models.DateTimeField()
    procedure = models.ForeignKey(Procedure, models.PROTECT, null=True, related_name="records")
    revision = models.ForeignKey(Revision, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "digest"], name="national_record_once"),
            models.CheckConstraint(
                condition=Q(digest__regex=r"^[0-9a-f]{64}$"),
                name="national_record_digest_is_sha256",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.digest[:12]}"


class Sheet(models.Model):
    """A sheet to print, made once for a content, a language and a layout, and kept as a file."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    digest = models.TextField()
    kind = models.TextField()
    language = models.TextField()
    layout = models.SmallIntegerField()
    file = models.ForeignKey("foundation.StoredFile", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["digest", "kind", "language", "layout"], name="sheet_made_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=sorted(kind.value for kind in SheetKind)),
                name="sheet_kind_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.language} {self.digest[:12]}"
