"""What people read of a batch in a feed: the property's name, and its newest values in words."""

import pytest

from motcua.modules.observations.rules.properties import properties
from motcua.modules.observations.rules.telling import _summary


@pytest.mark.parametrize(
    ("values", "vi", "en"),
    [
        ([31.46], "31,5 µg/m³", "31.5 µg/m³"),
        ([44.0, None, 31.46, 40.0], "31,5 µg/m³ – 44,0 µg/m³", "31.5 µg/m³ – 44.0 µg/m³"),
        ([1234.5], "1.234,5 µg/m³", "1,234.5 µg/m³"),
        ([], "", ""),
    ],
)
def test_the_newest_values_in_words(values: list[float | None], vi: str, en: str) -> None:
    assert _summary(properties()["pm2_5"], values) == {"vi": vi, "en": en}
