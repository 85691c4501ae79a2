"""Questions about dossiers: who asks is an argument, and what one may not see does not exist."""

from .ahead import next_due
from .carried import (
    CarriedCard,
    RenewedNotice,
    carried,
    live_page,
    notice_of,
    public_astray,
    public_in_flight,
    state_digest,
)
from .desk import DeskRow, View, held_by_agencies, waiting_for
from .mine import DraftCard, MyRow, draft, my_dossiers, my_drafts
from .page import (
    Behalf,
    ClockCard,
    DecisionCard,
    DossierCard,
    FileGrant,
    OpinionCard,
    SupplementCard,
    answers_priced,
    as_payer,
    clock_of,
    current_answers,
    decisions,
    dossier,
    file_of,
    find,
    form_filed_on,
    form_of,
    opinions,
    original,
    sources,
    supplements,
)
from .public import PublicState, public_state
from .several import StandingCard, several
from .statistics import (
    EndedFacts,
    FiledCount,
    Moments,
    OpenCount,
    ReceivedFacts,
    ended,
    moments,
    procedures_of,
    public_agencies,
    public_filed,
    public_open,
    received,
)
from .story import Event, story

__all__ = [
    "Behalf", "CarriedCard", "ClockCard", "DecisionCard", "DeskRow", "DossierCard", "DraftCard",
    "EndedFacts", "Event", "FileGrant", "FiledCount", "Moments", "MyRow", "OpenCount",
    "OpinionCard", "PublicState", "ReceivedFacts", "RenewedNotice", "StandingCard",
    "SupplementCard", "View", "answers_priced", "as_payer", "carried", "clock_of",
    "current_answers",
    "decisions", "dossier", "draft", "ended", "file_of", "find", "form_filed_on", "form_of",
    "held_by_agencies", "live_page", "moments", "my_dossiers", "my_drafts", "next_due",
    "notice_of", "opinions", "original", "procedures_of", "public_agencies", "public_astray",
    "public_filed", "public_in_flight", "public_open", "public_state", "received", "several",
    "sources", "state_digest", "story", "supplements", "waiting_for",
]  # fmt: skip
