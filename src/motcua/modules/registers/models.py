"""Every look-up in a register: about whom, by whom, why and what was asked; never the answer."""

from django.db import models

from .rules import Ground, Outcome, Purpose, RegisterCode


class LookUp(models.Model):
    """One question to one register. Never changed (a trigger)."""

    id = models.UUIDField(primary_key=True)
    person = models.UUIDField()
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
        indexes = [models.Index(fields=["person", "-at", "-id"], name="lookups_of_person")]

    def __str__(self) -> str:
        return str(self.id)
