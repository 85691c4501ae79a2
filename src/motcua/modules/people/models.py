"""Tables of people. What tells who somebody is lies sealed; look-up is by keyed fingerprint."""

from django.db import models
from django.db.models import Q

from motcua.foundation.identifiers import new_id
from motcua.kernel.numbers import Sex

from .facts import PersonKind


class Person(models.Model):
    """A citizen or business. `number_print` is the fingerprint of `rules.identity_number`."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.TextField()
    number_print = models.BinaryField(unique=True)
    full_name_sealed = models.BinaryField()
    personal_id_sealed = models.BinaryField(null=True)
    tax_code_sealed = models.BinaryField(null=True)
    organisation_sealed = models.BinaryField(null=True)
    birth_on_sealed = models.BinaryField(null=True)
    sex = models.TextField(blank=True)
    phone_sealed = models.BinaryField(null=True)
    email_sealed = models.BinaryField(null=True)
    address_sealed = models.BinaryField(null=True)
    tech_id = models.TextField(blank=True)
    assurance = models.BigIntegerField(default=0)
    proofing = models.BigIntegerField(default=0)
    met_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=sorted(k.value for k in PersonKind)),
                name="person_is_of_a_known_kind",
            ),
            models.CheckConstraint(
                condition=Q(sex__in=["", *sorted(s.value for s in Sex)]), name="person_sex_is_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Identity(models.Model):
    """A subject of an identity provider that is this person."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="identities")
    provider = models.TextField()
    subject = models.TextField()
    linked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "subject"], name="identity_is_one_subject_of_a_provider"
            )
        ]

    def __str__(self) -> str:
        return f"{self.provider}:{self.id}"
