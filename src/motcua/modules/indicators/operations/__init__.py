"""The public verbs of measuring; each is one transaction."""

from .computing import Ran, compute_facts, compute_series
from .declaring import BandSpec, VersionNotRaised, load_pack, set_local_bands
from .recounting import Recounted, recount

__all__ = [
    "BandSpec",
    "Ran",
    "Recounted",
    "VersionNotRaised",
    "compute_facts",
    "compute_series",
    "load_pack",
    "recount",
    "set_local_bands",
]
