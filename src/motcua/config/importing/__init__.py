"""`motcua import …`: files a city has, brought in through the same operations as everything else.

Each kind of file has a module of its own here; Django is loaded when a command runs, not before.
"""

from .commands import app

__all__ = ["app"]
