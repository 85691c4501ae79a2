"""The tested components of govuk-frontend, callable from our strict templates.

Their macros lean on undefined values being false, ours must not; so they live in an environment of
their own, and only finished HTML crosses over.
"""

from collections.abc import Callable, Mapping
from functools import cache

from jinja2 import Environment, PackageLoader, PrefixLoader
from markupsafe import Markup

Component = Callable[[Mapping[str, object]], Markup]

_lenient = Environment(
    loader=PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
    autoescape=True,
    auto_reload=False,
    trim_blocks=True,
    lstrip_blocks=True,
)


@cache
def _component(name: str) -> Component:
    module = _lenient.get_template(f"govuk_frontend_jinja/components/{name}/macro.html").module
    macro = "govuk" + "".join(part.capitalize() for part in name.split("-"))
    component: Component = getattr(module, macro)
    return component


def govuk(name: str, parameters: Mapping[str, object]) -> Markup:
    """The HTML of a component, `govuk("date-input", {...})`, with the parameters of its manual.

    Parameters that are None are left out, so a template may pass what it may not have.
    """
    return Markup(str(_component(name)(_without_none(parameters))))  # noqa: S704 (autoescaped there)


def _without_none(parameters: Mapping[str, object]) -> dict[str, object]:
    kept: dict[str, object] = {}
    for key, value in parameters.items():
        if isinstance(value, Mapping):
            kept[key] = _without_none(value)
        elif isinstance(value, list | tuple):
            kept[key] = [_without_none(v) if isinstance(v, Mapping) else v for v in value]
        elif value is not None:
            kept[key] = value
    return kept
