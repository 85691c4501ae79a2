"""The invented instruments of the demo city: what stands where, and what each measures.

Places and positions are real, instruments are not; every name that people see says so.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from motcua.kernel.words import Text

from .signals import Spot

SOURCE = "mo-phong"
SOURCE_NAME = Text("Mạng quan trắc mô phỏng (số liệu bịa để dùng thử)",
                   "Simulated sensor network (invented data for trying it out)")  # fmt: skip
OPERATED_BY = "H26"
LICENCE = "CC0-1.0"
CADENCE_SECONDS = 300

AIR = ("pm2_5", "pm10", "no2", "so2", "co", "o3")
UNITS = {**dict.fromkeys(AIR, "ug/m3"), "noise": "dB", "water_level": "m"}


@dataclass(frozen=True, slots=True)
class Site:
    """A commune with its three instruments; `bustle` as in `signals.Spot`."""

    key: str
    place: str
    name: str
    lon: float
    lat: float
    bustle: float


@dataclass(frozen=True, slots=True)
class Instrument:
    """One thing that stands somewhere and measures."""

    code: str
    name: Text
    site: Site
    properties: tuple[str, ...]

    @property
    def spot(self) -> Spot:
        return Spot(self.site.key, self.site.bustle)

    def series(self, prop: str) -> str:
        return f"{self.code}:{prop}"


SITES = (
    Site("hoan-kiem", "00070", "Hoàn Kiếm", 105.8523, 21.0287, 1.0),
    Site("ba-dinh", "00004", "Ba Đình", 105.8340, 21.0340, 0.8),
    Site("soc-son", "00376", "Sóc Sơn", 105.8490, 21.2570, 0.35),
)
_KINDS = (
    ("khong-khi", "Trạm không khí {} (mô phỏng)", "{} air station (simulated)", AIR),
    ("tieng-on", "Trạm tiếng ồn {} (mô phỏng)", "{} noise meter (simulated)", ("noise",)),
    ("muc-nuoc", "Trạm mực nước {} (mô phỏng)", "{} water gauge (simulated)", ("water_level",)),
)
INSTRUMENTS = tuple(
    Instrument(f"mp-{kind}-{site.key}", Text(vi.format(site.name), en.format(site.name)), site, of)
    for site in SITES
    for kind, vi, en, of in _KINDS
)


def every_series() -> Iterator[tuple[Instrument, str]]:
    """Each instrument with each property it measures."""
    for instrument in INSTRUMENTS:
        for prop in instrument.properties:
            yield instrument, prop
