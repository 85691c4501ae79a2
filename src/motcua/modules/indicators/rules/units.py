"""Units by their UCUM codes, and turning one into another where that is a mere factor."""

from motcua.kernel.errors import Refusal

#: Code -> (dimension, how many of the base unit it is).
_KNOWN: dict[str, tuple[str, float]] = {
    "1": ("number", 1.0),
    "%": ("number", 0.01),
    "ug/m3": ("mass per volume", 1.0),
    "mg/m3": ("mass per volume", 1000.0),
    "g/m3": ("mass per volume", 1e6),
    "mm": ("length", 1e-3),
    "cm": ("length", 1e-2),
    "m": ("length", 1.0),
    "km": ("length", 1e3),
    "km2": ("area", 1.0),
    "ha": ("area", 0.01),
    "Cel": ("temperature", 1.0),
    "dB": ("level", 1.0),
    "dB(A)": ("level", 1.0),
    "dB[SPL]": ("level", 1.0),
    "s": ("time", 1.0),
    "min": ("time", 60.0),
    "h": ("time", 3600.0),
    "d": ("time", 86400.0),
    "mm/h": ("rain", 1.0),
    "m/s": ("speed", 1.0),
    "m3/s": ("flow", 1.0),
    "Pa": ("pressure", 1.0),
    "hPa": ("pressure", 100.0),
    "{VND}": ("money", 1.0),
    "{dossier}": ("dossier", 1.0),
    "{procedure}": ("procedure", 1.0),
    "{point}": ("point", 1.0),
    "[wd]": ("working day", 1.0),
}


class UnitsDiffer(Refusal):
    """The one unit does not turn into the other by a factor."""

    code = "units-differ"
    status = 422


def is_known(code: str) -> bool:
    return code in _KNOWN


def factor(unit: str, to: str) -> float:
    """What a value in `unit` is multiplied by to be in `to`.

    :raises UnitsDiffer: they are of different kinds, or one is not known
    """
    if unit == to:
        return 1.0
    one, other = _KNOWN.get(unit), _KNOWN.get(to)
    if one is None or other is None or one[0] != other[0]:
        raise UnitsDiffer(f"{unit} is no {to}", unit=unit, needed=to)
    return one[1] / other[1]
