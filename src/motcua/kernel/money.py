"""Dong: whole numbers only. The đồng has no minor unit, so an amount is an `int`."""

from typing import NewType

Dong = NewType("Dong", int)

LARGEST = Dong(999_999_999_999)  # what a bank transfer field can carry; beyond is a mistake


def dong(amount: int) -> Dong:
    """A checked amount in đồng.

    :raises ValueError: negative, or larger than any payment field can carry
    """
    if not 0 <= amount <= LARGEST:
        raise ValueError(f"not an amount of money: {amount}")
    return Dong(amount)


def show(amount: int) -> str:
    """24000 -> `24.000 đ`, as people here write it."""
    return f"{amount:,}".replace(",", ".") + " đ"
