"""What others ask about the organisation. Agencies, counters and officers' names are public."""

from .agencies import (
    AgencyCard,
    CounterCard,
    UnitCard,
    agency,
    competent_agencies,
    one_stop_units,
    public_chain,
    public_tops,
)
from .calendars import calendar_at_version, calendar_of, clock_rules_on
from .officers import (
    OfficerCard,
    PostingCard,
    actor_for_officer,
    officer,
    officer_by_subject,
    officers,
    officers_holding,
    postings_of,
)
from .staffing import StaffingCard, public_staffing

__all__ = [
    "AgencyCard",
    "CounterCard",
    "OfficerCard",
    "PostingCard",
    "StaffingCard",
    "UnitCard",
    "actor_for_officer",
    "agency",
    "calendar_at_version",
    "calendar_of",
    "clock_rules_on",
    "competent_agencies",
    "officer",
    "officer_by_subject",
    "officers",
    "officers_holding",
    "one_stop_units",
    "postings_of",
    "public_chain",
    "public_staffing",
    "public_tops",
]
