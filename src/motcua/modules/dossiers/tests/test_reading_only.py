"""A procedure that only informs is never filed, by whatever way one tries."""

import pytest

from motcua.modules.catalogue.tests.factories import a_published, information_files
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers.lodging import ForReadingOnly
from motcua.modules.dossiers.models import Dossier

from .world import TUESDAY, World

pytestmark = pytest.mark.django_db


def test_what_only_informs_is_neither_begun_nor_filed(world: World) -> None:
    a_published(information_files())
    code, agency = "9.000009", "H26.09"

    with pytest.raises(ForReadingOnly):
        dossiers.start_draft(procedure=code, agency=agency, by=world.an, at=TUESDAY)
    with pytest.raises(ForReadingOnly):
        dossiers.file_at_once(
            procedure=code, agency=agency, answers={}, key="k", by=world.an, at=TUESDAY
        )

    assert not Dossier.objects.filter(procedure="9.000009").exists()
