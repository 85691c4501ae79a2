"""Offers the counter's facts to the measuring engine."""

from motcua.modules.indicators import sources

from .facts import SOURCES


def register() -> None:
    for source in SOURCES:
        sources.register(source)
