"""What is pure about telling: changes, filters, subscriptions, and when to try again."""

from .changes import Change
from .filters import Filter

__all__ = ["Change", "Filter"]
