"""Errands outside: letters to endpoints, posted between transactions and never inside one."""

from .proving import prove, subscribe

__all__ = ["prove", "subscribe"]
