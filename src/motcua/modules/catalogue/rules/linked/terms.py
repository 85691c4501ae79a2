"""The vocabularies of CPSV-AP 3.2 by their prefixes, and the terms of others' lists we point to.

Core Public Service Vocabulary Application Profile 3.2.0, SEMIC: names of classes and properties.
"""

from collections.abc import Mapping

PREFIXES: Mapping[str, str] = {
    "adms": "http://www.w3.org/ns/adms#",
    "atu": "http://data.europa.eu/88u/dataset/",
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cv": "http://data.europa.eu/m8g/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "locn": "http://www.w3.org/ns/locn#",
    "org": "http://www.w3.org/ns/org#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

_AUTHORITY = "http://publications.europa.eu/resource/authority"
LANGUAGES: Mapping[str, str] = {
    "vi": f"{_AUTHORITY}/language/VIE", "en": f"{_AUTHORITY}/language/ENG",
}  # fmt: skip
CURRENCY = f"{_AUTHORITY}/currency/VND"
COUNTRY = f"{_AUTHORITY}/country/VNM"
IN_FORCE = "http://purl.org/adms/status/Completed"
#: DCAT names media types by the registry's own addresses.
MEDIA = "https://www.iana.org/assignments/media-types/"
