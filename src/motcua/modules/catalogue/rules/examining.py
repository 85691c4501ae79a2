"""Examining a package before it is published for what could go wrong with it.

A package that can be read may still be unsound. Every check is a pure function over the package
and the city; each finding says where, and what to do.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from .city import City
from .findings import Finding
from .package import Package, read


@dataclass(frozen=True, slots=True)
class Examination:
    """What was found. `faults` stop publishing; `advice` does not."""

    package: Package
    faults: tuple[Finding, ...]
    advice: tuple[Finding, ...]

    @property
    def is_sound(self) -> bool:
        return not self.faults


Check = Callable[[Package, City], Iterator[Finding]]
CHECKS: tuple[Check, ...] = ()


def examine(files: Mapping[str, bytes], city: City) -> Examination:
    """
    :raises PackageErrors: the package cannot even be read
    """
    package = read(files)
    found = [finding for check in CHECKS for finding in check(package, city)]
    return Examination(package, tuple(found), package.warnings)
