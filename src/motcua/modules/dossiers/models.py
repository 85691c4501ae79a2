"""The tables of dossiers. What a person wrote is sealed; a filing is never changed (a trigger)."""

from django.db import models

from .rules import CLOSED, State
from .rules.sharing import Purpose
from .rules.undersigning import Way

CHANNELS = ("counter", "online", "post")
CLOCK_KINDS = ("START", "PAUSE", "RESUME", "RESTART", "EXTEND", "STOP")


class Dossier(models.Model):
    """One application. Written by `steps` only."""

    id = models.UUIDField(primary_key=True)
    submission_number = models.TextField(null=True, unique=True)  # noqa: DJ001 -- unique when given
    code = models.TextField(null=True, unique=True)  # noqa: DJ001 -- given at acceptance
    procedure = models.TextField()
    revision = models.ForeignKey(
        "catalogue.Revision", models.PROTECT, related_name="+", db_index=False
    )
    #: What it goes on by since its procedure changed; null: as it was filed.
    goes_by = models.ForeignKey(
        "catalogue.Revision", models.PROTECT, null=True, related_name="+", db_index=False
    )
    agency = models.TextField()
    channel = models.TextField()
    return_method = models.TextField()
    applicant = models.UUIDField()
    submitter = models.UUIDField()
    #: Under which the submitter stands for the applicant; null: they are the same person.
    mandate = models.ForeignKey(
        "mandates.Mandate", models.PROTECT, null=True, related_name="+", db_index=False
    )
    #: The officer who writes it down at the counter; empty: the applicant does it themselves.
    assisted_by = models.TextField(default="", db_default="")
    #: Of an owner named in the answers who is not the applicant (see `standing.owner_mark`).
    owner_print = models.BinaryField(null=True)
    applicant_kind = models.TextField(default="citizen")
    language = models.TextField(default="vi")
    state = models.TextField(default=State.DRAFT)
    handler = models.TextField(default="")
    applicant_name = models.BinaryField()
    started_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    filed_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    reply_by = models.DateTimeField(null=True)
    answer_by = models.DateTimeField(null=True)
    next_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    calendar_version = models.TextField(default="")
    #: It is looked at before its fee is paid; the result waits for the money instead.
    fee_follows = models.BooleanField(default=False, db_default=False)
    extended = models.BooleanField(default=False)
    is_refusal = models.BooleanField(default=False)
    second_request_reason = models.BinaryField(null=True)
    second_request_by = models.TextField(default="")
    #: The applicant says that what others filed for them is not theirs; why, sealed.
    objected_at = models.DateTimeField(null=True)
    objection = models.BinaryField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[s.value for s in State]),
                name="dossier_state_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(channel__in=CHANNELS), name="dossier_channel_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state=State.DRAFT) | models.Q(submission_number__isnull=False),
                name="a_filed_dossier_has_a_submission_number",
            ),
            models.CheckConstraint(
                condition=models.Q(objected_at=None) | models.Q(objection__isnull=False),
                name="an_objection_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["applicant", "-moved_at", "-id"], name="dossiers_of_applicant"),
            models.Index(fields=["submitter", "-moved_at", "-id"], name="dossiers_of_submitter"),
            models.Index(
                fields=["owner_print"],
                condition=models.Q(owner_print__isnull=False),
                name="dossiers_of_owner",
            ),
            models.Index(
                fields=["assisted_by", "-moved_at"],
                condition=models.Q(state=State.DRAFT.value) & ~models.Q(assisted_by=""),
                name="dossiers_written_at_counter",
            ),
            models.Index(
                fields=["agency", "state", "next_at", "id"], name="dossiers_waiting_at_agency"
            ),
            models.Index(
                fields=["agency", "next_at", "id"],
                condition=models.Q(state__in=sorted(s.value for s in CLOSED)),
                name="dossiers_closed_at_agency",
            ),
            *(
                models.Index(
                    fields=["agency", f"{moment}_at"],
                    condition=models.Q(**{f"{moment}_at__isnull": False}),
                    name=f"dossiers_{moment}_at_agency",
                )
                for moment in ("filed", "accepted", "ended")
            ),
        ]

    def __str__(self) -> str:
        return self.code or self.submission_number or str(self.id)


class Draft(models.Model):
    """What the applicant has typed so far; gone once filed."""

    dossier = models.OneToOneField(Dossier, models.CASCADE, primary_key=True, related_name="draft")
    answers = models.BinaryField()
    #: Where each answer comes from, sealed; null where nothing was kept of it.
    sources = models.BinaryField(null=True)
    saved_at = models.DateTimeField()
    #: Since the form changed under a draft: what it was begun on, and answers that fit no more.
    begun_on = models.UUIDField(null=True)
    set_aside = models.BinaryField(null=True)
    #: Which page wrote which answer last: `[tab, turn, by, at]` by question.
    tabs = models.JSONField(null=True)
    #: What was typed and is no answer yet, sealed; it comes back with its page.
    unread = models.BinaryField(null=True)
    #: Whoever began it and the key they began it with, so that a second click begins no second.
    begun_by = models.UUIDField(null=True)
    begun_with = models.TextField(null=True)  # noqa: DJ001 -- unique when given
    #: When it goes unless it is saved again (null: never by itself), and when that was told.
    expires_at = models.DateTimeField(null=True)
    warned_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["begun_by", "begun_with"], name="a_key_begins_a_draft")
        ]
        indexes = [models.Index(fields=["expires_at", "dossier"], name="drafts_by_their_end")]

    def __str__(self) -> str:
        return str(self.dossier_id)


class Invitation(models.Model):
    """That somebody else may look at a draft, fill it in, or have it as theirs.

    The link's token and the code told beside it are kept as fingerprints only.
    """

    id = models.UUIDField(primary_key=True)
    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="invitations", db_index=False)
    purpose = models.TextField()
    token_print = models.BinaryField(unique=True)
    code_print = models.BinaryField()
    invited_by = models.UUIDField()
    invited_at = models.DateTimeField()
    until = models.DateTimeField()
    person = models.UUIDField(null=True)
    accepted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(purpose__in=[each.value for each in Purpose]),
                name="invitation_purpose_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_at=None, person=None)
                | models.Q(accepted_at__isnull=False, person__isnull=False),
                name="an_invitation_is_accepted_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["dossier", "invited_at", "id"], name="invitations_in_order"),
            models.Index(
                fields=["person", "dossier"],
                condition=models.Q(person__isnull=False),
                name="invitations_of_helper",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Confirmation(models.Model):
    """That whoever sat before the counter read what is filed for them, and said that it is right.

    `digest` is of what they read: it holds for nothing else. The code's fingerprint is kept only.
    """

    dossier = models.OneToOneField(
        Dossier, models.CASCADE, primary_key=True, related_name="confirmation"
    )
    way = models.TextField()
    digest = models.TextField()
    sent_to = models.BinaryField(null=True)
    code_print = models.BinaryField(null=True)
    tries = models.IntegerField(default=0)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    by = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(way__in=[each.value for each in Way]),
                name="confirmation_way_is_known",
            )
        ]

    def __str__(self) -> str:
        return str(self.dossier_id)


class Cosignature(models.Model):
    """That somebody else whom the procedure names is asked to sign, and what came of it.

    Only who has the number in the answers may sign; `digest` is of what they signed.
    """

    id = models.UUIDField(primary_key=True)
    dossier = models.ForeignKey(
        Dossier, models.CASCADE, related_name="cosignatures", db_index=False
    )
    cosigner = models.TextField()
    number_print = models.BinaryField()
    name = models.BinaryField()
    token_print = models.BinaryField(unique=True)
    invited_by = models.TextField()
    invited_at = models.DateTimeField()
    until = models.DateTimeField()
    person = models.UUIDField(null=True)
    digest = models.TextField(default="")
    signed_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    reason = models.BinaryField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "cosigner"], name="a_cosigner_is_asked_once"
            ),
            models.CheckConstraint(
                condition=models.Q(signed_at=None) | ~models.Q(digest=""),
                name="a_cosigner_signs_something",
            ),
        ]
        indexes = [models.Index(fields=["number_print", "dossier"], name="cosignatures_of_number")]

    def __str__(self) -> str:
        return f"{self.cosigner} {self.dossier_id}"


class Filing(models.Model):
    """The applicant's original as filed: sealed answers with their files, and their digest."""

    dossier = models.OneToOneField(Dossier, models.PROTECT, primary_key=True, related_name="filing")
    answers = models.BinaryField()
    sources = models.BinaryField(null=True)
    digest = models.TextField()
    key = models.TextField()
    submitter = models.UUIDField()
    filed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["submitter", "key"], name="one_filing_per_key")
        ]

    def __str__(self) -> str:
        return str(self.dossier_id)


class HeldFile(models.Model):
    """That a dossier holds a file, so that its bytes are kept and may be fetched through it."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="files", db_index=False)
    file = models.ForeignKey("foundation.StoredFile", models.PROTECT, related_name="+")
    held_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dossier", "file"], name="a_dossier_holds_a_file_once")
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.file_id}"


class Supplement(models.Model):
    """One request for more, complete in one go, and what came of it (both sealed)."""

    id = models.UUIDField(primary_key=True)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="supplements", db_index=False)
    stage = models.TextField()
    items = models.BinaryField()
    contact = models.TextField()
    asked_by = models.TextField()
    asked_at = models.DateTimeField()
    reply_by = models.DateTimeField()
    answers = models.BinaryField(null=True)
    sources = models.BinaryField(null=True)
    digest = models.TextField(default="")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(stage__in=["intake", "process"]),
                name="supplement_stage_is_known",
            )
        ]
        indexes = [models.Index(fields=["dossier", "asked_at", "id"], name="supplements_in_order")]

    def __str__(self) -> str:
        return str(self.id)


class ClockAct(models.Model):
    """What started, held or moved the dossier's clock; append-only (a trigger)."""

    pk = models.CompositePrimaryKey("dossier", "number")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="clock_acts", db_index=False)
    number = models.IntegerField()
    kind = models.TextField()
    at = models.DateTimeField()
    reason = models.TextField()
    ref = models.TextField(default="")
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=CLOCK_KINDS), name="clock_act_kind_is_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.number} {self.kind}"


class Opinion(models.Model):
    """What another agency was asked, by when, and what it said (sealed)."""

    id = models.UUIDField(primary_key=True)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="opinions", db_index=False)
    of_agency = models.TextField()
    question = models.BinaryField()
    asked_by = models.TextField()
    asked_at = models.DateTimeField()
    reply_by = models.DateTimeField()
    answer = models.BinaryField(null=True)
    answered_by = models.TextField(default="")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["dossier", "asked_at", "id"], name="opinions_in_order"),
            models.Index(
                fields=["of_agency", "dossier"],
                condition=models.Q(answered_at=None),
                name="opinions_awaited",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Decision(models.Model):
    """The grounds of a refusal, return, stop or withdrawal, sealed, as they were given."""

    id = models.UUIDField(primary_key=True)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="decisions", db_index=False)
    act = models.TextField()
    reason = models.BinaryField()
    legal_basis = models.TextField(default="")
    by = models.TextField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["dossier", "at", "id"], name="decisions_in_order")]

    def __str__(self) -> str:
        return f"{self.act} {self.dossier_id}"


class Transfer(models.Model):
    """That a dossier went on by another revision: its answers there, and the way back (sealed).

    `answers` are those carried over, `given` those with what the applicant was asked; `set_aside`
    the old ones that did not fit. `draft_before` is a supplement being written at that moment.
    """

    id = models.UUIDField(primary_key=True)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="transfers", db_index=False)
    run = models.UUIDField()
    before = models.ForeignKey(
        "catalogue.Revision", models.PROTECT, related_name="+", db_index=False
    )
    after = models.ForeignKey(
        "catalogue.Revision", models.PROTECT, related_name="+", db_index=False
    )
    place_before = models.TextField(default="")
    place_after = models.TextField(default="")
    answers = models.BinaryField()
    set_aside = models.BinaryField(null=True)
    draft_before = models.BinaryField(null=True)
    asked = models.JSONField(default=list)
    moved_at = models.DateTimeField()
    given = models.BinaryField(null=True)
    sources = models.BinaryField(null=True)
    digest = models.TextField(default="")
    answered_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.TextField(default="")
    undone_reason = models.BinaryField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "dossier"], name="a_run_moves_a_dossier_once"),
            models.CheckConstraint(
                condition=models.Q(undone_at=None) | models.Q(answered_at=None),
                name="what_was_answered_is_not_undone",
            ),
        ]
        indexes = [models.Index(fields=["dossier", "moved_at", "id"], name="transfers_in_order")]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.run}"
