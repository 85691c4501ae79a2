"""Units: the common codes of UN/CEFACT Recommendation 20 that sensors use, as UCUM."""

UCUM = {
    "GQ": "ug/m3",
    "GP": "mg/m3",
    "2N": "dB",
    "2M": "cm/s",
    "59": "[ppm]",
    "61": "[ppb]",
    "A97": "hPa",
    "C28": "mS/cm",
    "C41": "nS/cm",
    "C62": "1",
    "CEL": "Cel",
    "CMT": "cm",
    "D61": "'",
    "DD": "deg",
    "FAH": "[degF]",
    "FOT": "[ft_i]",
    "H67": "mm/h",
    "HTZ": "Hz",
    "HUR": "h",
    "KEL": "K",
    "KGM": "kg",
    "KMH": "km/h",
    "KMT": "km",
    "KPA": "kPa",
    "KWH": "kW.h",
    "KWT": "kW",
    "LTR": "L",
    "LUX": "lx",
    "M1": "mg/L",
    "MBR": "mbar",
    "MIN": "min",
    "MMT": "mm",
    "MQH": "m3/h",
    "MQS": "m3/s",
    "MTQ": "m3",
    "MTR": "m",
    "MTS": "m/s",
    "P1": "%",
    "PAL": "Pa",
    "Q30": "[pH]",
    "SEC": "s",
    "VLT": "V",
    "WTT": "W",
}
"""Common code → UCUM code. What is not here is taken to be UCUM already."""

CEFACT = {ucum: code for code, ucum in UCUM.items()}


def ucum(code: str) -> str:
    """The UCUM code a client means."""
    return UCUM.get(code, code)


def cefact(code: str) -> str:
    """The common code of a UCUM unit; the UCUM code itself where there is none."""
    return CEFACT.get(code, code)
