"""Units of measurement by their UCUM codes, each of one quantity kind, and conversion within one.

Codes and factors after UCUM 2.2 (https://ucum.org/ucum). Nothing is converted between kinds: a
mole fraction (`[ppb]`) becomes a mass concentration only with temperature and pressure, which a
single value does not bring along.
"""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What sort of quantity a value is; only values of one kind can be compared."""

    MASS_CONCENTRATION = "mass_concentration"
    MOLE_FRACTION = "mole_fraction"
    SOUND_LEVEL = "sound_level"
    LENGTH = "length"
    TEMPERATURE = "temperature"
    RATIO = "ratio"
    SPEED = "speed"
    PRESSURE = "pressure"
    ANGLE = "angle"
    VOLUME_FLOW = "volume_flow"
    IRRADIANCE = "irradiance"
    POWER = "power"
    ENERGY = "energy"
    COUNT = "count"
    RATE = "rate"
    INDEX = "index"


@dataclass(frozen=True, slots=True)
class Unit:
    """A UCUM code; `value × factor + offset` is in the kind's first unit. `sign` is for people."""

    code: str
    kind: Kind
    factor: float
    sign: str
    offset: float = 0.0


#: By kind, the reference unit first.
UNITS: tuple[Unit, ...] = (
    Unit("ug/m3", Kind.MASS_CONCENTRATION, 1.0, "µg/m³"),
    Unit("mg/m3", Kind.MASS_CONCENTRATION, 1e3, "mg/m³"),
    Unit("g/m3", Kind.MASS_CONCENTRATION, 1e6, "g/m³"),
    Unit("ng/m3", Kind.MASS_CONCENTRATION, 1e-3, "ng/m³"),
    Unit("ug/L", Kind.MASS_CONCENTRATION, 1e3, "µg/L"),
    Unit("mg/L", Kind.MASS_CONCENTRATION, 1e6, "mg/L"),
    Unit("[ppb]", Kind.MOLE_FRACTION, 1.0, "ppb"),
    Unit("[ppm]", Kind.MOLE_FRACTION, 1e3, "ppm"),
    Unit("dB", Kind.SOUND_LEVEL, 1.0, "dB"),
    Unit("m", Kind.LENGTH, 1.0, "m"),
    Unit("cm", Kind.LENGTH, 1e-2, "cm"),
    Unit("mm", Kind.LENGTH, 1e-3, "mm"),
    Unit("km", Kind.LENGTH, 1e3, "km"),
    Unit("Cel", Kind.TEMPERATURE, 1.0, "°C"),
    Unit("K", Kind.TEMPERATURE, 1.0, "K", -273.15),
    Unit("%", Kind.RATIO, 1.0, "%"),
    Unit("m/s", Kind.SPEED, 1.0, "m/s"),
    Unit("km/h", Kind.SPEED, 1 / 3.6, "km/h"),
    Unit("hPa", Kind.PRESSURE, 1.0, "hPa"),
    Unit("Pa", Kind.PRESSURE, 1e-2, "Pa"),
    Unit("kPa", Kind.PRESSURE, 10.0, "kPa"),
    Unit("deg", Kind.ANGLE, 1.0, "°"),
    Unit("m3/s", Kind.VOLUME_FLOW, 1.0, "m³/s"),
    Unit("L/s", Kind.VOLUME_FLOW, 1e-3, "L/s"),
    Unit("m3/h", Kind.VOLUME_FLOW, 1 / 3600, "m³/h"),
    Unit("W/m2", Kind.IRRADIANCE, 1.0, "W/m²"),
    Unit("kW", Kind.POWER, 1.0, "kW"),
    Unit("W", Kind.POWER, 1e-3, "W"),
    Unit("MW", Kind.POWER, 1e3, "MW"),
    Unit("kW.h", Kind.ENERGY, 1.0, "kWh"),
    Unit("MW.h", Kind.ENERGY, 1e3, "MWh"),
    Unit("{count}", Kind.COUNT, 1.0, ""),
    Unit("{count}/h", Kind.RATE, 1.0, "/h"),
    Unit("{count}/min", Kind.RATE, 60.0, "/min"),
    Unit("{index}", Kind.INDEX, 1.0, ""),
)
#: How people and machines write the same without being UCUM.
SPELLINGS: dict[str, str] = {
    "µg/m3": "ug/m3", "μg/m3": "ug/m3", "µg/m³": "ug/m3", "μg/m³": "ug/m3", "ug/m³": "ug/m3",
    "ug/m^3": "ug/m3", "ug.m-3": "ug/m3", "GQ": "ug/m3", "mg/m³": "mg/m3", "mg/m^3": "mg/m3",
    "mg.m-3": "mg/m3", "GP": "mg/m3", "ng/m³": "ng/m3", "mg/l": "mg/L", "ug/l": "ug/L",
    "µg/L": "ug/L", "ppb": "[ppb]", "ppm": "[ppm]", "dB(A)": "dB", "dBA": "dB", "dB[SPL]": "dB",
    "dB{A}": "dB", "2N": "dB", "MTR": "m", "CMT": "cm", "MMT": "mm", "°C": "Cel", "degC": "Cel",
    "CEL": "Cel", "C": "Cel", "KEL": "K", "P1": "%", "MTS": "m/s", "KMH": "km/h", "mbar": "hPa",
    "A97": "hPa", "°": "deg", "DD": "deg", "m³/s": "m3/s", "l/s": "L/s", "m³/h": "m3/h",
    "W/m²": "W/m2", "D54": "W/m2", "kWh": "kW.h", "KWH": "kW.h", "MWh": "MW.h", "KWT": "kW",
    "1": "{index}", "{AQI}": "{index}", "{aqi}": "{index}", "AQI": "{index}", "VN_AQI": "{index}",
    "count": "{count}", "{vehicle}": "{count}", "{vehicle}/h": "{count}/h",
}  # fmt: skip
_BY_CODE = {unit.code: unit for unit in UNITS}


def unit(code: str) -> Unit | None:
    """The unit of a UCUM code or of one of the spellings; None if we do not know it."""
    return _BY_CODE.get(code) or _BY_CODE.get(SPELLINGS.get(code, ""))


def conversion(sent: str, wanted: str) -> tuple[float, float] | None:
    """`(factor, offset)` that brings a value from one unit to another; None between kinds."""
    source, target = unit(sent), unit(wanted)
    if source is None or target is None or source.kind is not target.kind:
        return None
    return source.factor / target.factor, (source.offset - target.offset) / target.factor


def converted(value: float, by: tuple[float, float]) -> float:
    """Twelve significant digits: no instrument has more, and what was sent can be told again."""
    factor, offset = by
    return float(f"{value * factor + offset:.12g}")
