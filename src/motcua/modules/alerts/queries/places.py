"""Names of places as they are today."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from motcua.kernel.errors import NotFound
from motcua.kernel.words import Text
from motcua.modules.places import queries as places

from ..rules.cap import HERE


def names_of(codes: Iterable[str], *, at: datetime) -> Iterator[tuple[str, Text]]:
    """Code and name of each unit that exists on the day, in the order asked for."""
    on = at.astimezone(HERE).date()
    for code in codes:
        try:
            yield code, places.public_unit(code, on).name
        except NotFound:
            continue
