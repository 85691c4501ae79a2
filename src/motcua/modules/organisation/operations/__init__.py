"""The only ways the organisation changes; each function is one transaction."""

from .agencies import amend_agency, establish_agency, open_one_stop_unit
from .calendars import adopt_calendar, set_office_hours
from .officers import dismiss_officer, end_posting, enlist_officer, post_officer, sign_in

__all__ = [
    "adopt_calendar",
    "amend_agency",
    "dismiss_officer",
    "end_posting",
    "enlist_officer",
    "establish_agency",
    "open_one_stop_unit",
    "post_officer",
    "set_office_hours",
    "sign_in",
]
