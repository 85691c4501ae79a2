"""Letting others into a draft: what for, for how long, and who may do what. Pure."""

from datetime import timedelta
from enum import StrEnum

from motcua.kernel.errors import Invalid, Refusal


class Purpose(StrEnum):
    """What an invitation is for: to look, to fill in as well, or to have the draft as one's own."""

    SEE = "see"
    FILL = "fill"
    OWN = "own"


#: Who has the link and the code may accept for so long; a helper then helps for the days chosen.
DAYS_TO_TAKE_OVER = 7
DAYS = (1, 7, 30)
MOST_AT_ONCE = 5


class InvitationRefused(Refusal):
    """The link is not or no longer good, or the code is not the one told: nobody hears which."""

    code = "invitation-refused"
    status = 404


class TooManyInvited(Refusal):
    """So many are invited to one draft that nobody knows any more who looks."""

    code = "too-many-invited"


class OwnInvitation(Refusal):
    """Whoever has the draft already opened the link meant for somebody else."""

    code = "own-invitation"


def lasts(purpose: Purpose, days: int) -> timedelta:
    """How long an invitation is good.

    :raises Invalid: not one of the lengths offered
    """
    if purpose is Purpose.OWN:
        return timedelta(days=DAYS_TO_TAKE_OVER)
    if days not in DAYS:
        raise Invalid("not one of the lengths offered", field="days")
    return timedelta(days=days)
