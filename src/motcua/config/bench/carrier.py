"""The worker's sequencer and courier alone: `python -m motcua.config.bench.carrier`."""

import asyncio
import os

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
    django.setup()

    from motcua.sites.worker.broadcasting import keep_running

    asyncio.run(keep_running())
