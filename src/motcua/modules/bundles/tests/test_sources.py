"""Every value of a joined form says where it is from, at each agency it reaches."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from motcua.kernel.actors import Role
from motcua.modules.bundles import joined, operations, queries
from motcua.modules.bundles.models import Bundle
from motcua.modules.dossiers import queries as dossiers
from motcua.modules.dossiers.tests.world import TUESDAY, officer
from motcua.modules.forms.rules import Hand, Origin, Source, Sources

from . import world as the
from .world import ANSWERS, BIRTH_RESULT, World, later

pytestmark = pytest.mark.django_db
POPULATION = Source(Origin.REGISTER, TUESDAY, "population", date(2021, 4, 12), "a-look-up")


def filed(world: World) -> UUID:
    """Her name and number are as the register has them; her day of birth she corrects."""
    bundle = the.a_draft(world, {})
    told = {key: ANSWERS[key] for key in ("birth_mum_name", "birth_mum_id")}
    operations.save_answers(
        bundle_id=bundle, answers={**told, "birth_mum_born_on": "1996-01-01"},
        sources=dict.fromkeys([*told, "birth_mum_born_on"], POPULATION), by=world.an, at=TUESDAY,
    )  # fmt: skip
    operations.save_answers(
        bundle_id=bundle, answers=ANSWERS, confirms=list(told), by=world.an, at=later(minutes=1)
    )
    operations.file_bundle(bundle_id=bundle, key="k", by=world.an, at=later(minutes=2))
    return bundle


def sources(bundle: UUID, part: str, world: World) -> Sources:
    """As an officer of that part's agency sees them."""
    card = queries.bundle(bundle, by=world.an, now=TUESDAY)
    standing = {each.key: each.standing for each in card.parts}[part]
    assert standing is not None
    return dossiers.sources(standing.id, by=officer(Role.RECEIVER, the.AGENCY_OF[part]))


def test_what_the_register_told_reaches_the_first_agency_confirmed(world: World) -> None:
    found = sources(filed(world), "birth", world)

    assert found["mum_name"] == replace(POPULATION, confirmed_at=later(minutes=1))
    corrected = found["mum_born_on"]
    assert (corrected.origin, corrected.held) == (Origin.TYPED, "1996-01-01")
    assert corrected.held_by is not None
    assert corrected.held_by.name == "population"
    assert (found["child_name"].origin, found["child_name"].hand) == (Origin.TYPED, Hand.SELF)


def test_it_reaches_those_who_are_asked_later_with_what_the_others_issued(world: World) -> None:
    bundle = filed(world)
    birth = queries.bundle(bundle, by=world.an, now=TUESDAY).parts[0].standing
    assert birth is not None

    the.issue(birth.id, the.WARD, BIRTH_RESULT)

    for part in ("residence", "card"):
        found = sources(bundle, part, world)
        # One answer that serves several has one source; what is filed later was typed by her.
        assert found["own_name"] == replace(POPULATION, confirmed_at=later(minutes=1))
        assert (found["child_name"].origin, found["child_name"].hand) == (Origin.TYPED, Hand.SELF)
        # What the group says itself nobody typed.
        assert found["for_whom"].hand is Hand.NOBODY
        number = found["child_id"]
        assert (number.origin, number.ref) == (Origin.DOSSIER, str(birth.id))
        assert number.name.startswith(("H26", "N26"))
    assert sources(bundle, "residence", world)["tie_paper"].origin is Origin.DOSSIER


def test_every_answer_of_every_part_has_a_source(world: World) -> None:
    bundle = filed(world)
    birth = queries.bundle(bundle, by=world.an, now=TUESDAY).parts[0].standing
    assert birth is not None
    the.issue(birth.id, the.WARD, BIRTH_RESULT)

    for part in ("birth", "residence", "card"):
        card = queries.bundle(bundle, by=world.an, now=TUESDAY)
        standing = {each.key: each.standing for each in card.parts}[part]
        assert standing is not None
        answers, _digest = dossiers.original(standing.id, by=world.an)
        hands = {each.hand for each in sources(bundle, part, world).values()}
        assert answers.keys() == sources(bundle, part, world).keys()
        # Filed by the system, but nothing in it was sent by a program.
        assert Hand.MACHINE not in hands


def test_a_bundle_filed_before_sources_were_kept_goes_on(world: World) -> None:
    bundle = the.a_draft(world)
    Bundle.objects.filter(id=bundle).update(sources=None)
    row = Bundle.objects.get(id=bundle)
    merged = joined.form_of(row)

    assert queries.bundle_draft(bundle, by=world.an).sources == {}
    given = Source(Origin.TYPED, TUESDAY, hand=Hand.NOBODY)
    found = merged.sources_of("residence", ANSWERS, {}, given=given, told={})
    assert set(found.values()) == {given}
