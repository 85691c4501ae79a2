"""What each verb of money costs the database: the number of its statements, never its time."""

from typing import Any

import pytest

from motcua.modules.payments import operations

from .factories import CHI, COPIES, NOON, POSTAGE, a_charge, a_collector, a_notice, an_attempt
from .factories import said as say

pytestmark = pytest.mark.django_db


def test_opening_a_charge(django_assert_num_queries: Any) -> None:
    # savepoint, charge with its lines and postings, journal, release
    with django_assert_num_queries(4):
        a_charge(COPIES, POSTAGE, label="H26.101-261117-0001")


def test_beginning_a_payment(django_assert_num_queries: Any) -> None:
    charge = a_charge()

    # savepoint, charge, is one open?, attempt, journal, release
    with django_assert_num_queries(6):
        an_attempt(charge)


def test_noting_that_a_charge_is_paid(django_assert_max_num_queries: Any) -> None:
    a_collector()
    notice = a_notice(an_attempt(a_charge()))

    # one more where another module reacts to the fact that it is paid
    with django_assert_max_num_queries(20):
        say(notice)


def test_taking_cash(django_assert_max_num_queries: Any) -> None:
    a_collector()
    charge = a_charge(COPIES)

    with django_assert_max_num_queries(13):
        operations.take_cash(charge_id=charge, by=CHI, at=NOON)
