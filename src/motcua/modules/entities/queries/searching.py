"""A search as SQL. The text of statements is ours alone; whatever a client said is a parameter."""

from dataclasses import dataclass
from functools import cached_property

from ..rules import facts, jsonpath, selecting
from ..rules.areas import Area
from ..rules.core import LOCATION
from ..rules.q import Node, needs_stamps, terms_and_patterns

#: More facts than this are not worth sorting: entities are then read in order until there are
#: enough, and as many fit, they come soon.
FEW = 1000
#: A question of more terms than this is answered within bounds of time.
LIGHT_TERMS = 8


@dataclass(frozen=True)
class Search:
    """Everything that may be asked at once; each narrows the answer."""

    types: selecting.Selection | None = None
    ids: tuple[str, ...] = ()
    id_pattern: str = ""
    attributes: tuple[str, ...] = ()
    q: Node | None = None
    area: Area | None = None
    scopes: selecting.Selection | None = None

    @cached_property
    def path(self) -> tuple[str, str] | None:
        return None if self.q is None else jsonpath.compiled(self.q)

    @cached_property
    def anchor(self) -> facts.Anchor | None:
        return None if self.q is None else facts.anchor(self.q)

    @cached_property
    def needs_stamps(self) -> bool:
        return self.q is not None and needs_stamps(self.q)

    @cached_property
    def is_light(self) -> bool:
        """Whether no answer can take long: ids, or one type and few plain comparisons."""
        if self.id_pattern or self.area is not None or self.scopes is not None:
            return False
        if not (self.ids or self.one_type):
            return False
        terms, patterns = (0, 0) if self.q is None else terms_and_patterns(self.q)
        return terms <= LIGHT_TERMS and not patterns

    @property
    def one_type(self) -> str:
        return self.types.text if isinstance(self.types, selecting.Leaf) else ""


@dataclass(slots=True)
class Clause:
    """Conditions and their parameters, in order."""

    tests: list[str]
    parameters: list[object]

    def add(self, test: str, *parameters: object) -> None:
        self.tests.append(test)
        self.parameters += parameters

    @property
    def text(self) -> str:
        return " AND ".join(self.tests) or "true"


#: What a query that asks for moments looks at.
_WITH_STAMPS = (
    "jsonb_build_object('@s', e.stamps, '@c', extract(epoch FROM e.created_at),"
    " '@m', extract(epoch FROM e.modified_at)) || e.document"
)
#: Metres from a point, by the haversine formula on the mean sphere.
_METRES = (
    "2 * 6371008.8 * asin(least(1, sqrt("
    "power(sind((e.point[1] - %s::float8) / 2), 2) + cosd(%s::float8) * cosd(e.point[1])"
    " * power(sind((e.point[0] - %s::float8) / 2), 2))))"
)


def conditions(
    search: Search, *, shapes: list[object] | None = None, with_type: bool = True
) -> Clause:
    """Everything but the anchor. `shapes`: keys of entities whose shapes were looked at and fit."""
    clause = Clause([], [])
    if search.types is not None and with_type:
        _types(search.types, clause)
    if search.ids:
        clause.add("e.uri = ANY(%s::text[])", list(search.ids))
    if search.id_pattern:
        clause.add("e.uri ~ %s", search.id_pattern)
    if search.attributes:
        clause.add("e.document ?| %s::text[]", list(search.attributes))
    if search.scopes is not None:
        _scopes(search.scopes, clause)
    if search.area is not None:
        _area(search.area, clause, shapes or [])
    if search.path is not None:
        looked_at = _WITH_STAMPS if search.needs_stamps else "e.document"
        path, variables = search.path
        clause.add(
            f"jsonb_path_exists({looked_at}, %s::jsonpath, %s::jsonb, true)", path, variables
        )
    return clause


def _types(selection: selecting.Selection, clause: Clause) -> None:
    if isinstance(selection, selecting.Leaf):
        clause.add("%s = ANY(e.types)", selection.text)
    elif isinstance(selection, selecting.Either) and all(
        isinstance(part, selecting.Leaf) for part in selection.parts
    ):
        found = [part.text for part in selection.parts if isinstance(part, selecting.Leaf)]
        clause.add(
            "e.key IN (SELECT key FROM entities_entitytype WHERE type = ANY(%s::text[]))", found
        )
    else:
        _joined(selection, clause, "%s = ANY(e.types)")


def _scopes(selection: selecting.Selection, clause: Clause) -> None:
    _joined(selection, clause, "EXISTS (SELECT FROM unnest(e.scopes) AS scope WHERE scope ~ %s)")


def _joined(selection: selecting.Selection, clause: Clause, leaf: str) -> None:
    found: list[str] = []

    def text(part: selecting.Selection) -> str:
        if isinstance(part, selecting.Leaf):
            found.append(part.text)
            return leaf
        word = " AND " if isinstance(part, selecting.Every) else " OR "
        return "(" + word.join(text(inner) for inner in part.parts) + ")"

    test = text(selection)
    clause.add(test, *found)


def _area(area: Area, clause: Clause, shapes: list[object]) -> None:
    """Points by the database where it can judge them; the rest as they were looked at."""
    if not judges_points(area):
        clause.add("e.key = ANY(%s::uuid[])", shapes)
        return
    points = Clause([], [])
    window = area.window()
    if window is not None:
        points.add("e.point <@ box(point(%s, %s), point(%s, %s))", *window)
    if area.relation == "near":
        ((x, y),) = area.parts.points
        points.add(
            f"e.point IS NOT NULL AND {_METRES} BETWEEN %s AND %s",
            y,
            y,
            x,
            area.nearest,
            area.farthest,
        )
    else:
        inside = " OR ".join("e.point <@ %s::polygon" for _ in area.parts.polygons)
        no = "NOT " if area.relation == "disjoint" else ""
        points.add(f"e.point IS NOT NULL AND {no}({inside})", *map(_polygon, area.parts.polygons))
    clause.add(f"(({points.text}) OR e.key = ANY(%s::uuid[]))", *points.parameters, shapes)


def judges_points(area: Area) -> bool:
    """Whether the database can judge points by itself: near a point, or polygons without holes."""
    if area.attribute != LOCATION:
        return False
    if area.relation == "near":
        return True
    polygons = area.parts.polygons
    return (
        area.relation in ("within", "intersects", "disjoint")
        and bool(polygons)
        and all(len(rings) == 1 for rings in polygons)
    )


def _polygon(rings: list[list[tuple[float, float]]]) -> str:
    return "(" + ",".join(f"({x!r},{y!r})" for x, y in rings[0]) + ")"


def outline(area: Area) -> Clause:
    """Entities whose shapes have to be looked at: all but points that the database can judge."""
    clause = Clause([], [])
    if area.attribute != LOCATION:
        clause.add("e.document ? %s", area.attribute)
        return clause
    if judges_points(area):
        clause.add("e.point IS NULL")
    clause.add("e.extent IS NOT NULL")
    window = area.window()
    if window is not None:
        clause.add("e.extent && box(point(%s, %s), point(%s, %s))", *window)
    return clause
