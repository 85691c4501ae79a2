"""`python -m motcua` is the command line."""

from motcua.config.cli import app

app()
