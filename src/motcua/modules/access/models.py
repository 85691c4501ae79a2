"""The table of keys. A key's secret is known by its fingerprint alone."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from motcua.foundation.identifiers import new_id

from .rules import Kind


class Key(models.Model):
    """What a program of a person shows to act for that person."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    owner = models.UUIDField()
    kind = models.TextField()
    label_sealed = models.BinaryField()
    secret_print = models.BinaryField(unique=True)
    scopes = ArrayField(models.TextField())
    given_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[each.value for each in Kind]), name="key_is_of_a_known_kind"
            )
        ]
        indexes = [models.Index(fields=["owner", "ends_at"], name="keys_of_an_owner")]

    def __str__(self) -> str:
        return str(self.id)
