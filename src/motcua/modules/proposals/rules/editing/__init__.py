"""Exact edits of a package's YAML: what is named changes, and not one byte of the rest."""

from .edits import CannotEdit, add_to, insert, move, remove, set_value, value_at

__all__ = ["CannotEdit", "add_to", "insert", "move", "remove", "set_value", "value_at"]
