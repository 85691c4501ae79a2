"""The engine alone in a process, to be killed: `python -m …carrier` carries until it is."""

import asyncio
import os

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
    django.setup()

    from motcua.sites.worker.broadcasting import keep_running

    asyncio.run(keep_running())
