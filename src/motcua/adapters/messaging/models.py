"""What the catcher of the demonstration has caught. It refers to nobody, and it lies sealed."""

from django.db import models
from django.db.models import Q

from motcua.foundation.identifiers import new_id
from motcua.modules.people.facts import MessageChannel


class CaughtMessage(models.Model):
    """A message that would have been sent. `key` makes it one, however often it is sent."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.TextField(unique=True)
    channel = models.TextField()
    recipient_sealed = models.BinaryField()
    subject_sealed = models.BinaryField()
    text_sealed = models.BinaryField()
    caught_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(channel__in=sorted(c.value for c in MessageChannel)),
                name="caught_message_channel_known",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)
