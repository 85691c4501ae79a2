"""What registers do by themselves: what was told too long ago to be cited goes."""

from motcua.foundation import jobs
from motcua.kernel import present
from motcua.kernel.actors import SYSTEM

from . import operations


@jobs.periodic(name="registers.forget_papers", cron="41 3 * * *")
def forget_papers() -> None:
    """Every night. What was filed stays with its dossier."""
    operations.forget_papers(by=SYSTEM, at=present.now())
