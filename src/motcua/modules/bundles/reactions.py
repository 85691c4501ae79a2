"""What joined procedures do when others' facts arrive. Each may run twice: a repeat is nothing."""

from motcua.foundation.journal import reacts_to
from motcua.kernel.actors import SYSTEM
from motcua.modules.dossiers.events import DossierEnded

from . import operations, queries


@reacts_to(DossierEnded, name="bundles.part_ended")
def part_ended(event: DossierEnded) -> None:
    """Those that waited for it can go on, or never will."""
    bundle = queries.bundle_holding(event.dossier, by=SYSTEM)
    if bundle is not None:
        operations.carry_on(bundle_id=bundle, by=SYSTEM, at=event.at)
