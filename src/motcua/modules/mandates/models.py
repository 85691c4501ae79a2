"""Tables of mandates. Names, numbers and reasons lie sealed; look-up is by keyed fingerprint."""

from django.db import models
from django.db.models import Q

from motcua.foundation.identifiers import new_id

from .rules import Ground, Kind, Reach, State


class Mandate(models.Model):
    """One person stands for another. Written by `steps` only.

    `giver` is stood for, `holder` stands. Before they are known here, `giver_sealed` and
    `holder_sealed` say who is meant, and `holder_print` is the mark of the only number that may
    accept. `until` is the last day.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    giver = models.UUIDField(null=True)
    holder = models.UUIDField(null=True)
    giver_print = models.BinaryField()
    holder_print = models.BinaryField()
    giver_sealed = models.BinaryField()
    holder_sealed = models.BinaryField()
    kind = models.TextField()
    ground = models.TextField()
    reach = models.TextField()
    state = models.TextField()
    procedures = models.JSONField(default=list)
    until = models.DateField()
    #: The paper it is claimed by: its file, what it is, and who looks at it.
    proof = models.ForeignKey("foundation.StoredFile", models.PROTECT, null=True, related_name="+")
    proof_name = models.BinaryField(null=True)
    agency = models.TextField(default="")
    decided_by = models.TextField(default="")
    reason = models.BinaryField(null=True)
    made_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    began_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[each.value for each in Kind]), name="mandate_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(ground__in=[each.value for each in Ground]),
                name="mandate_ground_is_known",
            ),
            models.CheckConstraint(
                condition=Q(reach__in=[each.value for each in Reach]),
                name="mandate_reach_is_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in State]),
                name="mandate_state_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.LIVE.value)
                | Q(giver__isnull=False, holder__isnull=False, began_at__isnull=False),
                name="a_live_mandate_has_both_people",
            ),
            models.CheckConstraint(
                condition=~Q(giver_print=models.F("holder_print")),
                name="nobody_stands_for_themselves",
            ),
            models.UniqueConstraint(
                fields=["giver_print", "holder_print", "kind"],
                condition=Q(ground=Ground.REGISTER.value, state=State.LIVE.value),
                name="a_register_says_it_once",
            ),
        ]
        indexes = [
            models.Index(fields=["giver", "-moved_at"], name="mandates_of_giver"),
            models.Index(fields=["holder_print", "-moved_at"], name="mandates_of_holder_number"),
            models.Index(
                fields=["holder"], condition=Q(state=State.LIVE.value), name="mandates_live"
            ),
            models.Index(
                fields=["agency", "made_at"],
                condition=Q(state=State.CLAIMED.value),
                name="mandates_claimed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.id} ({self.state})"
