"""What a difference outside the form means: a table of places, the first that fits counts.

What is in no row is for new filings only, since nobody has said that it is safe for the others.
"""

import re
from collections.abc import Mapping

from ..components import Component, Need
from ..package import Package
from .contract import Effect
from .reasons import Why
from .trees import Difference

_W, _C, _N = Effect.WORDING, Effect.COMPATIBLE, Effect.NEW_ONLY

#: (places, effect, why). `.` parts the steps of a path; codes in it may hold dots themselves.
ROWS: tuple[tuple[str, Effect, Why], ...] = (
    (r"(procedure\.effective(\..*)?|procedure\.format|@format)", _W, Why.VALIDITY),
    (r"procedure\.(name|short_name|summary|requirements)", _W, Why.WORDS),
    (r"procedure\.(steps|everyday|notes|life_events|results|sector|partial.*)(\..*)?",
     _W, Why.WORDS),
    (r"procedure\.cases\..*\.name", _W, Why.WORDS),
    (r"procedure\.(cases|channels|intake)\.(.*\.)?(says|source)", _W, Why.WORDS),
    (r"procedure\.agencies\.[^.]+\.name", _W, Why.WORDS),
    (r"procedure\.legal_basis\..*\.name", _W, Why.WORDS),
    (r"procedure\.(agencies|levels|audience)(\..*)?", _N, Why.COMPETENCE),
    (r"procedure\.(legal_basis|decision)(\..*)?", _N, Why.LAW),
    (r"procedure\.owner(\..*)?", _C, Why.RESULT),
    (r"procedure\.cosigners\.(.*\.)?name", _W, Why.WORDS),
    (r"procedure\.cosigners(\..*)?", _N, Why.LAW),
    (r"procedure\.(cases|channels|clock|intake|returning)(\..*)?", _N, Why.PROMISE),
    (r"fees\.says", _W, Why.WORDS),
    (r"fees\.(.*\.)?(says|name)", _W, Why.WORDS),
    (r"fees(\..*)?", _N, Why.MONEY),
    (r"route\.(.*\.)?name", _W, Why.WORDS),
    (r"route(\..*)?", _C, Why.ROUTE),
    (r"result\.name", _W, Why.WORDS),
    (r"result\.fields\.(.*\.)?(label|hint|missing|say)", _W, Why.WORDS),
    (r"result(\..*)?", _C, Why.RESULT),
    (r"@templates(\..*)?", _C, Why.PAPERS),
    (r"components\..*\.(name|note|when_says)", _W, Why.WORDS),
)  # fmt: skip
_ROWS = [(re.compile(pattern), effect, why) for pattern, effect, why in ROWS]


def judged(found: Difference, before: Package, after: Package) -> tuple[Effect, Why]:
    place = ".".join(found.path)
    if found.path[0] == "route" and (of_place := _position(found)):
        return of_place
    for pattern, effect, why in _ROWS:
        if pattern.fullmatch(place):
            return effect, why
    if found.path[0] == "components" and len(found.path) > 1:
        key = found.path[1]
        return _component(found, _by_key(before).get(key), _by_key(after).get(key))
    return Effect.NEW_ONLY, Why.UNKNOWN


def _position(found: Difference) -> tuple[Effect, Why] | None:
    """A step that went, or is another role's now: dossiers that are there need another place."""
    match found.path[1:]:
        case (_, _) if found.is_gone:
            return Effect.TRANSFORM, Why.ROUTE
        case (_, _, "role"):
            return Effect.TRANSFORM, Why.ROUTE
        case (_,) if found.is_gone:
            return Effect.NEW_ONLY, Why.COMPETENCE
    return None


def _by_key(package: Package) -> Mapping[str, Component]:
    return {component.key: component for component in package.components}


def _component(
    found: Difference, old: Component | None, new: Component | None
) -> tuple[Effect, Why]:
    """A document that is newly asked for can be asked of the applicant where the form holds it."""
    if new is None:
        return Effect.COMPATIBLE, Why.SET_ASIDE
    if new.need is not Need.REQUIRED:
        return Effect.COMPATIBLE, Why.OPTIONAL
    part = found.path[2] if len(found.path) > 2 else ""
    if old is None or part == "need" or (part == "when" and not found.is_new):
        return (Effect.ASK, Why.DOCUMENT) if new.question else (Effect.NEW_ONLY, Why.PAPER)
    more = part in {"originals", "copies"} and getattr(new, part) > getattr(old, part)
    fewer_ways = part == "sources" and not set(new.sources) >= set(old.sources)
    return (Effect.NEW_ONLY, Why.PAPER) if more or fewer_ways else (Effect.COMPATIBLE, Why.FREER)
