"""Which indicators there are, and how each is defined."""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from motcua.foundation import rows
from motcua.kernel.errors import NotFound
from motcua.kernel.words import Text

from ..rules.definition import (
    Band,
    Cut,
    Definition,
    FactsFormula,
    SeriesFormula,
    Words,
    from_json,
)
from .cards import BandCard, DefinitionCard


def public_definitions(topic: str = "") -> list[DefinitionCard]:
    """Every indicator in use, of one topic or of all, by topic and name."""
    found = [_card(*row) for row in rows.fetch(_IN_USE)]
    chosen = [card for card in found if not topic or card.topic == topic]
    return sorted(chosen, key=lambda card: (card.topic, card.code))


def public_definition(code: str, version: int | None = None) -> DefinitionCard:
    """An indicator as it is in use, or as its version of that number was last worded.

    :raises NotFound: no such indicator, or no such version
    """
    found = (
        rows.fetch(f"{_IN_USE} WHERE i.code = %s", [code])
        if version is None
        else rows.fetch(_OF_VERSION, [code, version])
    )
    if not found:
        raise NotFound(f"indicator {code}")
    return _card(*found[0])


def public_versions(code: str) -> list[tuple[int, datetime, str]]:
    """Number, first day of use and digest of every formula of an indicator, newest first."""
    return [tuple(row) for row in rows.fetch(_VERSIONS, [code])]


def in_use() -> list[tuple[UUID, Definition]]:
    """Formula and definition of every indicator, for the engine."""
    return [(formula, _read(content)) for formula, content in rows.fetch(_FOR_ENGINE)]


_COLUMNS = "f.number, f.digest, d.digest, d.loaded_at, d.content"
_IN_USE = (
    f"SELECT {_COLUMNS} FROM indicators_indicator i"  # noqa: S608 -- ours
    " JOIN indicators_definition d ON d.id = i.definition_id"
    " JOIN indicators_formula f ON f.id = d.formula_id"
)
_OF_VERSION = (
    f"SELECT {_COLUMNS} FROM indicators_formula f"  # noqa: S608 -- ours
    " JOIN indicators_definition d ON d.formula_id = f.id"
    " WHERE f.code = %s AND f.number = %s ORDER BY d.loaded_at DESC LIMIT 1"
)
_VERSIONS = (
    "SELECT number, made_at, digest FROM indicators_formula WHERE code = %s ORDER BY number DESC"
)
_FOR_ENGINE = (
    "SELECT d.formula_id, d.content FROM indicators_indicator i"
    " JOIN indicators_definition d ON d.id = i.definition_id ORDER BY i.code"
)


@lru_cache(maxsize=512)
def _read(content: str) -> Definition:
    return from_json(content)


def _card(
    number: int, formula_digest: str, digest: str, loaded_at: datetime, content: str
) -> DefinitionCard:
    definition = _read(content)
    formula = definition.formula
    cuts = {cut for each in definition.cuts for cut in each}
    return DefinitionCard(
        code=definition.code,
        version=number,
        formula_digest=formula_digest,
        digest=digest,
        topic=definition.topic,
        name=definition.name.text,
        explanation=definition.explanation.text,
        unit=definition.unit,
        unit_name=definition.unit_name.text,
        decimals=definition.decimals,
        better=definition.better,
        grains=definition.grains,
        bands=tuple(_bands(definition.bands)),
        licence=definition.licence,
        has_places=definition.place is not None or Cut.PLACE in cuts,
        has_agencies=Cut.AGENCY in cuts,
        has_things=isinstance(formula, SeriesFormula),
        splits=formula.split if isinstance(formula, FactsFormula) else "",
        categories={code: words.text for code, words in definition.categories.items()},
        is_per_capita=definition.is_per_capita,
        loaded_at=loaded_at,
        definition=definition,
    )


def _bands(bands: Iterable[Band]) -> Iterable[BandCard]:
    for band in bands:
        yield BandCard(
            code=band.code,
            low=band.low,
            name=band.name.text,
            rgb="#{:02x}{:02x}{:02x}".format(*band.rgb),
            effect=_text(band.effect),
            advice=_text(band.advice),
            advice_sensitive=_text(band.advice_sensitive),
        )


def _text(words: Words | None) -> Text:
    return words.text if words else Text("")
