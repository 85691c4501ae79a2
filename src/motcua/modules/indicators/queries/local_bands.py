"""The bands of one thing as they hold on a day: the alarm levels of a gauge."""

from datetime import date

from django.db.models import Q

from motcua.kernel.words import Text

from ..models import LocalBand
from .cards import BandCard

_NOTHING = Text("")


def public_local_bands(indicator: str, thing: str, on: date) -> list[BandCard]:
    """Lowest first; empty where none were declared for the day."""
    holding = Q(valid_to__isnull=True) | Q(valid_to__gt=on)
    found = LocalBand.objects.filter(holding, indicator=indicator, thing=thing, valid_from__lte=on)
    return [
        BandCard(
            code=band.code,
            low=band.low,
            name=Text(band.name_vi, band.name_en),
            rgb=band.rgb,
            effect=_NOTHING,
            advice=_NOTHING,
            advice_sensitive=_NOTHING,
        )
        for band in found.order_by("low")
    ]
