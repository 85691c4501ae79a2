"""The door of NGSI-LD clients (ETSI GS CIM 009) under /ngsi-ld/v1."""
