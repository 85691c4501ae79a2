"""Which adapter stands behind which port, per profile. The one place that reads settings."""

from django.conf import settings  # noqa: TID251 -- here, and nowhere else

from motcua.adapters.object_store.disk import DiskShelf
from motcua.foundation import files, plugs, vault

from . import environment


def wire() -> None:
    """Plug every port; called once when Django is ready."""
    vault.set_secret(environment.secret("MOTCUA_DATA_KEY").encode())
    plugs.provide(files.Shelf, DiskShelf(settings.HOME / "files"))
