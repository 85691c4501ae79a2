"""What a result, a letter and a template must be. Pure."""

from .content import (
    AgencyLines,
    DossierLines,
    Facts,
    Line,
    Party,
    Receiver,
    Section,
    Signatory,
    facts_data,
)
from .letters import (
    Apology,
    ChargeRow,
    ComponentRow,
    LetterBody,
    LetterKind,
    ReceiptSlip,
    RefusalNotice,
    StopNotice,
    SupplementItem,
    SupplementRequest,
)
from .life import ACTS_OF_PEOPLE, MOVES, Act, SameHands, State, acts_open_to, next_state
from .spec import Finding, ResultSpec, SpecErrors, parse_result
from .templates import Forbidden, forbidden
from .verification import SignatureCard, Standing, Upload, UploadCard, VerificationCard

__all__ = [
    "ACTS_OF_PEOPLE",
    "MOVES",
    "Act",
    "AgencyLines",
    "Apology",
    "ChargeRow",
    "ComponentRow",
    "DossierLines",
    "Facts",
    "Finding",
    "Forbidden",
    "LetterBody",
    "LetterKind",
    "Line",
    "Party",
    "ReceiptSlip",
    "Receiver",
    "RefusalNotice",
    "ResultSpec",
    "SameHands",
    "Section",
    "Signatory",
    "SignatureCard",
    "SpecErrors",
    "Standing",
    "State",
    "StopNotice",
    "SupplementItem",
    "SupplementRequest",
    "Upload",
    "UploadCard",
    "VerificationCard",
    "acts_open_to",
    "facts_data",
    "forbidden",
    "next_state",
    "parse_result",
]
