"""The Jinja2 environment of all pages: strict, escaping, bilingual."""

from collections.abc import Sequence

import segno
from django.urls import reverse
from django.utils import translation
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from . import formats, refusals, shell
from .assets import static
from .govuk import govuk


def environment(**options: object) -> Environment:
    """Called by Django's Jinja2 backend; `options` are its loader and what settings say."""
    options["undefined"] = StrictUndefined
    options["extensions"] = [*_extensions(options), "jinja2.ext.i18n", "jinja2.ext.do"]
    options.setdefault("trim_blocks", True)
    options.setdefault("lstrip_blocks", True)
    env = Environment(**options)  # type: ignore[arg-type]  # noqa: S701 (Django escapes by option)
    env.install_gettext_callables(  # type: ignore[attr-defined]  # added by the i18n extension
        gettext=translation.gettext,
        ngettext=translation.ngettext,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
        newstyle=True,
    )
    env.globals.update(static=static, url=url, govuk=govuk, qr_image=qr_image, describe=describe)
    env.globals.update(map_ground=lambda: shell.city().ground)
    env.filters.update(
        choices=formats.choices,
        t=formats.text,
        said=formats.said,
        money=formats.money,
        number=formats.number,
        filesize=formats.filesize,
        media_kind=formats.media_kind,
        date=formats.day,
        long_date=formats.long_day,
        short_date=formats.short_day,
        time=formats.clock_time,
        datetime=formats.moment,
        machine_time=formats.machine_time,
        sentence=refusals.sentence,
    )
    return env


def _extensions(options: dict[str, object]) -> Sequence[str]:
    given = options.get("extensions", ())
    return given if isinstance(given, list | tuple) else ()


def url(name: str, *args: object, **kwargs: object) -> str:
    """`{{ url("portal:procedure", code) }}`: the address of a door, in the current language."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def qr_image(content: str) -> str:
    """A QR code as an SVG `data:` address for an <img>; error level M, as on our papers."""
    return segno.make(content, error="m", micro=False).svg_data_uri(scale=4, border=2)


def describe(*ids: str) -> Markup:
    """` aria-describedby="a b"` of the ids that are there, or nothing."""
    present = " ".join(part for part in ids if part)
    return Markup(' aria-describedby="{}"').format(present) if present else Markup("")
