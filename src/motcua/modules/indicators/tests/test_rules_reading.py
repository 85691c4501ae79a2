"""Definition files: what is shipped reads well, and what is wrong is told with its line."""

import pytest

from motcua.kernel.expressions import INT, TEXT
from motcua.modules.indicators import packs
from motcua.modules.indicators.rules.checking import Fields
from motcua.modules.indicators.rules.definition import Definition, from_json, to_json
from motcua.modules.indicators.rules.findings import SENTENCES, PackErrors
from motcua.modules.indicators.rules.reading import read_pack

from .factories import a_definition

HOUR = "air/vn_aqi_hour.yaml"
SOURCES: dict[str, Fields] = {"tests.heap": {"channel": TEXT, "minutes": INT}}
SHIPPED = packs.shipped()


def read(content: bytes, name: str = "x.yaml") -> Definition:
    (loaded,) = read_pack({name: content}, SOURCES)
    return loaded.definition


def wrong(content: bytes) -> list[str]:
    with pytest.raises(PackErrors) as refused:
        read(content)
    return [f"{found.mark.line} {found.code}" for found in refused.value.findings]


def changed(old: str, new: str, name: str = HOUR) -> bytes:
    text = SHIPPED[name].decode()
    assert old in text
    return text.replace(old, new, 1).encode()


def line_of(words: str, content: bytes) -> int:
    return content.decode().split(words)[0].count("\n") + 1


def test_everything_shipped_is_right_and_in_both_languages() -> None:
    loaded = read_pack(SHIPPED, {})
    assert {each.definition.code for each in loaded} == {
        "vn_aqi_hour", "vn_aqi_day", "pm2_5_mean", "noise_level", "water_level",
    }  # fmt: skip
    for each in loaded:
        for band in each.definition.bands:
            assert band.advice is None or (band.advice.vi and band.advice.en)


@pytest.mark.parametrize(
    ("old", "new", "code", "at"),
    [
        ("method: vn_aqi_hour", "method: vn_api_hour", "method", "method:"),
        ("unit: ug/m3", "unit: dB", "unit-of", "unit: dB"),
        ("property: pm2_5", "property: pm25", "property", "property: pm25"),
        ("number: 1\n", "number: 0\n", "number", "number: 0"),
        ("decimals: 0", "decimals: none", "shape", "decimals:"),
        ("better: lower", "better: less", "shape", "better:"),
        ("grains: [hour]", "grains: [hour, week]", "shape", "week"),
        ("grains: [hour]", "grains: [hour, month]", "grain", "grains:"),
        ("percent: 75", "percent: 175", "percent", "completeness:"),
        ("    low: 51", "    low: 251", "bands", "bands:"),
        ("rgb: [0, 228, 0]", "rgb: [0, 328, 0]", "colour", "rgb: [0, 328"),
        ("0, 125, 350", "0, 350, 125", "table", "so2: [0, 350"),
        ("licence: CC-BY-4.0", "license: CC-BY-4.0", "shape", "format"),
        ("topic: air", "topic: &a air", "not-yaml", ""),
        ("topic: air", "topic: air\ntopic: water", "twice", "topic: water"),
        ("topic: air", "topic: 'air", "not-yaml", ""),
    ],
)
def test_what_is_wrong_is_told_where_it_stands(old: str, new: str, code: str, at: str) -> None:
    content = changed(old, new)
    if code == "not-yaml" and "&" in new:
        content = changed(old, new + "\nlicence_again: *a")
        assert [each.split()[1] for each in wrong(content)] == ["alias"]
        return
    found = wrong(content)
    assert code in [each.split()[1] for each in found]
    if at and at != "format":
        assert f"{line_of(at, content)} {code}" in found


def test_all_that_is_wrong_in_a_pack_is_told_at_once() -> None:
    files = {"a.yaml": changed("number: 1\n", "number: 0\n"), "b.yaml": b"\xff", "c.yaml": b"- 1\n"}
    with pytest.raises(PackErrors) as refused:
        read_pack(files, {})
    assert [found.mark.file for found in refused.value.findings] == ["a.yaml", "b.yaml", "c.yaml"]
    assert refused.value.findings[0].says().vi == "Số phiên bản phải từ 1."


@pytest.mark.parametrize(
    ("formula", "more", "code"),
    [
        ("kind: share", {}, "missing"),
        ("kind: count, when: 'minutes > 1'", {}, "needless"),
        ("kind: share, when: minutes", {}, "expression"),
        ("kind: share, when: 'minutos > 1'", {}, "expression"),
        ("kind: quantile, value: channel", {}, "expression"),
        ("kind: count, split: minutes", {}, "field"),
        ("kind: count", {"interval": "wilson"}, "interval"),
        ("kind: count", {"cuts": ""}, "missing"),
        ("kind: count", {"grains": "hour"}, "grain"),
    ],
)
def test_formulas_over_facts_are_checked(formula: str, more: dict[str, str], code: str) -> None:
    content = a_definition(formula, **more)  # type: ignore[arg-type] # texts all
    assert code in [each.split()[1] for each in wrong(content)]


def test_a_source_nobody_registered_is_named() -> None:
    with pytest.raises(PackErrors) as refused:
        read_pack({"x.yaml": a_definition("kind: count")}, {})
    assert "tests.heap" in str(refused.value)


def test_words_are_not_in_the_formula_and_numbers_are() -> None:
    one = read(SHIPPED[HOUR])
    reworded = read(changed("vi: Tốt", "vi: Rất tốt"))
    recoloured = read(changed("rgb: [0, 228, 0]", "rgb: [0, 200, 0]"))
    other = read(changed("0, 125, 350", "0, 126, 350"))
    assert reworded.formula_digest == recoloured.formula_digest == one.formula_digest
    assert reworded.digest != one.digest
    assert other.formula_digest != one.formula_digest


def test_a_definition_comes_back_as_it_was_stored() -> None:
    one = read(SHIPPED[HOUR])
    assert from_json(to_json(one)) == one
    assert from_json(to_json(one)).digest == one.digest


def test_every_finding_has_a_sentence_in_both_languages() -> None:
    assert all(sentence.vi and sentence.en for sentence in SENTENCES.values())
