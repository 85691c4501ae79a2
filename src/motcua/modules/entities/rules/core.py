"""The core @context: the terms of the standard (Annex B), as facts; the shape is our own."""

from typing import Any

NGSI = "https://uri.etsi.org/ngsi-ld/"
GEO = "https://purl.org/geojson/vocab#"
DEFAULT = NGSI + "default-context/"
CORE_URL = NGSI + "v1/ngsi-ld-core-context-v1.8.jsonld"
#: All addresses under which the core context is known; later versions only add terms.
CORE_URLS = frozenset(
    {CORE_URL, NGSI + "v1/ngsi-ld-core-context.jsonld"}
    | {f"{NGSI}v1/ngsi-ld-core-context-v1.{n}.jsonld" for n in range(1, 10)}
)

LOCATION = NGSI + "location"

_NGSI_TERMS = [
    "Attribute",
    "AttributeList",
    "ContextSourceIdentity",
    "ContextSourceNotification",
    "ContextSourceRegistration",
    "Date",
    "DateTime",
    "EntityType",
    "EntityTypeInfo",
    "EntityTypeList",
    "ExecutionResultDetails",
    "GeoProperty",
    "JsonProperty",
    "LanguageProperty",
    "ListProperty",
    "ListRelationship",
    "Notification",
    "Property",
    "Relationship",
    "Subscription",
    "TemporalProperty",
    "Time",
    "VocabProperty",
    "accept",
    "aggrMethods",
    "aggrParams",
    "aggrPeriodDuration",
    "attributeCount",
    "attributeDetails",
    "attrs",
    "cacheDuration",
    "contextSourceAlias",
    "contextSourceInfo",
    "contextSourceUptime",
    "cooldown",
    "csf",
    "data",
    "detail",
    "endpoint",
    "entities",
    "entity",
    "entityCount",
    "error",
    "errors",
    "expandValues",
    "format",
    "geoQ",
    "geoproperty",
    "georel",
    "idPattern",
    "information",
    "isActive",
    "join",
    "jsonKeys",
    "lang",
    "localOnly",
    "location",
    "management",
    "managementInterval",
    "mode",
    "notUpdated",
    "notification",
    "notificationTrigger",
    "notifierInfo",
    "observationInterval",
    "observationSpace",
    "omit",
    "operationSpace",
    "operations",
    "pick",
    "q",
    "reason",
    "receiverInfo",
    "refreshRate",
    "registrationName",
    "resultStatus",
    "scope",
    "scopeQ",
    "status",
    "subscriptionName",
    "sysAttrs",
    "temporalQ",
    "throttling",
    "timeInterval",
    "timeout",
    "timeproperty",
    "timerel",
    "timesFailed",
    "timesSent",
    "triggerReason",
    "unchanged",
    "unitCode",
    "updated",
    "uri",
]
_GEO_TERMS = [
    "Feature",
    "FeatureCollection",
    "GeometryCollection",
    "LineString",
    "MultiLineString",
    "MultiPoint",
    "MultiPolygon",
    "Point",
    "Polygon",
    "geometry",
    "properties",
]
_MOMENTS = [
    "contextSourceTimeAt",
    "createdAt",
    "deletedAt",
    "endAt",
    "endTimeAt",
    "expiresAt",
    "lastFailure",
    "lastNotification",
    "lastSuccess",
    "lastUsedAt",
    "modifiedAt",
    "notifiedAt",
    "observedAt",
    "startAt",
    "timeAt",
]
_IDS = [
    "datasetId",
    "entityId",
    "instanceId",
    "registrationId",
    "subscriptionId",
    "success",
    "tenant",
]
_VOCABS = [
    "attributeList",
    "attributeName",
    "attributeNames",
    "attributeTypes",
    "attributes",
    "propertyNames",
    "relationshipNames",
    "typeList",
    "typeName",
    "typeNames",
    "watchedAttributes",
]
_LISTS = [
    "avg",
    "distinctCount",
    "entityList",
    "max",
    "min",
    "orderBy",
    "stddev",
    "sum",
    "sumsq",
    "totalCount",
]
_HAS: dict[str, tuple[str, dict[str, str]]] = {
    "containedBy": ("isContainedBy", {}),
    "dataset": ("hasDataset", {"@container": "@index"}),
    "entityMap": ("hasEntityMap", {}),
    "joinLevel": ("hasJoinLevel", {}),
    "json": ("hasJSON", {"@type": "@json"}),
    "jsons": ("jsons", {"@container": "@list"}),
    "key": ("hasKey", {}),
    "languageMap": ("hasLanguageMap", {"@container": "@language"}),
    "languageMaps": ("hasLanguageMaps", {"@container": "@list"}),
    "object": ("hasObject", {"@type": "@id"}),
    "objectList": ("hasObjectList", {"@container": "@list"}),
    "objectType": ("hasObjectType", {"@type": "@vocab"}),
    "objects": ("hasObjects", {"@container": "@list"}),
    "previousJson": ("hasPreviousJson", {"@type": "@json"}),
    "previousLanguageMap": ("hasPreviousLanguageMap", {"@container": "@language"}),
    "previousObject": ("hasPreviousObject", {"@type": "@id"}),
    "previousObjectList": ("hasPreviousObjectList", {"@container": "@list"}),
    "previousValue": ("hasPreviousValue", {}),
    "previousValueList": ("hasPreviousValueList", {"@container": "@list"}),
    "previousVocab": ("hasPreviousVocab", {"@type": "@vocab"}),
    "value": ("hasValue", {}),
    "valueList": ("hasValueList", {"@container": "@list"}),
    "valueType": ("hasValueType", {"@type": "@vocab"}),
    "values": ("hasValues", {"@container": "@list"}),
    "vocab": ("hasVocab", {"@type": "@vocab"}),
    "vocabs": ("hasVocabs", {"@container": "@list"}),
}


def document() -> dict[str, Any]:
    """The context as a JSON document, as the pinned addresses give it."""
    terms: dict[str, Any] = {"@version": 1.1, "ngsi-ld": NGSI, "geojson": GEO}
    terms |= {"id": "@id", "type": "@type", "@vocab": DEFAULT}
    terms |= {name: f"ngsi-ld:{name}" for name in _NGSI_TERMS}
    terms |= {name: f"geojson:{name}" for name in _GEO_TERMS}
    terms |= {name: {"@id": f"ngsi-ld:{name}", "@type": "DateTime"} for name in _MOMENTS}
    terms |= {name: {"@id": f"ngsi-ld:{name}", "@type": "@id"} for name in _IDS}
    terms |= {name: {"@id": f"ngsi-ld:{name}", "@type": "@vocab"} for name in _VOCABS}
    terms |= {name: {"@id": f"ngsi-ld:{name}", "@container": "@list"} for name in _LISTS}
    terms |= {name: {"@id": f"ngsi-ld:{iri}", **more} for name, (iri, more) in _HAS.items()}
    terms |= {
        "bbox": {"@id": "geojson:bbox", "@container": "@list"},
        "coordinates": {"@id": "geojson:coordinates", "@container": "@list"},
        "features": {"@id": "geojson:features", "@container": "@set"},
        "contextSourceExtras": {"@id": "ngsi-ld:contextSourceExtras", "@type": "@json"},
        "problemDetails": {"@id": "ngsi-ld:problemDetails", "@type": "@json"},
        "description": "http://purl.org/dc/terms/description",
        "title": "http://purl.org/dc/terms/title",
        "langString": "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString",
    }
    return {"@context": terms}
