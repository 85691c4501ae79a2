"""What is plugged in on a stage: enough for whatever its people may reach, and nothing real."""

from pathlib import Path

import pytest

from motcua.adapters.kinship.demo import DemoKinship
from motcua.adapters.messaging.catcher import DemoCatcher
from motcua.config.rehearsing import Backstage
from motcua.modules.mandates.ports import Kinship
from motcua.modules.people.ports import Messenger


@pytest.mark.parametrize("profile", ["test", "production"])
def test_nothing_on_a_stage_is_real_and_nothing_is_missing(tmp_path: Path, profile: str) -> None:
    stage = Backstage(tmp_path, "http://city.test", tmp_path / "fonts", b"secret", profile)

    plugged = stage._scenery("r0123456789ab").plugs

    assert isinstance(plugged[Kinship], DemoKinship)
    assert isinstance(plugged[Messenger], DemoCatcher)
