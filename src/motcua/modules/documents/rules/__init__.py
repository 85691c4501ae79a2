"""What documents are: their states, how much may be handed in, photos as one document."""

from .life import REFUSED, SUBJECT, WAITING, Act, Originality, State

__all__ = ["REFUSED", "SUBJECT", "WAITING", "Act", "Originality", "State"]
