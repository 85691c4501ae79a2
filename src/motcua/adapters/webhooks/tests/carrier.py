"""The engine alone in a process, to be killed: `python -m …carrier` carries until it is."""

import asyncio
import os
from datetime import UTC, datetime

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
    django.setup()

    from motcua.modules.broadcast.errands.carrying import Engine

    asyncio.run(Engine(lambda: datetime.now(UTC)).run())
