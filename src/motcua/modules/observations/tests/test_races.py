"""Two at once, and one that is killed: nothing is lost, nothing doubled, nobody waits for ever."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection

from motcua.modules.observations import operations, queries, steps
from motcua.modules.observations.rules import Message, Receipt

from .factories import (
    AIR,
    GIANG,
    HAI,
    HOUR,
    MINUTE,
    NOON,
    SENDER,
    a_message,
    a_row,
    a_series,
    minutes,
)
from .killed import BATCH, SERIES

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*tasks: Callable[[], Receipt]) -> list[Receipt]:
    """Each in a thread and a connection of its own, begun together."""
    gate = threading.Barrier(len(tasks))
    done: list[Receipt] = []
    errors: list[BaseException] = []

    def run(task: Callable[[], Receipt]) -> None:
        try:
            gate.wait(30)
            done.append(task())
        except BaseException as wrong:  # noqa: BLE001 -- told below
            errors.append(wrong)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(task,)) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert errors == []
    return done


def taking(message: Message, key: str | None = None) -> Callable[[], Receipt]:
    return lambda: operations.take_batch(
        source=AIR, message=message, key=key, by=SENDER, at=NOON + HOUR
    )


def test_the_same_batch_twice_at_once_counts_once() -> None:
    series = a_series()
    message = a_message(*minutes([20.0 + n % 7 for n in range(200)]))
    for _ in range(3):
        receipts = at_once(*[taking(message, "k1")] * 4)
        assert len({receipt.batch for receipt in receipts}) == 1
    assert len(queries.public_window([series], NOON - 9 * HOUR, NOON + HOUR)) == 200
    assert len(queries.receipts(source=AIR, by=HAI)) == 1


def test_the_same_rows_in_two_batches_at_once_count_once() -> None:
    series = a_series()
    rows = minutes([20.0 + n % 7 for n in range(200)])
    receipts = at_once(*[taking(a_message(*rows)) for _ in range(4)])
    assert sum(receipt.counts.n_accepted for receipt in receipts) == 200
    assert sum(receipt.counts.n_duplicate for receipt in receipts) == 600
    found = queries.public_window([series], NOON - 9 * HOUR, NOON + HOUR)
    assert {each.revision for each in found} == {0}


def test_two_corrections_at_once_are_two_revisions() -> None:
    series = a_series()
    taking(a_message(a_row(10)))()
    at_once(*[taking(a_message(a_row(value))) for value in (11.0, 12.0, 13.0)])
    (last,) = queries.public_window([series], NOON - HOUR, NOON + HOUR)
    assert last.revision == 3


def test_batches_that_name_series_in_another_order_do_not_wait_for_ever() -> None:
    names = [f"st-{n}" for n in range(20)]
    for name in names:
        a_series(name)
    tasks = []
    for turn in range(6):
        ordered = names if turn % 2 else names[::-1]
        rows = [a_row(20.0 + turn, NOON + MINUTE * turn, series=f"{n}:pm2_5") for n in ordered]
        tasks.append(taking(a_message(*rows)))
    receipts = at_once(*tasks)
    assert sum(receipt.counts.n_accepted for receipt in receipts) == 120
    assert {each.value for each in queries.public_latest(at=NOON)} == {25.0}


def test_a_change_of_rules_reaches_a_process_that_remembers_older_ones() -> None:
    a_series()
    taking(a_message(a_row(20)))()
    operations.close_series(series="hk-01:pm2_5", by=GIANG, at=NOON)

    (receipt,) = at_once(taking(a_message(a_row(21, NOON + MINUTE))))

    assert receipt.counts.n_refused == 1


def test_a_process_killed_while_taking_loses_and_doubles_nothing() -> None:
    """It takes batches one after another and says so after each; then it is killed, five times."""
    for name in SERIES:
        a_series(name)
    told = 0
    for _ in range(5):
        told = max(told, _killed_after(told + 3))
    # Whoever got no answer sends again, under the same key.
    last = told + 2
    for number in range(last + 1):
        message, key = BATCH(number)
        operations.take_batch(source=AIR, message=message, key=key, by=SENDER, at=NOON + HOUR)
    ids = [card.id for card in queries.public_series_of(source=AIR)]
    found = queries.public_window(ids, NOON - 99 * HOUR, NOON + HOUR)
    assert len(found) == (last + 1) * 200
    assert {each.revision for each in found} == {0}
    receipts = queries.receipts(source=AIR, by=HAI, limit=10_000)
    assert sum(receipt.counts.n_accepted for receipt in receipts) == len(found)
    assert len(steps.claim_touched(100_000)) > 0


def _killed_after(batches: int) -> int:
    """The number of the last batch that a process told of before it was killed in the middle."""
    env = {
        **os.environ,
        "MOTCUA_TEST_NAME": connection.settings_dict["NAME"],
        "MOTCUA_TEST_DATABASE": "",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "motcua.modules.observations.tests.killed"],
        stdout=subprocess.PIPE, text=True, env=env, cwd=Path(__file__).parents[4],
    )  # fmt: skip
    assert process.stdout is not None
    told = 0
    for line in process.stdout:
        told = int(line)
        if told >= batches:
            break
    os.kill(process.pid, signal.SIGKILL)
    rest = process.stdout.read().split()
    process.wait()
    return max([told, *map(int, rest)])
