"""The registry of fact sources: modules above say at start what they can be asked for."""

from collections.abc import Mapping

from .ports import FactSource, Sources

_known = Sources()


def register(source: FactSource) -> None:
    """Called from `AppConfig.ready` of the module that owns the facts.

    :raises ValueError: another source has the name
    """
    if _known.by_name.setdefault(source.name, source) is not source:
        raise ValueError(f"two sources are named {source.name}")


def withdraw(name: str) -> None:
    """Forget a source (tests)."""
    _known.by_name.pop(name, None)


def known() -> Mapping[str, FactSource]:
    return _known.by_name
