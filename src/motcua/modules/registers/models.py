"""Every look-up in a register: about whom, by whom, why and what was asked; never the answer."""

from django.db import models

from .rules import Ground, Outcome, Purpose, RegisterCode, Standing


class LookUp(models.Model):
    """One question to one register. Never changed (a trigger).

    `person` is for whose application it was asked; `about` the mark of the number of whom it was
    asked about, where that is somebody else: they may have no account, and read it once they have.
    """

    id = models.UUIDField(primary_key=True)
    person = models.UUIDField()
    about = models.BinaryField(default=b"")
    register = models.TextField()
    purpose = models.TextField()
    ground = models.TextField()
    basis = models.TextField()
    facts = models.JSONField(default=list)
    documents = models.JSONField(default=list)
    outcome = models.TextField()
    asked_by = models.TextField()
    subject = models.TextField(default="")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(register__in=sorted(each.value for each in RegisterCode)),
                name="register_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(outcome__in=sorted(each.value for each in Outcome)),
                name="lookup_outcome_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(purpose__in=sorted(each.value for each in Purpose)),
                name="lookup_purpose_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(ground__in=sorted(each.value for each in Ground)),
                name="lookup_ground_is_known",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-at", "-id"], name="lookups_of_person"),
            models.Index(
                fields=["about", "-at"], name="lookups_about_others", condition=~models.Q(about=b"")
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class FoundPaper(models.Model):
    """What came of asking a register for a paper, for one application; gone after a while.

    What it said lies in a sealed file, held with the key of the person; only a valid paper has one.
    """

    id = models.UUIDField(primary_key=True)
    lookup = models.UUIDField()
    person = models.UUIDField()
    subject = models.TextField()
    register = models.TextField()
    document_type = models.TextField()
    about = models.BinaryField(default=b"")
    standing = models.TextField()
    file = models.ForeignKey("foundation.StoredFile", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(standing__in=sorted(each.value for each in Standing)),
                name="standing_of_found_paper_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(standing=Standing.VALID, file__isnull=False)
                | (~models.Q(standing=Standing.VALID) & models.Q(file__isnull=True)),
                name="a_valid_paper_has_its_extract",
            ),
        ]
        indexes = [models.Index(fields=["person", "subject"], name="papers_of_application")]

    def __str__(self) -> str:
        return str(self.id)
