"""`motcua check` finds what is wrong, names it, and says nothing else."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from typer.testing import CliRunner

from motcua.config import checking, checks, cli
from motcua.config.checking import Tongue
from motcua.foundation import partitions
from motcua.foundation.database import spaces
from motcua.modules.broadcast.tests.factories import a_change, a_subscription, sent, told

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_table_for_this_month(db: None) -> None:
    partitions.make_ahead("foundation_entry", today=datetime.now(UTC).date())


def found() -> dict[str, list[str]]:
    return {
        outcome.check.name: [words.en for words in outcome.found]
        for outcome in checks.run()
        if outcome.found
    }


def spoil(statement: str) -> None:
    """What no operation would do."""
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_city_at_work_passes_all_of_them() -> None:
    some = a_subscription()
    told(a_change(), a_change())
    sent(some, 1, 1)

    assert found() == {}


def test_a_hole_in_the_sequence_is_named() -> None:
    told(a_change(), a_change(), a_change())
    spoil("DELETE FROM broadcast_change WHERE position = 2")

    assert "From 1 to 3 there must be 3 changes; 2 are kept" in found()["broadcast.sequence"][0]


def test_books_that_do_not_balance_are_named() -> None:
    some = a_subscription()
    told(a_change())
    spoil("UPDATE broadcast_subscription SET sent = 7")

    (said,) = found()["broadcast.accounts"]
    assert str(some) in said
    assert "matched 1 ≠ sent 7 + pending 1" in said


def test_each_says_its_promise_in_both_languages() -> None:
    assert all(check.promises.vi and check.promises.en for check in checks.CHECKS)
    names = [check.name for check in checks.CHECKS]
    assert len(set(names)) == len(names)


def test_the_code_tells_whether_all_is_true(capsys: pytest.CaptureFixture[str]) -> None:
    assert checking._look(Tongue.VI) == 0
    told(a_change(), a_change())
    spoil("DELETE FROM broadcast_change WHERE position = 1")
    assert checking._look(Tongue.EN) == 1
    said = capsys.readouterr().out
    assert "Mọi điều đều đúng." in said
    assert "FALSE  broadcast.sequence" in said


def test_the_command_is_there() -> None:
    told_by = CliRunner().invoke(cli.app, ["check", "--help"])
    assert told_by.exit_code == 0


def test_a_space_that_nobody_rehearses_in_is_named() -> None:
    left = spaces.space_of("0123456789ab")
    spoil(f'CREATE SCHEMA "{left.schema}"')
    assert [words for words in found()["rehearsals.leftovers"] if left.key in words]
