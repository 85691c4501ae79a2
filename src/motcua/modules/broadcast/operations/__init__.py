"""The public verbs of telling; each is one transaction."""

from .numbering import number

__all__ = ["number"]
