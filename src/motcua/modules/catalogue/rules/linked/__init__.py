"""Procedures as linked data: public services of CPSV-AP 3.2, spelt as Turtle and JSON-LD. Pure."""

from . import jsonld, turtle
from .content import Content, content_of
from .graph import Literal, Node, Ref
from .mapping import Around, Authority, Service, catalogue, describe

__all__ = [
    "Around",
    "Authority",
    "Content",
    "Literal",
    "Node",
    "Ref",
    "Service",
    "catalogue",
    "content_of",
    "describe",
    "jsonld",
    "turtle",
]
