"""The bank's own book. Nothing of the platform refers to it, and it refers to nothing."""

from django.db import models
from django.db.models import Q

from motcua.foundation.identifiers import new_id

from .scenarios import Choice


class Order(models.Model):
    """A payment somebody was sent to make, and what became of it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    reference = models.TextField(unique=True)
    payee = models.TextField()
    amount = models.BigIntegerField()
    purpose = models.TextField()
    return_url = models.TextField()
    notice_url = models.TextField()
    language = models.TextField()
    expires_at = models.DateTimeField()
    choice = models.TextField()
    code = models.TextField()
    transaction = models.TextField()
    speaks_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(amount__gt=0), name="order_amount_positive"),
            models.CheckConstraint(
                condition=Q(choice__in=["", *[c.value for c in Choice]]), name="order_choice_known"
            ),
        )

    def __str__(self) -> str:
        return self.reference
