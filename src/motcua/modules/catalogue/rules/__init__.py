"""The catalogue's rules: packages, fees, documents, routes, online levels, search. Pure."""

from .archive import gather, pack, unpack
from .components import Component, Need, Source, called_for
from .fees import ChargeLine, ChargeRule, FeeRules, PriceUnknown, When, assess, charges_for
from .findings import Finding, Mark, PackageErrors
from .levels import Extent, OnlineLevel, Requirement, level_of
from .owners import OwnerRule, owner_of
from .package import Package, read
from .procedure import (
    Audience,
    Channel,
    Confidence,
    Level,
    Procedure,
    Returning,
    TimeLimit,
)
from .route import Route, RouteStep, Work
from .states import OlderThanCurrent, SecondPersonNeeded, State

__all__ = [
    "Audience",
    "Channel",
    "ChargeLine",
    "ChargeRule",
    "Component",
    "Confidence",
    "Extent",
    "FeeRules",
    "Finding",
    "Level",
    "Mark",
    "Need",
    "OlderThanCurrent",
    "OnlineLevel",
    "OwnerRule",
    "Package",
    "PackageErrors",
    "PriceUnknown",
    "Procedure",
    "Requirement",
    "Returning",
    "Route",
    "RouteStep",
    "SecondPersonNeeded",
    "Source",
    "State",
    "TimeLimit",
    "When",
    "Work",
    "assess",
    "called_for",
    "charges_for",
    "gather",
    "level_of",
    "owner_of",
    "pack",
    "read",
    "unpack",
]
