"""Places for tests: the shipped data set, made once, and a small one made at will."""

from datetime import UTC, date, datetime
from functools import cache

from motcua.kernel.actors import SYSTEM
from motcua.modules.places import dataset, operations
from motcua.modules.places.rules import (
    Above,
    Dataset,
    Level,
    Names,
    SuccessionRow,
    UnitRow,
    Validity,
    make_unit,
)

LOADED_AT = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
MERGED_ON = date(2025, 7, 1)


@cache
def shipped() -> Dataset:
    return dataset.shipped()


def the_country() -> operations.Loaded:
    """All provinces and communes, old and new, as an installation has them after seeding."""
    return operations.load(dataset=shipped(), by=SYSTEM, at=LOADED_AT)


def a_unit(full: str, code: str, level: Level = Level.COMMUNE) -> UnitRow:
    validity = Validity(MERGED_ON, None, "a test's decision")
    if level is Level.PROVINCE:
        return make_unit(level, code, Names(full), validity)
    return make_unit(level, code, Names(full), validity, Above("01", "01", ("Hà Nội",)))


def a_dataset(version: str, *units: UnitRow) -> Dataset:
    capital = a_unit("Thành phố Hà Nội", "01", Level.PROVINCE)
    succession = SuccessionRow(
        Level.PROVINCE, "01", "01", is_default=True, effective_on=MERGED_ON, legal_ref="a test's"
    )
    return Dataset(version, (capital, *units), (succession,))
