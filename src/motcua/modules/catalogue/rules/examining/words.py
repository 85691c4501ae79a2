"""Words: everything people read is there in English too, and a partial service says why."""

from collections.abc import Iterator

from ..findings import Finding
from ..levels import Extent, level_of
from .subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    for warning in subject.package.warnings:
        if warning.code == "no-english" or "English" in warning.says().en:
            yield Finding.of("no-english", warning.mark, {})
    yield from _reason(subject)


def _reason(subject: Subject) -> Iterator[Finding]:
    """Less than fully online needs a published reason and its ground in law.

    Decree 224/2026/NĐ-CP, Article 14.
    """
    level, partial = level_of(subject.package), subject.package.procedure.partial
    if level.extent is not Extent.FULL and (partial is None or not partial.is_founded):
        missing = "; ".join(each.says.vi for each in level.missing)
        yield subject.finding("partial-without-reason", "procedure.yaml", missing=missing)
