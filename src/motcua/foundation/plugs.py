"""Where wiring plugs an adapter into a port, and where an operation or reaction gets it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

P = TypeVar("P")

_plugged: dict[type, Any] = {}


class NotPlugged(Exception):
    """Nothing was plugged into this port: config.wiring must say what."""


def provide(port: type[P], implementation: P) -> None:
    _plugged[port] = implementation


def withdraw(port: type[Any]) -> None:
    """Unplug whatever was plugged into the port."""
    _plugged.pop(port, None)


def get(port: type[P]) -> P:
    """:raises NotPlugged: wiring forgot the port"""
    try:
        found: P = _plugged[port]
    except KeyError:
        raise NotPlugged(port.__name__) from None
    return found


def plugged() -> dict[str, str]:
    """Port name -> class of what is plugged in, for the handbook and the health page."""
    return {port.__name__: type(what).__name__ for port, what in _plugged.items()}


@contextmanager
def instead(port: type[P], implementation: P) -> Iterator[P]:
    """Plug another implementation in for a while (tests, rehearsals)."""
    before = _plugged.get(port)
    _plugged[port] = implementation
    try:
        yield implementation
    finally:
        if before is None:
            _plugged.pop(port, None)
        else:
            _plugged[port] = before
