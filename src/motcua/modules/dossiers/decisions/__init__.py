"""The city's own decision for what is not granted; a package decides only what it grants."""

from functools import cache
from importlib.resources import files

from motcua.kernel.words import Text
from motcua.modules.results.rules import ResultSpec

REFUSAL = ResultSpec(
    name=Text("Thông báo từ chối giải quyết hồ sơ", "Notice of refusal"),
    symbol="TB-{agency}",
    questions=(
        {"key": "reason", "kind": "long_text", "label": {"vi": "Lý do", "en": "Reason"}},
        {"key": "legal_basis", "kind": "long_text", "label": {"vi": "Căn cứ", "en": "Legal basis"}},
    ),
)


@cache
def refusal_template() -> str:
    """How a refusal looks, as a Typst template."""
    return (files(__package__) / "refusal.typ").read_text()
