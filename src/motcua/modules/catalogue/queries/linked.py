"""The catalogue as linked data: one procedure, or all of them a few at a time."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from motcua.foundation import plugs, rows
from motcua.kernel.errors import NotFound
from motcua.kernel.words import Text
from motcua.modules.organisation import queries as organisation
from motcua.modules.organisation.rules import AgencyKind
from motcua.modules.places import queries as places
from motcua.modules.results.ports import City

from ..rules.linked import Around, Authority, Node, Service, catalogue, content_of, describe
from ..rules.marks import source_link

#: Read and described at once while the whole catalogue flows.
STRIDE = 200
_COLUMNS = (
    "p.code, r.content::text, p.online_level, p.online_extent, p.is_fileable, r.effective_from"
)
_ONE = f"""
SELECT {_COLUMNS} FROM catalogue_procedure p JOIN catalogue_revision r ON r.id = p.current_id
WHERE p.code = %s
"""  # noqa: S608 -- ours
_SOME = f"""
SELECT {_COLUMNS} FROM catalogue_procedure p JOIN catalogue_revision r ON r.id = p.current_id
WHERE p.code > %s ORDER BY p.code LIMIT %s
"""  # noqa: S608 -- ours
_MARK = """
SELECT md5(string_agg(p.code || r.digest || p.online_level || p.online_extent, ',' ORDER BY p.code))
FROM catalogue_procedure p JOIN catalogue_revision r ON r.id = p.current_id
"""


def public_around(city: Text, on: date) -> Around:
    """What stands around every procedure here: the city, and who decides in it."""
    authorities: dict[str, list[Authority]] = defaultdict(list)
    place = ""
    for agency in organisation.competent_agencies(AgencyKind):
        code = agency.place_code or ""
        if agency.parent is None and not place:
            place = code
        authorities[agency.kind.value].append(Authority(
            agency.code, agency.name, code, agency.phone, agency.email, agency.address
        ))  # fmt: skip
    return Around(
        base=plugs.get(City).base_url,
        city=city,
        place=place,
        authorities={kind: tuple(found) for kind, found in authorities.items()},
        places={unit.code: unit.name for unit in places.public_communes(place, on)},
    )


def public_described(code: str, around: Around) -> list[Node]:
    """A procedure in force, with what is around it.

    :raises NotFound: no such procedure, or none of its revisions is in force
    """
    found = rows.fetch(_ONE, [code])
    if not found:
        raise NotFound(f"procedure {code}")
    return [*catalogue(around), *describe(_service(found[0]), around)]


def public_described_all(around: Around) -> Iterator[Node]:
    """The whole catalogue: things that many procedures share are told once."""
    told: set[str] = set()
    yield from catalogue(around)
    last = ""
    while found := rows.fetch(_SOME, [last, STRIDE]):
        for row in found:
            for node in describe(_service(row), around):
                if node.iri not in told:
                    if not _is_of(node, row[0]):
                        told.add(node.iri)
                    yield node
        last = found[-1][0]


def public_catalogue_mark() -> str:
    """Changes whenever anything in force does: the tag of the whole catalogue."""
    return str(rows.fetch(_MARK)[0][0] or "")


def _is_of(node: Node, code: str) -> bool:
    """Whether the thing is this procedure's own, which no other can tell of."""
    return f"/id/procedure/{code}" in node.iri


def _service(row: tuple[str, str, int, str, bool, date]) -> Service:
    code, content, level, extent, is_fileable, since = row
    read = content_of(content)
    national = read.files.procedure.national
    return Service(
        code=code,
        content=read,
        level=level,
        extent=extent,
        is_fileable=is_fileable,
        since=since.isoformat(),
        source_link=source_link(code) if national else "",
    )
