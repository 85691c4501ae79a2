"""Tables of joined procedures: groups as adopted, what was filed once, and the parts of it."""

from django.db import models

from motcua.foundation.identifiers import new_id

from .rules.states import PartState

#: Why a part is blocked: what it needs was lost, or its answers do not fit what came.
BECAUSE = ("", "answers", "needed")


class Group(models.Model):
    """A group package as it was adopted; never changed. `is_current`: people file this one."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.TextField()
    digest = models.TextField(unique=True)
    content = models.JSONField()
    source = models.TextField()
    is_current = models.BooleanField(default=False)
    adopted_at = models.DateTimeField()
    adopted_by = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                condition=models.Q(is_current=True),
                name="one_version_of_a_group_is_current",
            )
        ]

    def __str__(self) -> str:
        return self.code


class Bundle(models.Model):
    """One filing for several agencies; a draft until it has a number. Answers are sealed.

    `revisions` and `agencies`: by member, as they were when it was started.
    """

    id = models.UUIDField(primary_key=True)
    group = models.ForeignKey(Group, models.PROTECT, related_name="+", db_index=False)
    number = models.TextField(null=True, unique=True)  # noqa: DJ001 -- unique when given
    submitter = models.UUIDField()
    place = models.TextField()
    language = models.TextField(default="vi")
    revisions = models.JSONField()
    agencies = models.JSONField()
    answers = models.BinaryField()
    #: Where each answer comes from, sealed; null where nothing was kept of it.
    sources = models.BinaryField(null=True)
    #: Of a draft only: which page wrote which answer last, and what was typed and is no answer yet.
    tabs = models.JSONField(null=True)
    unread = models.BinaryField(null=True)
    digest = models.TextField(default="")
    key = models.TextField(default="")
    #: The key the draft was begun with, so that a second click begins no second.
    begun_with = models.TextField(null=True)  # noqa: DJ001 -- unique when given
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    filed_at = models.DateTimeField(null=True)
    #: When a draft goes unless it is saved again, and when that was told.
    expires_at = models.DateTimeField(null=True)
    warned_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(number__isnull=True, filed_at__isnull=True)
                | models.Q(number__isnull=False, filed_at__isnull=False),
                name="a_filed_bundle_has_a_number",
            ),
            models.UniqueConstraint(
                fields=["submitter", "key"],
                condition=models.Q(filed_at__isnull=False),
                name="one_bundle_per_key",
            ),
            models.UniqueConstraint(
                fields=["submitter", "begun_with"], name="a_key_begins_a_bundle"
            ),
        ]
        indexes = [
            models.Index(fields=["submitter", "-saved_at", "-id"], name="bundles_of_submitter"),
            models.Index(
                fields=["expires_at", "id"],
                condition=models.Q(filed_at=None),
                name="bundles_by_their_end",
            ),
        ]

    def __str__(self) -> str:
        return self.number or str(self.id)


class HeldFile(models.Model):
    """That a bundle names a file, so that its bytes are kept until its dossiers hold them."""

    bundle = models.ForeignKey(Bundle, models.CASCADE, related_name="files", db_index=False)
    file = models.ForeignKey("foundation.StoredFile", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bundle", "file"], name="a_bundle_holds_a_file_once")
        ]

    def __str__(self) -> str:
        return f"{self.bundle_id} {self.file_id}"


class Part(models.Model):
    """One member of a filed bundle. Written by `steps` only."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    bundle = models.ForeignKey(Bundle, models.PROTECT, related_name="parts", db_index=False)
    member = models.TextField()
    position = models.IntegerField()
    procedure = models.TextField()
    agency = models.TextField()
    state = models.TextField(default=PartState.WAITING)
    dossier = models.UUIDField(null=True, unique=True)
    because = models.TextField(default="", blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bundle", "member"], name="a_bundle_has_a_part_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=[s.value for s in PartState]),
                name="part_state_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(state=PartState.STARTED, dossier__isnull=False)
                | (~models.Q(state=PartState.STARTED) & models.Q(dossier__isnull=True)),
                name="a_started_part_has_a_dossier",
            ),
            models.CheckConstraint(
                condition=models.Q(because__in=BECAUSE), name="part_is_blocked_for_a_known_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bundle_id} {self.member}"
