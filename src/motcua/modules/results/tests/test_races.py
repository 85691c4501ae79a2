"""Two clerks at once: no number twice, none left out."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

import pytest
from django.db import connection

from motcua.kernel.actors import SYSTEM
from motcua.kernel.errors import WrongMoment
from motcua.modules.results import operations, queries

from . import factories as make
from .factories import ELEVEN, TEN

pytestmark = pytest.mark.django_db(transaction=True)


def signed(ward: make.Ward, subject: tuple[str, str]) -> UUID:
    """Up to the clerk without the cost of signing: the file is not what these tests are about."""
    result = make.a_draft(ward, subject=subject)
    operations.approve(result_id=result, by=ward.nam, at=TEN)
    operations.note_signed(result_id=result, sha256="a" * 64, approved_at=TEN, by=SYSTEM, at=TEN)
    return result


def test_numbers_have_no_gap_and_no_double() -> None:
    ward = make.a_ward()
    results = [signed(ward, ("test", f"race-{n}")) for n in range(12)]

    def number(result: UUID) -> str:
        try:
            return operations.number_and_issue(result_id=result, by=ward.oanh, at=ELEVEN)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as clerks:
        given = list(clerks.map(number, results))

    assert sorted(given) == [f"{n:02d}/TLKS-UBND" for n in range(1, 13)]


def test_of_two_clerks_on_one_result_one_wins_and_no_number_is_lost() -> None:
    ward = make.a_ward()
    result = signed(ward, ("test", "one"))
    both = Barrier(2)

    def number(_clerk: int) -> str:
        try:
            both.wait()
            return operations.number_and_issue(result_id=result, by=ward.oanh, at=ELEVEN)
        except WrongMoment:
            return "late"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as clerks:
        given = sorted(clerks.map(number, range(2)))

    assert given == ["01/TLKS-UBND", "late"]
    assert queries.result_card(result, by=ward.oanh).number == "01/TLKS-UBND"
    other = signed(ward, ("test", "two"))
    assert operations.number_and_issue(result_id=other, by=ward.oanh, at=ELEVEN).startswith("02/")
