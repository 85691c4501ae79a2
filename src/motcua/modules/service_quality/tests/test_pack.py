"""The declared indicators of service can be read, and rest on the facts that are offered."""

from motcua.kernel.expressions import Text
from motcua.modules.indicators.rules.definition import FactsFormula
from motcua.modules.indicators.rules.reading import read_pack
from motcua.modules.service_quality.facts import SOURCES
from motcua.modules.service_quality.pack import files

FIELDS = {source.name: source.fields for source in SOURCES}
#: Cells in which an outcome would be told of few enough people to guess of whom.
TOO_FINE = {("agency", "sector"), ("place", "sector")}


def test_nothing_is_wrong_with_the_pack() -> None:
    codes = {each.definition.code for each in read_pack(files(), FIELDS)}

    assert {"dossiers_filed", "dossiers_by_finish", "progress_766"} <= codes


def test_every_source_is_used() -> None:
    formulas = [each.definition.formula for each in read_pack(files(), FIELDS)]

    assert {f.source for f in formulas if isinstance(f, FactsFormula)} == set(FIELDS)


def test_how_dossiers_ended_is_not_told_of_few_people() -> None:
    """Outcomes are told of an agency, or of a sector in the whole city, and of no day alone."""
    for each in read_pack(files(), FIELDS):
        definition = each.definition
        if definition.code == "dossiers_filed":
            continue  # that somebody filed says nothing of what became of it
        assert not {tuple(map(str, cut)) for cut in definition.cuts} & TOO_FINE
        assert "day" not in map(str, definition.grains)


def test_every_category_has_its_words() -> None:
    for each in read_pack(files(), FIELDS):
        formula = each.definition.formula
        assert isinstance(formula, FactsFormula)
        if formula.split:
            kind = FIELDS[formula.source][formula.split]
            assert isinstance(kind, Text)
            assert kind.among == frozenset(each.definition.categories)
