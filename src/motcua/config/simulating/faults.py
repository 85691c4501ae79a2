"""What goes wrong with real sensors, done on purpose: each fault is declared, dated and labelled.

The label never travels with the message: whoever receives it must find out, and can be checked.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from motcua.kernel.words import Text

from .chance import between, uniform
from .weather import EPOCH

BLOCK = timedelta(hours=6)
#: In how many blocks of a series something goes wrong.
SHARE = 0.08
#: What instruments show when they have nothing to show.
NOTHING_TO_SHOW = -999.0
#: A clock set to the time of the place, and said to be universal time.
SHIFT = timedelta(hours=7)


class FaultKind(StrEnum):
    STUCK = "stuck"
    SPIKE = "spike"
    UNIT_SLIP = "unit_slip"
    GAP = "gap"
    CLOCK_SHIFT = "clock_shift"
    DUPLICATE = "duplicate"
    OUT_OF_RANGE = "out_of_range"


@dataclass(frozen=True, slots=True)
class Kind:
    """What happens, how long it lasts, and how often it is chosen."""

    says: Text
    shortest: timedelta
    longest: timedelta
    weight: int


_MINUTES = timedelta(minutes=1)
KINDS: dict[FaultKind, Kind] = {
    FaultKind.STUCK: Kind(
        Text("Giá trị đứng yên", "The value does not move"), 150 * _MINUTES, 330 * _MINUTES, 3
    ),
    FaultKind.SPIKE: Kind(
        Text("Một giá trị vọt lên rồi trở lại", "One value jumps up and comes back"),
        5 * _MINUTES, 5 * _MINUTES, 4,
    ),
    FaultKind.UNIT_SLIP: Kind(
        Text("Ghi nhầm đơn vị: lớn gấp nghìn lần", "The wrong unit: a thousand times too large"),
        20 * _MINUTES, 60 * _MINUTES, 2,
    ),
    FaultKind.GAP: Kind(
        Text("Không gửi gì", "Nothing is sent"), 30 * _MINUTES, 180 * _MINUTES, 3
    ),
    FaultKind.CLOCK_SHIFT: Kind(
        Text("Đồng hồ chạy trước bảy giờ", "The clock is seven hours ahead"),
        10 * _MINUTES, 40 * _MINUTES, 2,
    ),
    FaultKind.DUPLICATE: Kind(
        Text("Mỗi tin gửi hai lần", "Each message is sent twice"), 15 * _MINUTES, 60 * _MINUTES, 3
    ),
    FaultKind.OUT_OF_RANGE: Kind(
        Text("Gửi mã lỗi −999 thay cho số đo", "The error code −999 in place of a value"),
        10 * _MINUTES, 30 * _MINUTES, 2,
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with one series from `start` up to, not including, `end`."""

    kind: FaultKind
    series: str
    start: datetime
    end: datetime

    @property
    def label(self) -> str:
        return f"{self.kind}/{self.series}/{self.start:%Y-%m-%dT%H:%MZ}"


@dataclass(frozen=True, slots=True)
class Message:
    """What a sensor sends. `fault` is the label of what is wrong with it, for those who check."""

    series: str
    at: datetime
    value: float
    fault: str = ""


def faults_of(series: str, start: datetime, end: datetime, *, seed: int) -> Iterator[Fault]:
    """The faults of a series that touch the time from start to end."""
    for block in range((start - EPOCH) // BLOCK - 1, (end - EPOCH) // BLOCK + 1):
        fault = _fault(series, block, seed)
        if fault is not None and fault.start < end and start < fault.end:
            yield fault


def fault_at(series: str, at: datetime, *, seed: int) -> Fault | None:
    """The fault of that moment; of two the one that began first."""
    return next((f for f in faults_of(series, at, at + timedelta(microseconds=1), seed=seed)), None)


def distorted(message: Message, fault: Fault, *, before: float) -> list[Message]:
    """What is sent instead; `before` is what the sensor showed when the fault began."""
    series, at, value = message.series, message.at, message.value
    match fault.kind:
        case FaultKind.GAP:
            return []
        case FaultKind.DUPLICATE:
            return [Message(series, at, value, fault.label)] * 2
        case FaultKind.STUCK:
            value = before
        case FaultKind.SPIKE:
            value = round(value * 15.0 + 5.0, 3)
        case FaultKind.UNIT_SLIP:
            value = round(value * 1000.0, 3)
        case FaultKind.CLOCK_SHIFT:
            at += SHIFT
        case FaultKind.OUT_OF_RANGE:
            value = NOTHING_TO_SHOW
    return [Message(series, at, value, fault.label)]


def _fault(series: str, block: int, seed: int) -> Fault | None:
    name = (seed, "fault", series, block)
    if uniform(*name) >= SHARE:
        return None
    kind = _chosen(uniform(*name, "kind"))
    about = KINDS[kind]
    start = EPOCH + BLOCK * (block + uniform(*name, "start") * 0.9)
    # On a round five minutes, so that what lasts that long meets exactly one reading.
    start -= (start - EPOCH) % timedelta(minutes=5)
    minutes = between(about.shortest / _MINUTES, about.longest / _MINUTES, *name, "lasts")
    return Fault(kind, series, start, start + timedelta(minutes=round(minutes)))


def _chosen(share: float) -> FaultKind:
    left = share * sum(about.weight for about in KINDS.values())
    for kind, about in KINDS.items():
        left -= about.weight
        if left < 0:
            return kind
    return FaultKind.DUPLICATE
