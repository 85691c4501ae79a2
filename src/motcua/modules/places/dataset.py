"""The data set we ship: units of `vietnamadminunits` (MIT) with our dated patch on top."""

import hashlib
import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import yaml

from .rules import (
    Above,
    Dataset,
    Level,
    Names,
    SuccessionRow,
    UnitRow,
    Validity,
    kind_and_name,
    make_unit,
    patched,
)

Row = tuple[str, ...]

PACKAGE = "vietnamadminunits"
PATCH = Path(__file__).with_name("seed") / "patch-2026-11.yaml"

_NEW = (
    "SELECT provinceCode, province, wardCode, ward, provinceKeywords, wardKeywords, provinceKey,"
    " wardKey FROM admin_units ORDER BY provinceCode, wardCode"
)
_OLD = (
    "SELECT provinceCode, province, districtCode, district, wardCode, ward, provinceKeywords,"
    " districtKeywords, wardKeywords, provinceKey, districtKey, wardKey"
    " FROM admin_units_legacy ORDER BY provinceCode, districtCode, wardCode"
)


def shipped() -> Dataset:
    """Everything known about places on the day of this release."""
    patch = yaml.safe_load(PATCH.read_text(encoding="utf-8"))
    return replace(patched(_base(patch), patch), version=shipped_version())


def shipped_version() -> str:
    """The version `shipped` has, without the work: the package's, and the patch's digest."""
    digest = hashlib.sha256(PATCH.read_bytes()).hexdigest()[:8]
    return f"{PACKAGE} {version(PACKAGE)} + {PATCH.stem}#{digest}"


def _base(patch: Mapping[str, object]) -> Dataset:
    folder = _folder()
    merged_on = patch["merged_on"]
    assert type(merged_on) is date
    # Read-only and straight from the file: importing the package would load numpy and a geocoder.
    database = sqlite3.connect(f"file:{folder / 'dataset.db'}?mode=ro", uri=True)
    try:
        new, old = database.execute(_NEW).fetchall(), database.execute(_OLD).fetchall()
    finally:
        database.close()
    conversion = json.loads((folder / "converter_2025.json").read_text(encoding="utf-8"))
    legal_ref = str(patch["base_legal_ref"])
    units = [
        *_units_since(new, Validity(merged_on, None, legal_ref), patch["english"]),
        *_units_before(old, Validity(None, merged_on, str(patch["legacy_legal_ref"]))),
    ]
    successions = _successions(new, old, conversion, merged_on, legal_ref)
    return Dataset(f"{PACKAGE} {version(PACKAGE)}", tuple(units), tuple(successions))


def _folder() -> Path:
    found = find_spec(PACKAGE)
    assert found is not None
    assert found.submodule_search_locations is not None
    return Path(found.submodule_search_locations[0]) / "data"


def _units_since(rows: list[Row], validity: Validity, english: object) -> Iterator[UnitRow]:
    in_english = english if isinstance(english, dict) else {}
    seen: set[str] = set()
    for province_code, province, code, name, province_keywords, keywords, *_ in rows:
        if province_code not in seen:
            seen.add(province_code)
            names = _names(province, province_keywords, in_english.get(province_code, ""))
            yield make_unit(Level.PROVINCE, province_code, names, validity)
        _, province_name = kind_and_name(Level.PROVINCE, province)
        above = Above(province_code, province_code, (province_name,))
        yield make_unit(Level.COMMUNE, code, _names(name, keywords), validity, above)


def _units_before(rows: list[Row], validity: Validity) -> Iterator[UnitRow]:
    seen: set[str] = set()
    for row in rows:
        province_code, province, district_code, district, code, name = row[:6]
        _, province_name = kind_and_name(Level.PROVINCE, province)
        _, district_name = kind_and_name(Level.DISTRICT, district)
        if province_code not in seen:
            yield make_unit(Level.PROVINCE, province_code, _names(province, row[6]), validity)
        above = Above(province_code, province_code, (province_name,))
        if district_code not in seen:
            yield make_unit(
                Level.DISTRICT, district_code, _names(district, row[7]), validity, above
            )
        seen |= {province_code, district_code}
        if code:
            above = Above(district_code, province_code, (district_name, province_name))
            yield make_unit(Level.COMMUNE, code, _names(name, row[8]), validity, above)


def _names(full: str, keywords: str | None, english: str = "") -> Names:
    return Names(full, tuple(json.loads(keywords or "[]")), english)


def _successions(
    new: list[Row],
    old: list[Row],
    conversion: Mapping[str, Mapping[str, object]],
    on: date,
    legal_ref: str,
) -> Iterator[SuccessionRow]:
    """The converter speaks in keys; this gives back the codes behind them."""
    provinces = {row[6]: row[0] for row in new}
    communes = {(row[6], row[7]): row[2] for row in new}
    followers = _followers(conversion, communes)
    olds = {row[9]: row[0] for row in old}
    for new_key, old_keys in conversion["DICT_PROVINCE"].items():
        assert isinstance(old_keys, list)
        for key in old_keys:
            yield SuccessionRow(
                Level.PROVINCE, olds[key], provinces[new_key],
                is_default=True, effective_on=on, legal_ref=legal_ref,
            )  # fmt: skip
    for row in old:
        district_code, code = row[2], row[4]
        level = Level.COMMUNE if code else Level.DISTRICT
        for new_code, is_default in followers[f"{row[9]}_{row[10]}_{row[11] or ''}"]:
            yield SuccessionRow(
                level, code or district_code, new_code,
                is_default=is_default, effective_on=on, legal_ref=legal_ref,
            )  # fmt: skip


def _followers(
    conversion: Mapping[str, Mapping[str, object]], communes: Mapping[tuple[str, str], str]
) -> Mapping[str, list[tuple[str, bool]]]:
    found: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    for province, wholes in conversion["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        assert isinstance(wholes, dict)
        for commune, old_keys in wholes.items():
            for key in old_keys:
                found[key].append((communes[province, commune], True))
    for province, divided in conversion["DICT_PROVINCE_WARD_DIVIDED"].items():
        assert isinstance(divided, dict)
        for key, heirs in divided.items():
            for heir in heirs:
                code = communes[province, heir["newWardKey"]]
                found[key].append((code, bool(heir["isDefaultNewWard"])))
    return found
