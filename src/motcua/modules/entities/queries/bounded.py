"""Reads of strangers that may be costly end by themselves: no question keeps the database busy."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, transaction

from motcua.foundation import rows

from ..rules.problems import TooComplexQuery

#: A single statement may take so long.
MOST_SECONDS = 5
_CANCELED = "57014"


@contextmanager
def bounded() -> Iterator[None]:
    """Each statement inside may take `MOST_SECONDS`.

    :raises TooComplexQuery: one took longer
    """
    try:
        with transaction.atomic():
            rows.run(f"SET LOCAL statement_timeout = {int(MOST_SECONDS * 1000)}")
            yield
    except OperationalError as wrong:
        if getattr(wrong.__cause__, "sqlstate", None) == _CANCELED:
            raise TooComplexQuery(f"it took longer than {MOST_SECONDS} seconds") from None
        raise
