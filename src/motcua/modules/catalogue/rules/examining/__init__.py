"""Examining a package before it is published for what could go wrong with it.

A package that can be read may still be unsound. Every check is a pure function over the package
and the city; each finding says where, and what to do.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ..city import City
from ..findings import Finding
from ..package import Package, read
from . import asking, conditions, documents, fees, offices, papers, plain, routes, words
from .subject import Subject

__all__ = ["CHECKS", "Examination", "examine"]

Check = Callable[[Subject], Iterator[Finding]]
CHECKS: tuple[Check, ...] = (
    routes.check,
    offices.check,
    conditions.check,
    documents.check,
    fees.check,
    papers.check,
    asking.check,
    words.check,
)


@dataclass(frozen=True, slots=True)
class Examination:
    """What was found. `faults` stop publishing; `advice` does not."""

    package: Package
    faults: tuple[Finding, ...]
    advice: tuple[Finding, ...]

    @property
    def is_sound(self) -> bool:
        return not self.faults


def examine(files: Mapping[str, bytes], city: City) -> Examination:
    """Everything that could leave a dossier stuck, wrong or asked twice.

    A procedure of information level has nothing that could run: for it all is advice.

    :raises PackageErrors: the package cannot even be read
    """
    package = read(files)
    subject = Subject(package, city, files)
    found = (finding for check in CHECKS for finding in check(subject))
    faults = tuple(sorted(found, key=lambda finding: finding.mark))
    missing = {each.mark for each in faults}
    warned = tuple(each for each in package.warnings if each.mark not in missing)
    advice = (*warned, *plain.check(subject))
    if subject.is_complete:
        return Examination(package, faults, advice)
    return Examination(package, (), (*faults, *advice))
