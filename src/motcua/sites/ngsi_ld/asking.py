"""What clients ask for, read into searches and shapes."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpRequest

from motcua.modules.entities.queries import Search
from motcua.modules.entities.rules import areas, names, q, selecting
from motcua.modules.entities.rules.contexts import Context
from motcua.modules.entities.rules.core import LOCATION
from motcua.modules.entities.rules.problems import BadContent, TooManyResults
from motcua.modules.entities.rules.shapes import CONCISE, NORMALIZED, SIMPLIFIED, Shape

USUAL, MOST = 20, 1000
FURTHEST = 100_000
#: Characters of a search that is remembered.
LONGEST_REMEMBERED = 4096
LONGEST_LANG = 500
MOST_NAMES = 1000
_FORMS = {"keyValues": SIMPLIFIED, "simplified": SIMPLIFIED, "concise": CONCISE,
          "normalized": NORMALIZED}  # fmt: skip
_HEAD = frozenset({"id", "type", "scope"})
Params = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of the answer."""

    limit: int
    offset: int
    count: bool


def params(request: HttpRequest) -> dict[str, str]:
    """The query string; of a name given twice the last counts.

    :raises BadContent: a NUL in it
    """
    found = {name: str(value) for name, value in request.GET.items()}
    if any("\0" in name or "\0" in value for name, value in found.items()):
        raise BadContent("no parameter has a NUL in it")
    return found


def listed(text: str) -> list[str]:
    """Names between commas."""
    several = [each.strip() for each in text.split(",")]
    if not all(several) or len(several) > MOST_NAMES:
        raise BadContent("a list has an empty place, or is too long")
    return several


def options(asked: Params) -> frozenset[str]:
    """:raises BadContent: an option nobody knows"""
    told = frozenset(listed(asked["options"])) if asked.get("options") else frozenset()
    unknown = told - _FORMS.keys() - {
        "sysAttrs", "count", "noOverwrite", "replace", "update", "splitEntities",
    }  # fmt: skip
    if unknown:
        raise BadContent(f"there is no option {min(unknown)[:40]!r}")
    return told


def shape(asked: Params, context: Context) -> Shape:
    """:raises BadContent: an unknown option or format, or a malformed list"""
    if not asked:
        return _PLAIN
    told = options(asked)
    form = next((_FORMS[each] for each in sorted(told) if each in _FORMS), NORMALIZED)
    if "format" in asked:
        if asked["format"] not in _FORMS:
            raise BadContent(f"there is no format {asked['format'][:40]!r}")
        form = _FORMS[asked["format"]]
    lang = asked.get("lang", "")
    if len(lang) > LONGEST_LANG:
        raise BadContent("lang is too long")
    dataset = frozenset(listed(asked["datasetId"])) if "datasetId" in asked else None
    stamps = "sysAttrs" in told or asked.get("sysAttrs") == "true"
    return Shape(form, stamps, lang, _only(asked, context), _without(asked, context), dataset)


_PLAIN = Shape()


def _only(asked: Params, context: Context) -> frozenset[str] | None:
    if "pick" in asked:
        return _members(asked["pick"], context)
    if "attrs" in asked:
        return _HEAD | _members(asked["attrs"], context)
    return None


def _without(asked: Params, context: Context) -> frozenset[str]:
    return _members(asked["omit"], context) if "omit" in asked else frozenset()


def _members(text: str, context: Context) -> frozenset[str]:
    return frozenset(
        each if each in _HEAD else context.expand(names.checked(each, "a name of an attribute"))
        for each in listed(text)
    )


def page(asked: Params) -> Page:
    """:raises BadContent: no such limit or offset
    :raises TooManyResults: more than are given at once"""
    count = asked.get("count", "false")
    if count not in ("true", "false"):
        raise BadContent("count is true or false")
    wanted = count == "true" or "count" in options(asked)
    limit, offset = _whole(asked, "limit", USUAL), _whole(asked, "offset", 0)
    if limit > MOST:
        raise TooManyResults(f"at most {MOST} at once")
    if limit == 0 and not wanted:
        raise BadContent("limit=0 asks for the count alone: say count=true")
    if offset > FURTHEST:
        raise BadContent("the offset is too large")
    return Page(limit, offset, wanted)


def _whole(asked: Params, name: str, otherwise: int) -> int:
    told = asked.get(name)
    if told is None:
        return otherwise
    if not told.isascii() or not told.isdigit() or len(told) > 9:
        raise BadContent(f"{name} is a whole number from 0")
    return int(told)


def search(asked: Params, context: Context) -> Search:
    """:raises BadContent: something is malformed, or nothing narrows the search"""
    if not any(asked.get(name) for name in _NARROWING) and asked.get("local") != "true":
        raise BadContent("say at least one of type, attrs, q, georel, id or local=true")
    key = tuple((name, asked[name]) for name in _SEARCHED if asked.get(name))
    if sum(len(value) for _, value in key) > LONGEST_REMEMBERED:
        return _read(context, key)
    return _remembered(id(context), _Held(context), key)


_NARROWING = ("id", "type", "attrs", "q", "georel", "scopeQ")
_SEARCHED = (
    "id", "idPattern", "type", "attrs", "q", "expandValues", "georel", "geometry", "coordinates",
    "geoproperty", "scopeQ",
)  # fmt: skip


class _Held:
    """A context as the key of what is remembered: itself, whatever its content."""

    __slots__ = ("context",)

    def __init__(self, context: Context) -> None:
        self.context = context

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other.context is self.context

    def __hash__(self) -> int:
        return id(self.context)


@lru_cache(maxsize=512)
def _remembered(place: int, held: _Held, asked: tuple[tuple[str, str], ...]) -> Search:
    del place
    return _read(held.context, asked)


def _read(context: Context, asked: tuple[tuple[str, str], ...]) -> Search:
    told = dict(asked)
    ids = tuple(names.uri(each, "id") for each in listed(told["id"])) if "id" in told else ()
    attributes: tuple[str, ...] = ()
    if "attrs" in told:
        attributes = tuple(_members(told["attrs"], context) - _HEAD)
    words = frozenset(
        context.expand(names.checked(each, "expandValues"))
        for each in (listed(told["expandValues"]) if "expandValues" in told else ())
    )
    return Search(
        types=selecting.types(told["type"], context.expand) if "type" in told else None,
        ids=ids,
        id_pattern=q.pattern(told["idPattern"], "idPattern") if "idPattern" in told else "",
        attributes=attributes,
        q=q.parsed(told["q"], _expanding(context), words) if "q" in told else None,
        area=_area(told, context),
        scopes=selecting.scopes(told["scopeQ"]) if "scopeQ" in told else None,
    )


def _expanding(context: Context) -> q.Expand:
    return lambda name: context.expand(names.checked(name, "a name in q"))


def _area(told: Params, context: Context) -> areas.Area | None:
    given = [name for name in ("georel", "geometry", "coordinates") if name in told]
    if not given:
        return None
    if len(given) < len(("georel", "geometry", "coordinates")):
        raise BadContent("a geo-query has georel, geometry and coordinates")
    attribute = LOCATION
    if "geoproperty" in told:
        attribute = context.expand(names.checked(told["geoproperty"], "geoproperty"))
    return areas.parsed(told["georel"], told["geometry"], told["coordinates"], attribute)
