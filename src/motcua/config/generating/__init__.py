"""Fills a city with dossiers that look like real ones, for trying it out and for measuring."""

from .command import generate

__all__ = ["generate"]
