"""A page that is one file: kept, passed on and opened without us, and asking nobody for anything.

What it may run and how it looks are in it, and named by their digests in a policy of its own, which
stands both in the file and in the headers it is sent with.
"""

from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from html import escape

import msgspec

_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


@dataclass(frozen=True, slots=True)
class Standalone:
    """The file, and the policy to send it with."""

    html: str
    policy: str


def standalone(
    *, title: str, language: str, body: str, style: str, script: str, data: object
) -> Standalone:
    """Put it together. `body` is HTML of a template; `data` is what the script reads as JSON."""
    within = (
        "default-src 'none'; "
        f"script-src {_named(script)}; style-src {_named(style)}; "
        "img-src 'none'; connect-src 'none'; form-action 'none'; base-uri 'none'"
    )
    html = (
        f'<!doctype html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(within)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n{body}\n"
        f'<script type="application/json" id="data">{_plain(data)}</script>\n'
        f"<script>{script}</script>\n</body>\n</html>\n"
    )
    return Standalone(html, f"{within}; frame-ancestors 'none'")


def _named(content: str) -> str:
    digest = b64encode(sha256(content.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def _plain(data: object) -> str:
    """JSON in which nothing ends the element it stands in."""
    text = msgspec.json.encode(data).decode()
    return "".join(_UNSAFE.get(sign, sign) for sign in text)
