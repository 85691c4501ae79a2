"""Linked data says of a procedure what the package says, in the words of CPSV-AP 3.2, exactly."""

import gzip
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyshacl import validate
from rdflib import DCTERMS, RDF, SH, XSD, Graph, URIRef
from rdflib import Literal as Said
from rdflib.compare import isomorphic

from motcua.kernel.words import Text
from motcua.modules.catalogue.rules import level_of
from motcua.modules.catalogue.rules.linked import (
    Around,
    Authority,
    Literal,
    Node,
    Ref,
    Service,
    catalogue,
    content_of,
    describe,
    jsonld,
    turtle,
)
from motcua.modules.catalogue.rules.linked.content import Time
from motcua.modules.catalogue.rules.linked.mapping import amount, duration, slug
from motcua.modules.catalogue.rules.linked.terms import COUNTRY
from motcua.modules.catalogue.rules.marks import source_link
from motcua.modules.catalogue.rules.national import make, read_line

from .cpsv_ap import shapes
from .factories import PACKAGES, real_package
from .portal_records import REAL_FILE, a_record, bytes_of

HOAN_KIEM = Authority(
    "H26.101", Text("UBND phường Hoàn Kiếm", "Hoan Kiem ward"), "00070", "024 3825 0001", "a@b.vn"
)
AROUND = Around(
    base="https://motcua.example",
    city=Text("Thành phố Mẫu", "Sample City"),
    place="01",
    authorities={"commune_committee": (HOAN_KIEM,)},
    places={"00070": Text("phường Hoàn Kiếm", "Hoan Kiem ward")},
)
CPSV, CV = "http://purl.org/vocab/cpsv#", "http://data.europa.eu/m8g/"
CODES = sorted(folder.name for folder in PACKAGES.iterdir() if folder.is_dir())


@pytest.fixture(scope="module")
def shapes_graph() -> Graph:
    return Graph().parse(data=shapes(), format="turtle")


def described(code: str) -> list[Node]:
    package = real_package(code)
    level = level_of(package)
    service = Service(
        code, content_of(package.canonical), level.level, level.extent.value, since="2026-01-16"
    )
    return [*catalogue(AROUND), *describe(service, AROUND)]


def as_turtle(nodes: list[Node]) -> Graph:
    return Graph().parse(data="".join(turtle.spell(nodes)), format="turtle")


def as_jsonld(nodes: list[Node]) -> Graph:
    return Graph().parse(data="".join(jsonld.spell(nodes)), format="json-ld")


@pytest.mark.parametrize("code", CODES)
def test_every_package_is_a_public_service_of_the_profile(code: str, shapes_graph: Graph) -> None:
    nodes = described(code)
    graph = as_turtle(nodes)

    assert isomorphic(graph, as_jsonld(nodes))
    conforms, _, why = validate(graph, shacl_graph=shapes_graph)
    assert conforms, why


def test_what_is_told_of_a_procedure() -> None:
    graph = as_turtle(described("2.000635"))
    here = URIRef("https://motcua.example/id/procedure/2.000635")

    assert (here, RDF.type, URIRef(f"{CPSV}PublicService")) in graph
    assert (here, DCTERMS.identifier, Said("2.000635")) in graph
    titles = {
        str(name): name.language
        for name in graph.objects(here, DCTERMS.title)
        if isinstance(name, Said)
    }
    assert titles["Cấp bản sao Trích lục hộ tịch, bản sao Giấy khai sinh"] == "vi"
    deciding = set(graph.objects(here, URIRef(f"{CV}hasCompetentAuthority")))
    assert URIRef("https://motcua.example/id/organisation/H26.101") in deciding
    assert URIRef("https://motcua.example/id/authority/so-tu-phap") in deciding
    assert len(list(graph.objects(here, URIRef(f"{CPSV}hasInput")))) == 8


def test_a_time_in_working_days_is_no_duration() -> None:
    assert duration(Time(amount=3, unit="WORKING_DAY")) == ""
    assert duration(Time(amount=None, unit="IN_DAY")) == ""
    assert duration(Time(amount=10, unit="DAY")) == "P10D"
    assert duration(Time(amount="2", unit="MONTH")) == "P2M"
    assert duration(Time(amount="0.5", unit="DAY")) == ""


def test_a_price_that_depends_on_answers_is_no_number() -> None:
    assert amount("8000 * answers.copies") == ""
    assert amount(20000) == "20000"
    graph = as_turtle(described("2.000635"))
    values = list(graph.objects(None, URIRef(f"{CV}hasValue")))
    assert values == []


def test_what_is_free_costs_nothing() -> None:
    graph = as_turtle(described("1.013314"))

    values = list(graph.objects(None, URIRef(f"{CV}hasValue")))
    assert values == [Said("0", datatype=XSD.double)]


def test_names_of_laws_make_addresses() -> None:
    assert slug("123/2015/NĐ-CP") == "123-2015-nd-cp"
    assert slug("///") == "unnamed"


def of_the_nation(text: bytes) -> list[Node]:
    """A record of the national portal, as it is told."""
    line = read_line(text)
    package = make(line).package
    level = level_of(package)
    service = Service(
        package.code, content_of(package.canonical), level.level, level.extent.value,
        is_fileable=False, since="2026-07-01", source_link=source_link(package.code),
    )  # fmt: skip
    return [*catalogue(AROUND), *describe(service, AROUND)]


def test_what_is_only_for_reading_is_told_as_the_nations(shapes_graph: Graph) -> None:
    graph = as_turtle(of_the_nation(bytes_of(a_record())))
    here = URIRef("https://motcua.example/id/procedure/1.234567")

    assert (here, DCTERMS.spatial, URIRef(COUNTRY)) in graph
    assert (here, DCTERMS.source, URIRef(source_link("1.234567"))) in graph
    conforms, _, why = validate(graph, shacl_graph=shapes_graph)
    assert conforms, why


@pytest.mark.skipif(not REAL_FILE.exists(), reason=f"no real data at {REAL_FILE}")
def test_real_records_are_told_the_same_in_both_spellings(shapes_graph: Graph) -> None:
    """Two hundred records of the nation: both spellings agree; what lacks is lacking in them."""
    services, sample = 0, Graph()
    with gzip.open(REAL_FILE) as content:
        for text in islice(content, 0, None, 28):
            if read_line(text).has_sound_code:
                nodes = of_the_nation(text)
                in_turtle = as_turtle(nodes)
                assert set(in_turtle) == set(as_jsonld(nodes)), read_line(text).code
                services += 1
                sample += in_turtle if services % 5 == 0 else Graph()
    assert services >= 190
    _, found, _ = validate(sample, shacl_graph=shapes_graph)
    lacking = {
        str(path)
        for each in found.subjects(RDF.type, SH.ValidationResult)
        for path in found.objects(each, SH.resultPath)
    }
    assert lacking <= {f"{CV}hasCompetentAuthority"}, "some records name no office at all"


literals = st.builds(
    Literal,
    # rdflib composes line ends of its own while it reads; the grammar itself knows them all.
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\x85\u2028\u2029")),
    st.sampled_from(["", "vi", "en"]),
)


@given(st.lists(st.tuples(st.sampled_from(["dct:title", "dcat:keyword"]), literals), max_size=8))
def test_any_words_survive_both_spellings(found: list[tuple[str, Literal]]) -> None:
    node = Node("https://motcua.example/x", ("cv:Cost",), tuple(found))
    in_turtle, in_json = as_turtle([node]), as_jsonld([node])

    assert {str(o) for _, p, o in in_turtle if p != RDF.type} == {
        literal.value for _, literal in found
    }
    assert isomorphic(in_turtle, in_json)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_no_address_breaks_out_of_its_brackets(part: str) -> None:
    node = Node("https://motcua.example/x", (), (("dct:source", Ref(f"https://a.example/{part}")),))

    assert len(as_turtle([node])) == 1
    assert isomorphic(as_turtle([node]), as_jsonld([node]))
