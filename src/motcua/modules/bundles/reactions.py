"""What joined procedures do when others' facts arrive. Each may run twice: a repeat is nothing."""

from motcua.foundation import jobs
from motcua.foundation.journal import reacts_to
from motcua.kernel import present
from motcua.kernel.actors import SYSTEM
from motcua.modules.dossiers.events import DossierEnded

from . import operations, queries
from .events import BundleExpiring


@reacts_to(DossierEnded, name="bundles.part_ended")
def part_ended(event: DossierEnded) -> None:
    """Those that waited for it can go on, or never will."""
    bundle = queries.bundle_holding(event.dossier, by=SYSTEM)
    if bundle is not None:
        operations.carry_on(bundle_id=bundle, by=SYSTEM, at=event.at)


@reacts_to(BundleExpiring, name="bundles.tell_expiring")
def tell_expiring(event: BundleExpiring) -> None:
    """Whoever writes it hears of it where they look, not only on their page."""
    operations.tell_expiring(
        bundle_id=event.bundle, expires_at=event.expires_at, by=SYSTEM, at=event.at
    )


@jobs.periodic(name="bundles.tend_drafts", cron="37 * * * *")
def tend_drafts() -> None:
    """Every hour: tell of drafts that soon go, and let go what was told of long enough ago."""
    at = present.now()
    while operations.warn_of_expiry(by=SYSTEM, at=at):
        pass
    while operations.expire_bundles(by=SYSTEM, at=at):
        pass
