"""A procedure as a public service of CPSV-AP 3.2: pure, from its content to the facts told of it.

What the profile cannot say truly is not said: a time in working days is no `xsd:duration`, a price
that depends on answers is no number. Both are told in words, where people and programs find them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import quote

from motcua.kernel.words import Text, fold

from ..fees import StatedFee, StatedKind
from .content import Component, Content, Named, Procedure, Time, line, words
from .graph import Fact, Literal, Node, Ref, links, plain, told
from .names import AUDIENCES, BUSINESS_EVENTS, CHANNELS, EVENTS, EXTENTS
from .terms import COUNTRY, CURRENCY, IN_FORCE, LANGUAGES

_WHOLE = {"DAY": "P{}D", "MONTH": "P{}M", "YEAR": "P{}Y"}
_UNITS = {
    "HOUR": "giờ làm việc", "WORKING_DAY": "ngày làm việc", "DAY": "ngày", "MONTH": "tháng",
    "YEAR": "năm",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Authority:
    """An agency of this city."""

    code: str
    name: Text
    place: str
    phone: str = ""
    email: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around all procedures: where we are, and who decides here, by kind of agency."""

    base: str
    city: Text
    place: str
    authorities: Mapping[str, tuple[Authority, ...]] = field(default_factory=dict)
    places: Mapping[str, Text] = field(default_factory=dict)

    def iri(self, kind: str, key: str) -> str:
        return f"{self.base}/id/{kind}/{_quoted(key)}"


@dataclass(frozen=True, slots=True)
class Service:
    """A procedure in force: its content, and what was computed of it."""

    code: str
    content: Content
    level: int
    extent: str
    is_fileable: bool = True
    since: str = ""
    source_link: str = ""


def describe(service: Service, around: Around) -> Iterator[Node]:
    """The service, and everything it is made of, decided by, and paid with."""
    facts = service.content.files.procedure
    here = around.iri("procedure", service.code)
    costs, outputs = list(_costs(service.content, here)), list(_outputs(facts, here))
    parts: tuple[Fact, ...] = (
        *links("cv:hasCost", [node.iri for node in costs]),
        *links("cpsv:produces", [node.iri for node in outputs]),
    )
    told_of = (*_service(service, around, here), *parts)
    yield Node(here, ("cpsv:PublicService",), told_of)
    yield from _authorities(service, around)
    yield from _channels(facts, around, here)
    yield from costs
    yield from _documents(service.content, around, here)
    yield from outputs
    yield from _rules(facts, around, here)
    yield from _concepts(service, around)
    yield Node(
        f"{here}#contact", ("cv:ContactPoint",), (("cv:contactPage", Ref(_page(service, around))),)
    )
    yield Node(_page(service, around), ("foaf:Document",), ())


def catalogue(around: Around) -> Iterator[Node]:
    """The catalogue itself, the city, and the terms of others' lists: once per document."""
    here, publisher = f"{around.base}/id/catalogue", f"{around.base}/id/city"
    name = Text(f"Danh mục thủ tục của {around.city.vi}", f"Procedures of {around.city.in_('en')}")
    yield Node(here, ("dcat:Catalog", "dcat:Dataset"), (
        *told("dct:title", name), *told("dct:description", name),
        ("dct:identifier", Literal("procedures")), ("dct:publisher", Ref(publisher)),
        ("dcat:landingPage", Ref(f"{around.base}/procedures")),
        *links("dct:language", tuple(LANGUAGES.values())),
    ))  # fmt: skip
    yield Node(publisher, ("foaf:Agent",), (
        *told("dct:title", around.city), ("dct:identifier", Literal(around.place)),
    ))  # fmt: skip
    yield Node(f"{around.base}/procedures", ("foaf:Document",), ())
    yield from (Node(iri, ("dct:LinguisticSystem",), ()) for iri in LANGUAGES.values())
    yield Node(CURRENCY, ("skos:Concept",), told_tuple("skos:prefLabel", Text("Đồng", "Dong")))
    yield Node(IN_FORCE, ("skos:Concept",), ())
    yield Node(COUNTRY, ("dct:Location", "atu:atu-type"),
               told_tuple("skos:prefLabel", Text("Việt Nam", "Viet Nam")))  # fmt: skip
    named = {around.place: around.city, **around.places}
    for code, place in named.items():
        yield Node(around.iri("place", code), ("dct:Location", "atu:atu-type"), (
            ("dct:identifier", Literal(code)), *told("skos:prefLabel", place),
        ))  # fmt: skip


def _links(term: str, iri: str) -> tuple[Fact, ...]:
    return tuple(links(term, (iri,))) if iri else ()


def told_tuple(term: str, text: Text) -> tuple[Fact, ...]:
    return tuple(told(term, text))


def _service(service: Service, around: Around, here: str) -> Iterator[Fact]:
    facts = service.content.files.procedure
    name = words(facts.name)
    yield "dct:identifier", Literal(service.code)
    yield from told("dct:title", name)
    yield from told("dct:description", words(facts.summary) if facts.summary else name)
    yield from links("cv:hasCompetentAuthority", [iri for iri, *_ in _deciding(service, around)])
    yield "dct:spatial", Ref(around.iri("place", around.place) if service.is_fileable else COUNTRY)
    yield "dct:isPartOf", Ref(f"{around.base}/id/catalogue")
    yield from links("dct:language", [LANGUAGES["vi"], *([LANGUAGES["en"]] if name.en else [])])
    yield "adms:status", Ref(IN_FORCE)
    yield "cv:contactPoint", Ref(f"{here}#contact")
    yield from links("foaf:page", (_page(service, around),))
    yield from links("dct:source", (service.source_link,) if service.source_link else ())
    if service.since:
        yield "dct:issued", Literal(service.since, datatype="xsd:date")
    yield from _classified(service, around)
    for phrase in facts.everyday:
        yield from told("dcat:keyword", words(phrase))
    yield from links("cv:hasChannel", [f"{here}#channel-{name}" for name in facts.channels])
    durations = {duration(time) for time in facts.channels.values()}
    if len(durations) == 1 and (only := durations.pop()):
        yield "cv:processingTime", Literal(only, datatype="xsd:duration")
    for each in service.content.files.components or ():
        yield "cpsv:hasInput", Ref(_document(here, each))
    yield from links("cv:hasInputType", _document_types(service.content, around))
    yield from links("cv:hasLegalResource", [_law(each, around) for each in facts.legal_basis])
    yield from links("cpsv:follows", (f"{here}#steps",) if _steps_said(facts).vi else ())
    yield from links("cv:holdsRequirement", (f"{here}#conditions",) if facts.requirements else ())


def _classified(service: Service, around: Around) -> Iterator[Fact]:
    facts = service.content.files.procedure
    if code := line(facts.sector.code):
        yield "cv:sector", Ref(around.iri("sector", code))
        yield "cv:thematicArea", Ref(around.iri("sector", code))
    yield from links("dct:audience", [around.iri("audience", each) for each in facts.audience])
    yield from links("cv:isGroupedBy", [around.iri("event", each) for each in facts.life_events])
    yield "cv:isClassifiedBy", Ref(around.iri("online-level", str(service.level)))
    yield "cv:isClassifiedBy", Ref(around.iri("online-extent", service.extent))


def _page(service: Service, around: Around) -> str:
    return f"{around.base}/procedures/{_quoted(service.code)}"


def _deciding(service: Service, around: Around) -> Iterator[tuple[str, Text, Authority | None]]:
    """Who decides: the agencies here where it can be filed here, else those the law names.

    Where a source names none, whoever announced the procedure answers for it.
    """
    facts = service.content.files.procedure
    announced = words(facts.decision.issuer)
    if not facts.agencies and announced.vi:
        yield around.iri("authority", slug(announced.vi)), announced, None
    for each in facts.agencies:
        here = around.authorities.get(each.kind, ()) if service.is_fileable else ()
        for authority in here:
            yield around.iri("organisation", authority.code), authority.name, authority
        if not here:
            name = words(each.name)
            yield around.iri("authority", slug(name.vi)), name, None


def _authorities(service: Service, around: Around) -> Iterator[Node]:
    for iri, name, authority in _deciding(service, around):
        if authority is None:
            place = around.iri("place", around.place) if service.is_fileable else COUNTRY
            facts: tuple[Fact, ...] = (
                *told("skos:prefLabel", name), ("dct:spatial", Ref(place)),
            )  # fmt: skip
            yield Node(iri, ("cv:PublicOrganisation", "org:Organization"), facts)
            continue
        place = around.iri("place", authority.place or around.place)
        yield Node(iri, ("cv:PublicOrganisation", "org:Organization"), (
            ("dct:identifier", Literal(authority.code)), *told("skos:prefLabel", name),
            ("dct:spatial", Ref(place)), ("cv:contactPoint", Ref(f"{iri}#contact")),
        ))  # fmt: skip
        yield Node(f"{iri}#contact", ("cv:ContactPoint",), (
            *plain("cv:telephone", authority.phone), *plain("cv:email", authority.email),
            *plain("locn:fullAddress", authority.address),
        ))  # fmt: skip


def _channels(facts: Procedure, around: Around, here: str) -> Iterator[Node]:
    for name, time in facts.channels.items():
        said = tuple(told("dct:description", _time_said(time)))
        length = duration(time)
        yield Node(f"{here}#channel-{name}", ("cv:Channel",), (
            ("dct:identifier", Literal(f"{facts.code}/{name}")),
            ("dct:type", Ref(around.iri("channel", name))), *said,
            *((("cv:processingTime", Literal(length, datatype="xsd:duration")),) if length else ()),
        ))  # fmt: skip
        yield _concept(around.iri("channel", name), name, CHANNELS.get(name, Text(name)))


def _costs(content: Content, here: str) -> Iterator[Node]:
    """What is free costs nothing; what depends on answers, or is unknown, has no number."""
    code, fees = content.files.procedure.code, content.files.fees
    if fees is None:
        return
    yield from _stated(content, here)
    if not fees.charges and not fees.stated and (says := words(fees.says)).vi:
        yield _cost(f"{here}#cost", code, says, "0" if content.files.is_free else "")
    for charge in fees.charges or ():
        for channel, price in charge.prices.items():
            name, says = words(charge.name), words(price.says)
            yield _cost(
                f"{here}#cost-{charge.code}-{channel}", f"{code}/{charge.code}/{channel}",
                Text(f"{name.vi}: {says.vi}", f"{name.en}: {says.en}" if says.en else ""),
                amount(price.amount), through=f"{here}#channel-{channel}",
            )  # fmt: skip


def _stated(content: Content, here: str) -> Iterator[Node]:
    """Fees as a source states them: a nought that its own words take back is no number."""
    procedure, fees = content.files.procedure, content.files.fees
    for number, each in enumerate((fees.stated if fees else None) or (), start=1):
        fee = StatedFee(
            kind=StatedKind(each.kind), channel=None, says=words(each.says),
            amount=each.amount if isinstance(each.amount, int) else None,
            currency=line(each.currency),
        )  # fmt: skip
        is_sure = fee.currency in ("", "VND") and (fee.amount != 0 or fee.is_nothing)
        through = f"{here}#channel-{each.channel}" if each.channel in procedure.channels else ""
        yield _cost(
            f"{here}#cost-{number}", f"{procedure.code}/fee/{number}", fee.says,
            amount(fee.amount) if is_sure else "", through=through,
        )  # fmt: skip


def _cost(iri: str, identifier: str, says: Text, value: str, *, through: str = "") -> Node:
    facts: tuple[Fact, ...] = (
        ("dct:identifier", Literal(identifier)), *told("dct:description", says),
    )  # fmt: skip
    if value:
        number = ("cv:hasValue", Literal(value, datatype="xsd:double"))
        facts = (*facts, number, ("cv:currency", Ref(CURRENCY)))
    return Node(iri, ("cv:Cost",), (*facts, *_links("cv:ifAccessedThrough", through)))


def _documents(content: Content, around: Around, here: str) -> Iterator[Node]:
    for each in content.files.components or ():
        code, name, note = line(each.code), words(each.name), words(each.note)
        kind = around.iri("document-type", code) if code else ""
        yield Node(_document(here, each), ("cv:Evidence",), (
            ("dct:identifier", Literal(f"{content.files.procedure.code}/{each.key}")),
            *told("dct:title", name), *told("dct:description", words(each.when_says)),
            *told("dct:description", note), *links("dct:conformsTo", (kind,) if kind else ()),
            ("dct:language", Ref(LANGUAGES["vi"])),
        ))  # fmt: skip
    for kind in _document_types(content, around):
        code = kind.rpartition("/")[2]
        yield Node(kind, ("cv:EvidenceType",), (("dct:identifier", Literal(code)),))


def _document(here: str, component: Component) -> str:
    return f"{here}#document-{_quoted(component.key)}"


def _document_types(content: Content, around: Around) -> list[str]:
    codes = [line(each.code) for each in content.files.components or ()]
    return [around.iri("document-type", code) for code in dict.fromkeys(codes) if code]


def _outputs(facts: Procedure, here: str) -> Iterator[Node]:
    for number, each in enumerate(facts.results, start=1):
        code = line(each.code) or str(number)
        yield Node(f"{here}#result-{_quoted(code)}", ("cv:Output",), (
            ("dct:identifier", Literal(code)), *told("dct:title", words(each.name)),
        ))  # fmt: skip


def _rules(facts: Procedure, around: Around, here: str) -> Iterator[Node]:
    laws = tuple(dict.fromkeys(_law(each, around) for each in facts.legal_basis))
    steps = _steps_said(facts)
    if steps.vi:
        yield Node(f"{here}#steps", ("cpsv:Rule",), (
            ("dct:identifier", Literal(f"{facts.code}/steps")),
            *told("dct:title", Text("Trình tự thực hiện", "Steps")),
            *told("dct:description", steps), *links("cpsv:implements", laws),
            ("dct:language", Ref(LANGUAGES["vi"])),
        ))  # fmt: skip
    if facts.requirements:
        yield Node(f"{here}#conditions", ("cv:Requirement",), (
            ("dct:identifier", Literal(f"{facts.code}/conditions")),
            *told("dct:title", Text("Yêu cầu, điều kiện", "Conditions")),
            *told("dct:description", words(facts.requirements)),
        ))  # fmt: skip
    for each in facts.legal_basis:
        yield Node(_law(each, around), ("eli:LegalResource",), (
            ("eli:id_local", Literal(line(each.code))), *told("dct:title", words(each.name)),
        ))  # fmt: skip


def _steps_said(facts: Procedure) -> Text:
    both = [(words(step.title), words(step.text)) for step in facts.steps]
    return Text(*(
        "\n".join(
            ": ".join(part for part in (getattr(title, language), getattr(text, language)) if part)
            for title, text in both
        ).strip()
        for language in ("vi", "en")
    ))  # fmt: skip


def _law(each: Named, around: Around) -> str:
    return around.iri("law", slug(line(each.code)))


def _concepts(service: Service, around: Around) -> Iterator[Node]:
    facts = service.content.files.procedure
    if code := line(facts.sector.code):
        yield _concept(around.iri("sector", code), code, words(facts.sector.name))
    for each in facts.audience:
        yield _concept(around.iri("audience", each), each, AUDIENCES.get(each, Text(each)))
    for each in facts.life_events:
        business = ("cv:BusinessEvent",) if each in BUSINESS_EVENTS else ()
        yield Node(around.iri("event", each), ("cv:Event", "cv:LifeEvent", *business), (
            ("dct:identifier", Literal(each)), *told("dct:title", EVENTS.get(each, Text(each))),
        ))  # fmt: skip
    level, extent = str(service.level), service.extent
    yield _concept(
        around.iri("online-level", level), level, Text(f"Mức độ {level}", f"Level {level}")
    )
    yield _concept(around.iri("online-extent", extent), extent, EXTENTS.get(extent, Text(extent)))


def _concept(iri: str, notation: str, name: Text) -> Node:
    facts = (("skos:notation", Literal(notation)), *told("skos:prefLabel", name))
    return Node(iri, ("skos:Concept",), facts)


def duration(time: Time) -> str:
    """The time as `xsd:duration`; empty where it runs in working time, which that cannot say."""
    form, value = _WHOLE.get(time.unit, ""), line(time.amount)
    return form.format(int(value)) if form and value.isdecimal() and int(value) > 0 else ""


def amount(value: object) -> str:
    """A price that is the same for everybody; empty where it depends on answers."""
    is_number = isinstance(value, int) and not isinstance(value, bool) and value >= 0
    return str(value) if is_number or (isinstance(value, str) and value.isdecimal()) else ""


@lru_cache(maxsize=4096)
def _quoted(key: str) -> str:
    """As a part of an address; most keys come again and again."""
    return quote(key, safe="")


@lru_cache(maxsize=4096)
def slug(name: str) -> str:
    """`60/2014/QH13` -> `60-2014-qh13`: letters and figures without marks, for an address."""
    return "-".join("".join(c if c.isalnum() else " " for c in fold(name)).split()) or "unnamed"


def _time_said(time: Time) -> Text:
    if (says := words(time.says)).vi:
        return says
    unit = _UNITS.get(time.unit, "")
    return Text(f"{line(time.amount)} {unit}" if unit and line(time.amount) else "")
