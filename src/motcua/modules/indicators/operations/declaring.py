"""Declaring: packs of definitions come into use, and the bands of single things."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from motcua.foundation import journal
from motcua.foundation.identifiers import new_id
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Invalid, NotFound, Refusal
from motcua.kernel.words import Text

from .. import events, policies, sources
from ..computing.locking import lock
from ..models import Definition, Formula, Indicator, LocalBand
from ..rules.definition import to_json
from ..rules.reading import Loaded, read_pack


class VersionNotRaised(Refusal):
    """The formula changed and its number did not, or the number belongs to another formula."""

    code = "version-not-raised"
    status = 422


@transaction.atomic(durable=True)
def load_pack(*, files: Mapping[str, bytes], by: Actor, at: datetime) -> list[str]:
    """Bring the definitions of a pack into use. Returns the codes whose formula is new.

    The same content again changes nothing. New words keep the numbers there are; a new formula
    needs a higher `number` and begins its own row of numbers, beside which the old one is kept.

    :raises NotAllowed: neither the program itself nor an administrator
    :raises PackErrors: something is wrong in a file; nothing was loaded
    :raises VersionNotRaised: a formula differs from the one of its number
    """
    policies.must_measure(by)
    lock()
    fields = {name: source.fields for name, source in sources.known().items()}
    begun = [_load(each, by=by, at=at) for each in read_pack(files, fields)]
    return [code for code in begun if code]


def _load(loaded: Loaded, *, by: Actor, at: datetime) -> str:
    definition = loaded.definition
    known = Definition.objects.filter(digest=definition.digest).select_related("formula").first()
    is_new = False
    if known is None:
        formula, is_new = _formula(loaded, at)
        known = Definition.objects.create(
            formula=formula,
            digest=definition.digest,
            content=to_json(definition),
            source=loaded.source,
            loaded_at=at,
            loaded_by=by.id,
        )
    current = Indicator.objects.filter(code=definition.code).first()
    if current is not None and current.definition_id == known.id:
        return ""
    Indicator.objects.update_or_create(code=definition.code, defaults={"definition": known})
    event = events.DefinitionLoaded(
        definition.code, definition.number, definition.digest, is_new, at
    )
    journal.record(event, by=by, subject=("indicator", definition.code))
    return definition.code if is_new else ""


def _formula(loaded: Loaded, at: datetime) -> tuple[Formula, bool]:
    definition = loaded.definition
    same = Formula.objects.filter(code=definition.code, digest=definition.formula_digest).first()
    highest = Formula.objects.filter(code=definition.code).order_by("-number").first()
    if same is not None:
        if same.number != definition.number:
            raise _not_raised(loaded, same.number)
        return same, False
    if highest is not None and definition.number <= highest.number:
        raise _not_raised(loaded, highest.number + 1)
    made = Formula.objects.create(
        code=definition.code,
        number=definition.number,
        digest=definition.formula_digest,
        made_at=at,
    )
    return made, True


def _not_raised(loaded: Loaded, needed: int) -> VersionNotRaised:
    return VersionNotRaised(
        f"{loaded.file}: the formula of {loaded.definition.code} needs number {needed}",
        indicator=loaded.definition.code,
        file=loaded.file,
        needed=needed,
    )


@dataclass(frozen=True, slots=True)
class BandSpec:
    """A band of one thing, from `low` up to the next."""

    code: str
    low: float
    name: Text
    rgb: tuple[int, int, int]


@transaction.atomic(durable=True)
def set_local_bands(  # noqa: PLR0913 -- one decision of an authority
    *,
    indicator: str,
    thing: str,
    bands: Sequence[BandSpec],
    source: Text,
    valid_from: date,
    by: Actor,
    at: datetime,
) -> None:
    """Declare the bands of one thing from a day on, with the decision they rest on.

    Those in force before end that day; values keep being read by the bands of their own day.

    :raises NotAllowed: neither the program itself nor an administrator
    :raises NotFound: no such indicator, or one without local bands
    :raises Invalid: no source, or bands that do not rise
    """
    policies.must_measure(by)
    known = Indicator.objects.filter(code=indicator).select_related("definition").first()
    if known is None or '"local_bands":true' not in known.definition.content:
        raise NotFound(f"local bands of {indicator}")
    lows = [band.low for band in bands]
    if not source.vi or not bands or lows != sorted(set(lows)):
        raise Invalid("bands rise and name their source", field="bands")
    mine = LocalBand.objects.filter(indicator=indicator, thing=thing)
    mine.filter(valid_from__gte=valid_from).delete()
    mine.filter(valid_to=None).update(valid_to=valid_from)
    LocalBand.objects.bulk_create(
        LocalBand(
            id=new_id(),
            indicator=indicator,
            thing=thing,
            code=band.code,
            low=band.low,
            name_vi=band.name.vi,
            name_en=band.name.en,
            rgb="#{:02x}{:02x}{:02x}".format(*band.rgb),
            source_vi=source.vi,
            source_en=source.en,
            valid_from=valid_from,
        )
        for band in bands
    )
    journal.record(
        events.LocalBandsSet(indicator, thing, at), by=by, subject=("indicator", indicator)
    )
