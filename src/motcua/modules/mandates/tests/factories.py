"""Mandates of the stories, made through operations: An asks Bình, a company asks its clerk."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from motcua.kernel.actors import Actor
from motcua.modules.mandates import operations
from motcua.modules.mandates.facts import Named, Terms
from motcua.modules.mandates.rules import Kind, Reach
from motcua.modules.people.facts import PersonKind

#: Whether a mandate is in force is asked of the database's clock, so the stories run today.
TODAY = datetime.now(UTC)
NEXT_YEAR = (TODAY + timedelta(days=200)).date()
BINH = Named(PersonKind.CITIZEN, "Nguyễn Văn Bình", "001092000000")


def terms(*procedures: str, reach: Reach = Reach.FILED, kind: Kind = Kind.AUTHORISED) -> Terms:
    return Terms(kind, procedures, reach, NEXT_YEAR)


def an_offer(giver: Actor, *procedures: str, reach: Reach = Reach.FILED) -> UUID:
    """The giver has asked Bình."""
    return operations.offer(holder=BINH, terms=terms(*procedures, reach=reach), by=giver, at=TODAY)


def a_live_mandate(
    giver: Actor, holder: Actor, *procedures: str, reach: Reach = Reach.FILED
) -> UUID:
    """Bình has taken it."""
    mandate = an_offer(giver, *procedures, reach=reach)
    operations.accept(mandate_id=mandate, by=holder, at=TODAY)
    return mandate
