"""The demo provider's one table: codes it gave out, so that each is taken once."""

from django.db import models


class GivenCode(models.Model):
    """A one-use authorization code, kept as its digest with what it was given for."""

    digest = models.TextField(primary_key=True)
    subject = models.TextField()
    redirect_uri = models.TextField()
    nonce = models.TextField(blank=True)
    challenge = models.TextField()
    given_at = models.DateTimeField(db_index=True)
    taken_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.digest[:8]
