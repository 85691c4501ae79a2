"""No template asks the browser for what the policy refuses, and no site draws its own fields."""

import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2]
TEMPLATES = sorted(
    path for path in SOURCE.rglob("*.html") if "templates" in path.relative_to(SOURCE).parts
)
REFUSED = {
    "script written in the page": r"<script(?![^>]*\bsrc=)",
    "script from elsewhere": r"<script[^>]*\bsrc=[\"']?(?:https?:)?//",
    "style written in the page": r"<style\b",
    "style attribute": r"\sstyle\s*=",
    "event attribute": r"<[a-z][^>{]*\son[a-z]+\s*=\s*[\"']",
    "script address": r"javascript:",
}
FIELDS = r"<(?:textarea|select)\b|<input\b(?![^>]*type=[\"']?hidden)"


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_template_needs_nothing_unsafe(template: Path) -> None:
    source = template.read_text("utf-8")

    found = [name for name, pattern in REFUSED.items() if re.search(pattern, source, re.I)]

    assert found == []


@pytest.mark.parametrize(
    "template",
    [path for path in TEMPLATES if "sites" in path.parts],
    ids=lambda path: str(path.relative_to(SOURCE)),
)
def test_a_site_uses_the_components(template: Path) -> None:
    assert not re.search(FIELDS, template.read_text("utf-8"), re.I)


def test_the_net_has_small_holes() -> None:
    nasty = '<p onclick="x()" style="color:red"><script>1</script><a href="javascript:x">'

    assert sum(bool(re.search(pattern, nasty, re.I)) for pattern in REFUSED.values()) == 4
