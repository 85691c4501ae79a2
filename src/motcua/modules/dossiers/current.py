"""What holds now: the original with the latest supplement laid over it. The original stays."""

from uuid import UUID

from . import content
from .models import Filing, Supplement


def answers(dossier_id: UUID) -> content.Answers:
    """The answers officers work with. Each supplement holds the whole form as it stood then."""
    latest = (
        Supplement.objects.filter(dossier_id=dossier_id, answered_at__isnull=False)
        .order_by("-answered_at", "-id")
        .values_list("answers", flat=True)
        .first()
    )
    if latest is None:
        latest = Filing.objects.values_list("answers", flat=True).get(dossier_id=dossier_id)
    return content.unseal_answers(latest)
