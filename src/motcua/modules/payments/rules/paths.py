"""Where a payer may be sent back to: a page of ours, never another site."""


def is_local(path: str) -> bool:
    """A path on this host. `//evil.example`, `/\\evil.example` and control characters are not."""
    plain = path.isprintable() and "\\" not in path and " " not in path
    return plain and path.startswith("/") and not path.startswith("//") and len(path) <= 500
