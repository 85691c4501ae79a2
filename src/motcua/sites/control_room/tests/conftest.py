"""A city with an operations centre, and who is on duty in it."""

from dataclasses import dataclass

import pytest

from motcua.kernel.actors import Actor, Role

from .rooms import officer, the_city


@dataclass(frozen=True, slots=True)
class Shift:
    """Hải the operator, Yến and Lâm heads of the shift, and others who look on or have no part."""

    hai: Actor
    yen: Actor
    lam: Actor
    auditor: Actor
    chi: Actor


@pytest.fixture
def shift(db: None) -> Shift:
    the_city()
    return Shift(
        hai=officer(Role.OPERATOR, "Bùi Ngọc Hải"),
        yen=officer(Role.DUTY_HEAD, "Đỗ Hoàng Yến"),
        lam=officer(Role.DUTY_HEAD, "Lê Thanh Lâm"),
        auditor=officer(Role.AUDITOR, "Lưu Đức Thịnh"),
        chi=officer(Role.RECEIVER, "Lê Thị Chi", "H26.101"),
    )
