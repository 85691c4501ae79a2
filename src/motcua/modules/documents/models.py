"""The tables of documents. Names are sealed with the owner's own key, as the files are."""

from django.db import models

from .rules import Originality, State

UPLOAD_STATES = ("open", "done", "dropped")


class Document(models.Model):
    """What a person handed in, once per content. Its state is written by `steps` only.

    `warnings` are pairs of a code and a page, `departures` codes of what the copy does not carry,
    `parts` digest, size and media type of each photo. `kept_at`: the owner wants it kept.
    `pages` is a first count until it was looked into. `also_by` are others who handed in the same
    content after `handed_by`. A copy without a verdict was made while the scanner was away.
    """

    id = models.UUIDField(primary_key=True)
    owner = models.UUIDField()
    file = models.ForeignKey("foundation.StoredFile", models.PROTECT, related_name="+")
    name = models.BinaryField()
    media_type = models.TextField()
    size = models.BigIntegerField()
    pages = models.BigIntegerField(default=0)
    originality = models.TextField(default="", blank=True)
    document_type = models.TextField(default="", blank=True)
    state = models.TextField(default=State.RECEIVED)
    trouble = models.TextField(default="", blank=True)
    verdict = models.TextField(default="", blank=True)
    engine = models.TextField(default="", blank=True)
    scanned_at = models.DateTimeField(null=True)
    warnings = models.JSONField(default=list)
    departures = models.JSONField(default=list)
    parts = models.JSONField(default=list)
    copy = models.ForeignKey("foundation.StoredFile", models.PROTECT, null=True, related_name="+")
    thumbnail = models.ForeignKey(
        "foundation.StoredFile", models.PROTECT, null=True, related_name="+"
    )
    handed_by = models.TextField()
    also_by = models.JSONField(default=list)
    received_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True)
    touched_at = models.DateTimeField()
    kept_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "file"], name="a_person_holds_a_file_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=[s.value for s in State]),
                name="document_state_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(originality__in=["", *(o.value for o in Originality)]),
                name="document_originality_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(verdict__in=["", "clean", "infected"]),
                name="document_verdict_is_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=State.READY) | models.Q(verdict="clean"),
                name="what_is_ready_was_found_clean",
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "-received_at", "-id"], name="documents_of_owner"),
            models.Index(
                fields=["received_at"],
                condition=models.Q(state__in=["received", "checking"]),
                name="documents_to_be_checked",
            ),
            models.Index(fields=["touched_at", "id"], name="documents_by_last_touch"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Upload(models.Model):
    """A file on its way, piece by piece; `document` once all of it is there."""

    id = models.UUIDField(primary_key=True)
    owner = models.UUIDField()
    handed_by = models.TextField()
    name = models.BinaryField()
    size = models.BigIntegerField()
    received = models.BigIntegerField(default=0)
    state = models.TextField(default="open")
    document = models.UUIDField(null=True)
    opened_at = models.DateTimeField()
    touched_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=UPLOAD_STATES), name="upload_state_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(received__gte=0, received__lte=models.F("size")),
                name="an_upload_takes_no_more_than_announced",
            ),
        ]
        indexes = [
            models.Index(
                fields=["owner"], condition=models.Q(state="open"), name="uploads_under_way"
            ),
            models.Index(fields=["touched_at"], name="uploads_by_last_touch"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Piece(models.Model):
    """Part of a file on its way, sealed with its owner's key; gone when the file is whole."""

    pk = models.CompositePrimaryKey("upload", "start")
    upload = models.ForeignKey(Upload, models.CASCADE, related_name="pieces", db_index=False)
    start = models.BigIntegerField()
    content = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.upload_id} from {self.start}"
