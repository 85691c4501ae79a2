"""What changed between two packages, and what each change means for dossiers in flight."""

from .between import changes_between
from .contract import Change, Decision, Effect

__all__ = ["Change", "Decision", "Effect", "changes_between"]
