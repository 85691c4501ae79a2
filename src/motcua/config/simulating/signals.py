"""What a sensor of the invented city would read: days, weeks, weather and smooth chance.

Orders of magnitude are those of a large city of the Red River delta in winter; no value was
measured anywhere.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import cos, exp, pi
from zoneinfo import ZoneInfo

from .chance import swing, uniform
from .weather import EPOCH, smoke, swell, wetness

HERE = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a sensor stands. `bustle`: how much of the city's traffic passes by, from 0 to 1."""

    name: str
    bustle: float


@dataclass(frozen=True, slots=True)
class _Moment:
    """A moment at a spot, with what all signals ask about it."""

    seed: int
    spot: Spot
    at: datetime

    @property
    def hour(self) -> float:
        local = self.at.astimezone(HERE)
        return local.hour + local.minute / 60.0

    @property
    def is_weekend(self) -> bool:
        return self.at.astimezone(HERE).weekday() >= 5

    def bump(self, hour: float, width: float) -> float:
        """1 at that hour of the day, fading within `width` hours, across midnight too."""
        away = abs(self.hour - hour)
        away = min(away, 24.0 - away)
        return exp(-((away / width) ** 2))

    def drift(self, name: str, *, hours: float, alone: bool = False) -> float:
        """Smooth noise: of the whole city, or of this spot alone."""
        where = self.spot.name if alone else "city"
        return swing((self.at - EPOCH) / timedelta(hours=hours), self.seed, name, where, int(hours))

    def grain(self, name: str) -> float:
        """What every single reading of a real instrument adds, from -1 to 1."""
        minute = (self.at - EPOCH) // timedelta(minutes=1)
        return 2.0 * uniform(self.seed, name, self.spot.name, minute) - 1.0

    @property
    def traffic(self) -> float:
        """From 0 (night) to about 1 (rush hour), less on days off."""
        rush = self.bump(7.8, 1.4) + self.bump(18.0, 1.8) + 0.45 * self.bump(12.5, 4.0)
        return self.spot.bustle * min(1.0, 0.12 + rush) * (0.72 if self.is_weekend else 1.0)

    @property
    def still_air(self) -> float:
        """Nights hold what the day made."""
        return 0.5 + 0.5 * cos(2.0 * pi * (self.hour - 4.0) / 24.0)

    @property
    def washed(self) -> float:
        return 1.0 - 0.5 * wetness(self.seed, "city", self.at)


def _pm2_5(now: _Moment) -> float:
    level = 17.0 + 12.0 * now.traffic + 9.0 * now.still_air
    level *= exp(0.32 * now.drift("haze", hours=40) + 0.14 * now.drift("pm", hours=5, alone=True))
    return level * smoke(now.seed, now.at) * now.washed + 0.8 * now.grain("pm2_5")


def _pm10(now: _Moment) -> float:
    dust = 1.55 + 0.2 * now.drift("dust", hours=7, alone=True)
    return 7.0 + dust * _pm2_5(now) + 1.5 * now.grain("pm10")


def _no2(now: _Moment) -> float:
    level = 14.0 + 42.0 * now.traffic + 8.0 * now.still_air
    return level * exp(0.2 * now.drift("no2", hours=9, alone=True)) + 1.2 * now.grain("no2")


def _so2(now: _Moment) -> float:
    return 9.0 * exp(0.35 * now.drift("so2", hours=16)) * now.washed + 0.5 * now.grain("so2")


def _co(now: _Moment) -> float:
    level = 480.0 + 900.0 * now.traffic + 240.0 * now.still_air
    return level * exp(0.15 * now.drift("co", hours=8, alone=True)) + 20.0 * now.grain("co")


def _o3(now: _Moment) -> float:
    sun = now.bump(14.0, 3.4)
    level = 22.0 + 78.0 * sun - 10.0 * now.traffic
    return max(2.0, level * exp(0.22 * now.drift("sun", hours=30)) + 1.5 * now.grain("o3"))


def _noise(now: _Moment) -> float:
    level = 49.0 + 8.0 * now.spot.bustle + 13.0 * now.traffic
    return level + 2.0 * now.drift("street", hours=2, alone=True) + 1.4 * now.grain("noise")


def _water_level(now: _Moment) -> float:
    base = 1.15 + 0.18 * now.drift("river", hours=60) + 0.01 * now.grain("water")
    return base + swell(now.seed, "city", now.at) * (1.15 - 0.4 * now.spot.bustle)


SIGNALS: dict[str, Callable[[_Moment], float]] = {
    "pm2_5": _pm2_5,
    "pm10": _pm10,
    "no2": _no2,
    "so2": _so2,
    "co": _co,
    "o3": _o3,
    "noise": _noise,
    "water_level": _water_level,
}
_DECIMALS = {"water_level": 3, "co": 0}


def reading(prop: str, spot: Spot, at: datetime, *, seed: int) -> float:
    """What a faultless sensor of that property shows there and then.

    Concentrations in µg/m³, noise in dB(A), water level in metres.
    """
    value = SIGNALS[prop](_Moment(seed, spot, at))
    return round(max(value, 0.0), _DECIMALS.get(prop, 1))
