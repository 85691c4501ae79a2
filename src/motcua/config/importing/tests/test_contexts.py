"""`motcua import context`: payloads that name the address are understood from then on."""

from pathlib import Path

import pytest
from rich.console import Console

from motcua.config.importing import contexts
from motcua.modules.entities import queries
from motcua.modules.entities.rules.contexts import compiled

pytestmark = pytest.mark.django_db
URL = "https://example.org/context.jsonld"


def test_a_copy_stands_for_the_address(tmp_path: Path) -> None:
    file = tmp_path / "context.json"
    for name in ("a", "b"):
        file.write_text(f'{{"@context": {{"speed": "https://example.org/{name}"}}}}')
        assert contexts.take(URL, file, say=Console(quiet=True)) == 0
        context = compiled([URL], queries.public_context_document)
        assert context.expand("speed") == f"https://example.org/{name}"


def test_what_is_none_is_told(tmp_path: Path) -> None:
    file = tmp_path / "context.json"
    for told in ("{", "[]", '{"@context": 5}', '{"@context": "https://example.org/other"}'):
        file.write_text(told)
        assert contexts.take(URL, file, say=Console(quiet=True)) == 1
    assert queries.public_contexts() == []
