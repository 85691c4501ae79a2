"""How long an authority may take: an amount of a unit, as a procedure's package states it."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from motcua.kernel.errors import Invalid


class AllowanceInvalid(Invalid):
    """Not a length of time the clock can count; params: amount, unit."""

    code = "allowance-invalid"


class Unit(StrEnum):
    """Units of processing time as the national catalogue of procedures uses them.

    HOUR and WORKING_DAY run only in office hours; DAY, MONTH and YEAR by the calendar; IN_DAY is
    "ngay trong ngày": before the end of the day of reception.
    """

    HOUR = "HOUR"
    WORKING_DAY = "WORKING_DAY"
    DAY = "DAY"
    MONTH = "MONTH"
    YEAR = "YEAR"
    IN_DAY = "IN_DAY"

    @property
    def skips_days_off(self) -> bool:
        return self in (Unit.HOUR, Unit.WORKING_DAY, Unit.IN_DAY)


class Policy(StrEnum):
    """What a supplement asked after acceptance does to the clock.

    PAUSE adds the applicant's time to the due date (the practice, and index 766); RESTART counts
    again from the beginning (Decree 61/2018, Article 19(4), taken over by Decree 118/2025).
    """

    PAUSE = "PAUSE"
    RESTART = "RESTART"


@dataclass(frozen=True, slots=True)
class Allowance:
    """An amount of a unit. Hours and working days may have a fraction that makes whole minutes.

    :raises AllowanceInvalid: not a positive number, absurdly large, or a part of a calendar unit
    """

    amount: Decimal
    unit: Unit

    def __post_init__(self) -> None:
        if self.unit is Unit.IN_DAY and self.amount == 0:
            object.__setattr__(self, "amount", Decimal(1))  # catalogues write it as 0 or 1
        if not self.amount.is_finite() or self.amount <= 0 or self.amount.adjusted() > 5:
            raise self._invalid("a length of time is a positive number of at most six digits")
        if self.unit is Unit.IN_DAY and self.amount != 1:
            raise self._invalid("in-day has no other length")
        if not self.is_whole and self.unit not in (Unit.HOUR, Unit.WORKING_DAY):
            raise self._invalid("this unit has no parts")

    @classmethod
    def of(cls, amount: Decimal | int | str, unit: Unit | str) -> "Allowance":
        """From what a package, a form or an address line says.

        :raises AllowanceInvalid: see the class; also an unknown unit
        """
        try:
            return cls(Decimal(amount), Unit(unit))
        except (InvalidOperation, ValueError):
            raise AllowanceInvalid(
                "not a length of time", amount=str(amount)[:20], unit=str(unit)[:20]
            ) from None

    @property
    def is_whole(self) -> bool:
        return self.amount == self.amount.to_integral_value()

    def minutes(self, *, hours_per_working_day: int) -> int:
        """Working minutes of an allowance in HOUR or WORKING_DAY.

        :raises AllowanceInvalid: not a whole number of minutes
        """
        hours = self.amount * (1 if self.unit is Unit.HOUR else hours_per_working_day)
        minutes = hours * 60
        if minutes != minutes.to_integral_value():
            raise self._invalid("shorter than a minute in parts")
        return int(minutes)

    def _invalid(self, detail: str) -> AllowanceInvalid:
        return AllowanceInvalid(detail, amount=str(self.amount)[:20], unit=self.unit.value)
