"""A procedure that only informs is never filed, by whatever way one tries."""

import pytest

from motcua.modules.catalogue.tests.factories import a_published, information_files
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers.models import Dossier
from motcua.modules.dossiers.lodging import ForReadingOnly

from .world import TUESDAY, World

pytestmark = pytest.mark.django_db


def test_what_only_informs_is_neither_begun_nor_filed(world: World) -> None:
    a_published(information_files())
    where = {"procedure": "9.000009", "agency": "H26.09", "by": world.an, "at": TUESDAY}

    with pytest.raises(ForReadingOnly):
        dossiers.start_draft(**where)
    with pytest.raises(ForReadingOnly):
        dossiers.file_at_once(answers={}, key="k", **where)

    assert not Dossier.objects.filter(procedure="9.000009").exists()
