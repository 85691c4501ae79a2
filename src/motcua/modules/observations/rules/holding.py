"""What may become of a value that a rule holds back."""

from enum import StrEnum

from motcua.kernel.errors import AlreadyDone, Invalid


class HeldState(StrEnum):
    """`superseded`: a replay with other rules, or a correction, came before a person."""

    HELD = "held"
    RELEASED = "released"
    CONFIRMED = "confirmed"
    SUPERSEDED = "superseded"


class Decided(AlreadyDone):
    """Somebody, or a replay of the rules, has decided on this value before."""

    code = "held-decided"


class NoReason(Invalid):
    """Whoever decides about a value says why."""

    code = "decision-reason-missing"
