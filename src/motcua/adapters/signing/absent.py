"""Stands where no signing service is set up yet: papers can be checked, none can be signed."""

from motcua.kernel.errors import Weather
from motcua.modules.results.ports import SignatureReport, SignatureRequest

from . import checking


class AbsentSigner:
    """Every order to sign waits, as it would for a service that is down."""

    def sign(self, pdf: bytes, request: SignatureRequest) -> bytes:
        del pdf
        raise Weather(f"no signing service is set up ({request.place})")

    def check(self, pdf: bytes) -> list[SignatureReport]:
        return checking.report(pdf, roots=[], revoked_at=lambda _serial: None, demo=False)
