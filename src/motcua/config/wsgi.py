"""The web server's entry. Loads at once, and answers once the database has been prepared."""

import os
import time
from pathlib import Path

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")

application = get_wsgi_application()

_ready = os.environ.get("MOTCUA_READY_FILE")
while _ready and not Path(_ready).exists():
    time.sleep(0.02)
