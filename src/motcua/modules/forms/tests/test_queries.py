"""Forms find places in the register: by code, by day, and from addresses of before."""

from datetime import UTC, date, datetime

import pytest

from motcua.kernel.actors import SYSTEM
from motcua.kernel.words import Text
from motcua.modules.forms.queries import public_place_names
from motcua.modules.forms.rules import Scene, Typed
from motcua.modules.forms.rules.kinds.address import Address
from motcua.modules.places import operations
from motcua.modules.places.rules import (
    Above,
    Dataset,
    Level,
    Names,
    SuccessionRow,
    Validity,
    make_unit,
)

MERGED_ON = date(2025, 7, 1)
TODAY = date(2026, 11, 22)
THEN, NOW = Validity(None, MERGED_ON, "before"), Validity(MERGED_ON, None, "after")
UNITS = (
    make_unit(Level.PROVINCE, "01", Names("Thành phố Hà Nội"), Validity(None, None, "always")),
    make_unit(Level.DISTRICT, "002", Names("Quận Hoàn Kiếm"), THEN, Above("01", "01", ("Hà Nội",))),
    make_unit(
        Level.COMMUNE,
        "00061",
        Names("Phường Hàng Trống"),
        THEN,
        Above("002", "01", ("Hoàn Kiếm", "Hà Nội")),
    ),
    make_unit(
        Level.COMMUNE, "00070", Names("Phường Hoàn Kiếm"), NOW, Above("01", "01", ("Hà Nội",))
    ),
)
HEIRS = (
    SuccessionRow(
        Level.COMMUNE, "00061", "00070", is_default=True, effective_on=MERGED_ON, legal_ref="after"
    ),
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _a_few_places() -> None:
    at = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
    operations.load(dataset=Dataset("test", UNITS, HEIRS), by=SYSTEM, at=at)


def test_places_have_the_names_of_their_day() -> None:
    register = public_place_names()
    assert [each.code for each in register.provinces(TODAY)] == ["01"]
    assert [each.code for each in register.communes("01", TODAY)] == ["00070"]
    assert register.name("00070", TODAY).vi == "Phường Hoàn Kiếm"
    assert register.name("00061", date(2024, 1, 1)).vi == "Phường Hàng Trống"
    assert register.name("99999", TODAY) == Text("99999", "99999")


def test_a_commune_lies_in_its_province_while_it_exists() -> None:
    register = public_place_names()
    assert register.lies_in("00070", "01", TODAY)
    assert not register.lies_in("00070", "37", TODAY)
    assert not register.lies_in("00061", "01", TODAY)


def test_an_old_address_leads_to_the_commune_of_today() -> None:
    register = public_place_names()
    (found,) = register.formerly("12 Tràng Thi, P. Hàng Trống, Q. Hoàn Kiếm, Hà Nội", TODAY)
    assert (found.province.code, found.commune.code) == ("01", "00070")
    assert found.former.vi.startswith("Phường Hàng Trống, Quận Hoàn Kiếm")


def test_who_knows_only_the_old_address_can_answer() -> None:
    scene = Scene(TODAY, public_place_names())
    old = "Phường Hàng Trống, Quận Hoàn Kiếm, Hà Nội"
    typed = Typed({"legacy": [old], "found": ["00070"], "detail": ["12 Tràng Thi"]})
    assert [each.value for each in Address().ask(typed, scene).former] == ["00070"]
    answer = Address().parse(typed, scene).answer
    assert Address().check(answer, scene) == []
    assert Address().show(answer, "vi", scene.places).splitlines() == [
        "12 Tràng Thi, Phường Hoàn Kiếm, Thành phố Hà Nội",
        f"({old})",
    ]
