"""Where wiring plugs an adapter into a port, and where an operation or reaction gets it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from threading import RLock
from typing import Any, TypeVar

P = TypeVar("P")

_plugged: dict[type, Any] = {}
_makers: dict[type, Callable[[], Any]] = {}
_making = RLock()
#: In a rehearsal: all that is plugged in, and nothing else.
_only: ContextVar[Mapping[type, Any] | None] = ContextVar("only", default=None)


class NotPlugged(Exception):
    """Nothing was plugged into this port: config.wiring must say what."""


def provide(port: type[P], implementation: P) -> None:
    _plugged[port] = implementation


def provide_when_asked(port: type[P], make: Callable[[], P]) -> None:
    """As `provide`, but made by whoever asks first: nobody loads what is heavy and not needed."""
    _makers[port] = make
    _plugged.pop(port, None)


def withdraw(port: type[Any]) -> None:
    """Unplug whatever was plugged into the port."""
    _plugged.pop(port, None)
    _makers.pop(port, None)


def get(port: type[P]) -> P:
    """:raises NotPlugged: wiring forgot the port, or it has no place where one only rehearses"""
    only = _only.get()
    if only is not None:
        if port not in only:
            raise NotPlugged(port.__name__)
        here: P = only[port]
        return here
    if port not in _plugged:
        _make(port)
    found: P = _plugged[port]
    return found


def _make(port: type[Any]) -> None:
    with _making:
        if port not in _plugged:
            if port not in _makers:
                raise NotPlugged(port.__name__)
            _plugged[port] = _makers[port]()


def ports() -> frozenset[type]:
    """Every port something is plugged into, or will be when asked for."""
    return frozenset({**_plugged, **_makers})


def plugged() -> dict[str, str]:
    """Port name -> class of what is plugged in, for the handbook and the health page."""
    return {port.__name__: type(get(port)).__name__ for port in {**_plugged, **_makers}}


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


@contextmanager
def only(these: Mapping[type, Any]) -> Iterator[None]:
    """Inside the block and in this thread nothing but these is plugged in.

    Whoever asks for another port is refused, so that a cable added later reaches nobody either.
    """
    token = _only.set(these)
    try:
        yield
    finally:
        _only.reset(token)
