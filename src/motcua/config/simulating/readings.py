"""The messages of the invented instruments between two moments: readings, with faults on demand.

A pure function of seed and time: whoever asks again is told the same.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from .faults import Fault, Message, distorted, fault_at, faults_of
from .network import CADENCE_SECONDS, Instrument, every_series
from .signals import reading
from .weather import EPOCH

CADENCE = timedelta(seconds=CADENCE_SECONDS)


def moments(start: datetime, end: datetime) -> Iterator[datetime]:
    """The moments from `start` up to, not including, `end` at which instruments are read."""
    at = EPOCH - -(start - EPOCH) // CADENCE * CADENCE
    while at < end:
        yield at
        at += CADENCE


def messages(
    start: datetime, end: datetime, *, seed: int, with_faults: bool = False
) -> Iterator[Message]:
    """What all instruments send about the time from `start` up to `end`, in the order of time."""
    for at in moments(start, end):
        for instrument, prop in every_series():
            yield from _sent(instrument, prop, at, seed=seed, with_faults=with_faults)


def all_faults(start: datetime, end: datetime, *, seed: int) -> list[Fault]:
    """Every fault that touches that time, in order."""
    found = [
        fault
        for instrument, prop in every_series()
        for fault in faults_of(instrument.series(prop), start, end, seed=seed)
    ]
    return sorted(found, key=lambda fault: (fault.start, fault.series))


def _sent(
    instrument: Instrument, prop: str, at: datetime, *, seed: int, with_faults: bool
) -> list[Message]:
    series = instrument.series(prop)
    true = Message(series, at, reading(prop, instrument.spot, at, seed=seed))
    fault = fault_at(series, at, seed=seed) if with_faults else None
    if fault is None:
        return [true]
    before = reading(prop, instrument.spot, fault.start, seed=seed)
    return distorted(true, fault, before=before)
