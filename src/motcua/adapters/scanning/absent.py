"""Stands where no scanner is set up yet: what is handed in waits, and is never called clean."""

from typing import Never

from motcua.kernel.errors import Weather


class AbsentScanner:
    """Every scan waits, as it would for a scanner that is down."""

    def scan(self, content: bytes) -> Never:
        raise Weather(f"no scanner is set up ({len(content)} bytes wait)")

    def check(self) -> Never:
        raise Weather("no scanner is set up")
