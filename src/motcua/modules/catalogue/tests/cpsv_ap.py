"""What CPSV-AP 3.2.0 asks of each class, as facts, and these facts as SHACL for an oracle.

Restated from the profile's published shapes (SEMIC, release 3.2.0): which properties a class must
have, how often at most, and what may stand there. The shapes are made here and copied nowhere.
"""

from motcua.modules.catalogue.rules.linked.terms import PREFIXES

VERSION = "3.2.0"
MANY = 0
LANG = "rdf:langString"
#: class -> (property, at least, at most or MANY, class or datatype or "")
Rule = tuple[str, int, int, str]

_CONCEPT, _EVIDENCE = "skos:Concept", "cv:Evidence"
_IDENTIFIED: tuple[Rule, ...] = (("dct:identifier", 1, 1, ""),)
_NAMED: tuple[Rule, ...] = (("dct:title", 1, MANY, LANG),)
_DESCRIBED: tuple[Rule, ...] = (("dct:description", 0, MANY, LANG),)
_EVENT: tuple[Rule, ...] = (("dct:type", 0, MANY, _CONCEPT),)
_DURATION: Rule = ("cv:processingTime", 0, 1, "xsd:duration")

PROFILE: dict[str, tuple[Rule, ...]] = {
    "cpsv:PublicService": (
        *_IDENTIFIED, *_NAMED, ("dct:description", 1, MANY, LANG),
        ("cv:hasCompetentAuthority", 1, MANY, "cv:PublicOrganisation"),
        ("adms:status", 0, 1, _CONCEPT), _DURATION, ("dcat:keyword", 0, MANY, LANG),
        ("dct:language", 0, MANY, "dct:LinguisticSystem"), ("dct:spatial", 0, MANY, "dct:Location"),
        ("dct:isPartOf", 0, MANY, "dcat:Dataset"), ("dct:audience", 0, MANY, _CONCEPT),
        ("dct:requires", 0, MANY, "cpsv:PublicService"), ("dct:type", 0, MANY, _CONCEPT),
        ("cv:sector", 0, MANY, _CONCEPT), ("cv:thematicArea", 0, MANY, _CONCEPT),
        ("cv:isClassifiedBy", 0, MANY, _CONCEPT), ("cv:isGroupedBy", 0, MANY, "cv:Event"),
        ("cv:hasChannel", 0, MANY, "cv:Channel"), ("cv:hasCost", 0, MANY, "cv:Cost"),
        ("cpsv:hasInput", 0, MANY, _EVIDENCE), ("cv:hasInputType", 0, MANY, "cv:EvidenceType"),
        ("cpsv:produces", 0, MANY, "cv:Output"), ("cpsv:follows", 0, MANY, "cpsv:Rule"),
        ("cv:holdsRequirement", 0, MANY, "cv:Requirement"),
        ("cv:hasLegalResource", 0, MANY, "eli:LegalResource"),
        ("cv:contactPoint", 0, MANY, "cv:ContactPoint"),
        ("cv:relatedService", 0, MANY, "cpsv:PublicService"),
    ),
    "cv:PublicOrganisation": (
        ("skos:prefLabel", 1, MANY, LANG), ("dct:spatial", 1, MANY, "atu:atu-type"),
    ),
    "cv:Channel": (
        *_IDENTIFIED, *_DESCRIBED, ("dct:type", 0, 1, _CONCEPT), _DURATION,
        ("cv:ownedBy", 0, MANY, "org:Organization"), ("cpsv:hasInput", 0, MANY, _EVIDENCE),
    ),
    "cv:Cost": (
        *_IDENTIFIED, *_DESCRIBED, ("cv:hasValue", 0, 1, "xsd:double"),
        ("cv:currency", 0, 1, _CONCEPT), ("cv:ifAccessedThrough", 0, 1, "cv:Channel"),
        ("cv:isDefinedBy", 0, MANY, "org:Organization"),
    ),
    "cv:Evidence": (
        *_IDENTIFIED, *_NAMED, *_DESCRIBED, ("dct:type", 0, 1, _CONCEPT),
        ("dct:conformsTo", 0, MANY, "cv:EvidenceType"),
        ("dct:language", 0, MANY, "dct:LinguisticSystem"),
        ("cv:supportsRequirement", 0, MANY, "cv:Requirement"),
        ("foaf:page", 0, MANY, "foaf:Document"),
    ),
    "cv:EvidenceType": (
        *_IDENTIFIED, ("cv:evidenceTypeClassification", 0, MANY, _CONCEPT),
    ),
    "cv:Output": (
        *_IDENTIFIED, *_NAMED, *_DESCRIBED, ("dct:type", 0, MANY, _CONCEPT),
        ("dct:language", 0, MANY, "dct:LinguisticSystem"),
    ),
    "cpsv:Rule": (
        *_IDENTIFIED, *_NAMED, ("dct:description", 1, MANY, LANG), ("dct:type", 0, 1, _CONCEPT),
        ("cpsv:implements", 0, MANY, "eli:LegalResource"),
        ("dct:language", 0, MANY, "dct:LinguisticSystem"),
    ),
    "cv:Requirement": (
        *_IDENTIFIED, *_NAMED, ("dct:type", 0, MANY, _CONCEPT),
        ("cv:fulfils", 0, MANY, "cpsv:Rule"), ("cv:hasSupportingEvidence", 0, MANY, _EVIDENCE),
    ),
    "cv:Event": (
        *_IDENTIFIED, *_NAMED, *_DESCRIBED, ("cv:hasRelatedService", 0, MANY, "cpsv:PublicService"),
    ),
    "cv:LifeEvent": _EVENT,
    "cv:BusinessEvent": _EVENT,
    "cv:ContactPoint": (("cv:contactPage", 0, MANY, "foaf:Document"),),
    "dcat:Dataset": (
        *_NAMED, ("dct:description", 1, MANY, LANG), ("dct:publisher", 1, 1, "foaf:Agent"),
        ("dcat:landingPage", 0, MANY, "foaf:Document"),
        ("dct:hasPart", 0, MANY, "cpsv:PublicService"),
    ),
    "foaf:Agent": (*_IDENTIFIED, *_NAMED),
    "eli:LegalResource": (("dct:relation", 0, MANY, "eli:LegalResource"),),
}  # fmt: skip

_DATATYPES = ("rdf:", "xsd:")


def shapes() -> str:
    """The facts as SHACL, in Turtle."""
    more = {
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "sh": "http://www.w3.org/ns/shacl#",
    }  # fmt: skip
    heads = [f"@prefix {name}: <{iri}> ." for name, iri in {**PREFIXES, **more}.items()]
    return "\n".join([*heads, *(_shape(name, rules) for name, rules in PROFILE.items())])


def _shape(name: str, rules: tuple[Rule, ...]) -> str:
    asked = "".join(f" ; sh:property [ {_property(*rule)} ]" for rule in rules)
    return f"[] a sh:NodeShape ; sh:targetClass {name}{asked} ."


def _property(path: str, least: int, most: int, takes: str) -> str:
    said = [f"sh:path {path}"]
    if least:
        said.append(f"sh:minCount {least}")
    if most:
        said.append(f"sh:maxCount {most}")
    if takes:
        said.append(f"sh:{'datatype' if takes.startswith(_DATATYPES) else 'class'} {takes}")
    return " ; ".join(said)
