"""A front as small as can be, for tests that need a real server: no database behind it."""

import os
import tempfile
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
django.setup()

from motcua.foundation.front.bodies import Pantry, Patience  # noqa: E402 -- Django first
from motcua.foundation.front.doors import MachineDoor  # noqa: E402
from motcua.foundation.front.front import Front, Way  # noqa: E402
from motcua.foundation.front.lanes import Lane  # noqa: E402

FOLDER = Path(tempfile.gettempdir())
LARGEST = 4_000_000

door = MachineDoor(FOLDER, middleware=(), addresses="motcua.foundation.front.tests.small_urls")
people = Lane("people", threads=2, waiting=64)
machines = Lane("machines", threads=1, waiting=2)
application = Front(
    (
        Way("/", machines, door, 0, ends=("/by-the-other.csv",)),
        Way("/machine/", machines, door, LARGEST),
        Way("/", people, door, LARGEST),
    ),
    streams={},
    pantry=Pantry(FOLDER, 100_000_000, Patience(first=1.5, slowest=1000, longest=10)),
    always=[(b"x-always", b"yes")],
)
