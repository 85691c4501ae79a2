"""The public verbs of places: what is loaded about them. Each is one transaction."""

from .figures import FiguresLoaded, take_denominators
from .loading import Loaded, load
from .outlining import BoundariesTaken, take_boundaries

__all__ = [
    "BoundariesTaken",
    "FiguresLoaded",
    "Loaded",
    "load",
    "take_boundaries",
    "take_denominators",
]
