"""Carrying webhooks: one sequencer and one courier, in one asyncio loop of a worker process.

The sequencer runs in every worker, the courier in one of them at a time. Both live from the
database alone: whatever a process had in memory may be lost at any moment.
"""

from .engine import Engine, Rhythm

__all__ = ["Engine", "Rhythm"]
