"""Tables of people. What tells who somebody is lies sealed; look-up is by keyed fingerprint."""

from django.db import models
from django.db.models import Q

from motcua.foundation.identifiers import new_id
from motcua.kernel.numbers import Sex

from .facts import Delivery, MessageChannel, PersonKind


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
    #: In which language they signed in last: messages to them are in it.
    language = models.TextField(default="vi", db_default="vi")
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
            models.CheckConstraint(
                condition=Q(language__in=["vi", "en"]), name="person_language_is_known"
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


def _of_a_known_channel(name: str) -> models.CheckConstraint:
    channels = sorted(channel.value for channel in MessageChannel)
    return models.CheckConstraint(condition=Q(channel__in=channels), name=name)


class ContactCode(models.Model):
    """A code on its way to an address, to be typed back by whoever says it is theirs.

    The code itself stands nowhere: it follows from the row's id and the city's secret. `ended_at`
    is set once it was typed back, or typed wrongly too often, or another took its place.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="codes")
    channel = models.TextField()
    address_print = models.BinaryField()
    address_sealed = models.BinaryField()
    language = models.TextField()
    asked_by = models.TextField()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.BigIntegerField(default=0)
    undelivered = models.BooleanField(default=False)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [_of_a_known_channel("contact_code_channel_known")]
        indexes = [models.Index(fields=["person", "made_at"], name="codes_of_a_person")]

    def __str__(self) -> str:
        return str(self.id)


class ContactProof(models.Model):
    """That a person showed an address to be theirs, by a code sent to it. Last time counts."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="proofs")
    channel = models.TextField()
    address_print = models.BinaryField()
    proved_at = models.DateTimeField()

    class Meta:
        constraints = [
            _of_a_known_channel("contact_proof_channel_known"),
            models.UniqueConstraint(
                fields=["person", "channel", "address_print"],
                name="contact_proof_is_one_for_an_address",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Notice(models.Model):
    """Something a person is told. The words are sealed with the person's own key.

    It is in their account at once; `next_at` is when it is sent, or tried again (null: no more).
    """

    id = models.UUIDField(primary_key=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="notices", db_index=False)
    about = models.TextField()
    key = models.TextField()
    words = models.BinaryField()
    language = models.TextField()
    made_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    delivery = models.TextField(default="waiting")
    channel = models.TextField(default="")
    tries = models.BigIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "key"], name="a_notice_is_given_once"),
            models.CheckConstraint(
                condition=Q(delivery__in=sorted(each.value for each in Delivery)),
                name="notice_delivery_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(delivery=Delivery.SENT.value) | Q(sent_at__isnull=False, next_at=None),
                name="what_was_sent_is_not_sent_again",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-made_at", "-id"], name="notices_of_a_person"),
            models.Index(
                fields=["next_at"], condition=Q(next_at__isnull=False), name="notices_to_be_sent"
            ),
            models.Index(
                fields=["made_at"],
                condition=Q(delivery=Delivery.UNDELIVERABLE.value),
                name="notices_undeliverable",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.about} {self.id}"
