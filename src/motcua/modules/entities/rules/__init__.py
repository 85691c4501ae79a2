"""The information model of NGSI-LD as pure functions: contexts, attributes, queries, shapes."""
