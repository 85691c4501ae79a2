"""One filing becomes dossiers at three agencies; each goes its own way, none drags the others."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection

from motcua.foundation import jobs, journal
from motcua.kernel.actors import SYSTEM, Role
from motcua.kernel.errors import AlreadyDone, Invalid, NotAllowed, NotFound, WrongMoment
from motcua.modules.bundles import operations, queries
from motcua.modules.bundles.rules import Ending, PartState
from motcua.modules.catalogue.rules.archive import gather
from motcua.modules.catalogue.tests.factories import a_published
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers import queries as dossier_queries
from motcua.modules.dossiers.rules import State
from motcua.modules.dossiers.steps import Incomplete
from motcua.modules.dossiers.tests.world import PACKAGES, TUESDAY, officer
from motcua.modules.results import queries as papers

from . import world as the
from .world import AGENCY_OF, ANSWERS, BIRTH_RESULT, CHILD_ID, GROUP, PLACE, World

pytestmark = pytest.mark.django_db


def _parts(bundle: UUID, world: World) -> dict[str, queries.PartCard]:
    card = queries.bundle(bundle, by=world.an, now=TUESDAY)
    return {part.key: part for part in card.parts}


def _dossier(bundle: UUID, world: World, part: str) -> UUID:
    standing = _parts(bundle, world)[part].standing
    assert standing is not None
    return standing.id


def _states(bundle: UUID, world: World) -> dict[str, PartState]:
    return {key: part.state for key, part in _parts(bundle, world).items()}


def test_what_needs_nothing_is_filed_at_once_and_the_rest_waits(world: World) -> None:
    bundle = the.a_filed_bundle(world)

    assert _states(bundle, world) == {
        "birth": PartState.STARTED, "residence": PartState.WAITING, "card": PartState.WAITING,
    }  # fmt: skip
    birth = dossier_queries.dossier(_dossier(bundle, world, "birth"), by=world.an)
    assert (birth.procedure, birth.agency, birth.state) == (
        the.BIRTH, the.WARD, State.SUBMITTED,
    )  # fmt: skip
    assert queries.broken(by=SYSTEM) == []


def test_the_child_s_number_and_certificate_reach_the_police_and_the_insurance(
    world: World,
) -> None:
    bundle = the.a_filed_bundle(world)
    birth = _dossier(bundle, world, "birth")

    the.issue(birth, the.WARD, BIRTH_RESULT)

    assert set(_states(bundle, world).values()) == {PartState.STARTED}
    police = _dossier(bundle, world, "residence")
    filed, _digest = dossier_queries.original(police, by=world.an)
    certificate = papers.result_of(("dossier", str(birth)), by=SYSTEM)
    assert certificate is not None
    issued = papers.result_file(certificate.id, by=SYSTEM)
    assert (filed["child_id"], filed["child_relation"], filed["own_name"]) == (
        CHILD_ID, "mother", "Nguyễn Thị An",
    )  # fmt: skip
    assert [paper["sha256"] for paper in filed["tie_paper"]] == [issued.sha256]  # type: ignore[attr-defined]  # an answer of kind file
    chief = officer(Role.RECEIVER, the.POLICE)
    assert dossier_queries.file_of(police, issued.sha256, by=chief).sha256 == issued.sha256
    card, _digest = dossier_queries.original(_dossier(bundle, world, "card"), by=world.an)
    assert (card["child_id"], card["home"], card["group"]) == (
        CHILD_ID, the.HOME, "child_under_6",
    )  # fmt: skip


def test_each_result_comes_back_as_soon_as_it_is_ready(world: World) -> None:
    bundle = the.a_filed_bundle(world)
    the.issue(_dossier(bundle, world, "birth"), the.WARD, BIRTH_RESULT)

    the.issue(_dossier(bundle, world, "card"), the.INSURANCE, the.CARD_RESULT)

    parts = _parts(bundle, world)
    assert {key: part.ending for key, part in parts.items()} == {
        "birth": Ending.GRANTED, "residence": Ending.OPEN, "card": Ending.GRANTED,
    }  # fmt: skip
    assert not queries.bundle(bundle, by=world.an, now=TUESDAY).is_over


def test_a_refused_birth_leaves_the_others_untouched_but_unfiled(world: World) -> None:
    bundle = the.a_filed_bundle(world)

    the.refuse(_dossier(bundle, world, "birth"), the.WARD)

    parts = _parts(bundle, world)
    assert [(part.state, part.because) for part in parts.values()] == [
        (PartState.STARTED, ""), (PartState.BLOCKED, "needed"), (PartState.BLOCKED, "needed"),
    ]  # fmt: skip
    card = queries.bundle(bundle, by=world.an, now=TUESDAY)
    assert (card.is_over, card.due_at) == (True, None)
    assert queries.broken(by=SYSTEM) == []


def test_a_part_that_is_stopped_does_not_lose_the_others(world: World) -> None:
    bundle = the.a_filed_bundle(world)
    the.issue(_dossier(bundle, world, "birth"), the.WARD, BIRTH_RESULT)
    police = _dossier(bundle, world, "residence")
    the.take_up(police, the.POLICE)

    dossiers.stop(
        dossier_id=police, reason="Gia đình chuyển đi", legal_basis="68/2020/QH14",
        by=officer(Role.SIGNATORY, the.POLICE), at=TUESDAY,
    )  # fmt: skip
    while jobs.run_due():
        pass

    parts = _parts(bundle, world)
    assert parts["residence"].ending is Ending.LOST
    assert (parts["card"].state, parts["card"].ending) == (PartState.STARTED, Ending.OPEN)
    the.issue(_dossier(bundle, world, "card"), the.INSURANCE, the.CARD_RESULT)
    assert queries.bundle(bundle, by=world.an, now=TUESDAY).is_over


def test_a_part_whose_own_form_refuses_by_then_is_blocked_and_says_so(world: World) -> None:
    # An author who forgot what a mother is to the police.
    text = (the.GROUPS / GROUP / "group.yaml").read_text()
    old = "turned: { mother: mother, father: father"
    files = {"group.yaml": text.replace(old, "turned: { father: father", 1).encode()}
    operations.adopt_group(files=files, by=SYSTEM, at=TUESDAY)
    bundle = the.a_filed_bundle(world)

    the.issue(_dossier(bundle, world, "birth"), the.WARD, BIRTH_RESULT)

    parts = _parts(bundle, world)
    assert (parts["residence"].state, parts["residence"].because) == (PartState.BLOCKED, "answers")
    assert parts["card"].state is PartState.STARTED
    assert len(dossier_queries.my_dossiers(by=world.an).items) == 2


def test_news_that_come_twice_file_nothing_twice(world: World) -> None:
    bundle = the.a_filed_bundle(world)
    the.issue(_dossier(bundle, world, "birth"), the.WARD, BIRTH_RESULT)
    before = len(dossier_queries.my_dossiers(by=world.an).items)

    operations.carry_on(bundle_id=bundle, by=SYSTEM, at=TUESDAY)
    operations.carry_on(bundle_id=bundle, by=SYSTEM, at=TUESDAY)

    assert len(dossier_queries.my_dossiers(by=world.an).items) == before == 3


def test_filing_again_is_told_with_the_number(world: World) -> None:
    bundle = the.a_filed_bundle(world)
    card = queries.bundle(bundle, by=world.an, now=TUESDAY)

    with pytest.raises(AlreadyDone) as told:
        operations.file_bundle(bundle_id=bundle, key="x", by=world.an, at=TUESDAY)

    assert told.value.params["number"] == card.number
    assert card.number.startswith("L261117-")


def test_a_key_files_one_bundle(world: World) -> None:
    first, second = the.a_draft(world), the.a_draft(world)
    operations.file_bundle(bundle_id=first, key="k", by=world.an, at=TUESDAY)

    with pytest.raises(AlreadyDone):
        operations.file_bundle(bundle_id=second, key="k", by=world.an, at=TUESDAY)

    assert queries.bundle_draft(second, by=world.an).answers == ANSWERS


def test_what_is_incomplete_files_nothing_at_all(world: World) -> None:
    bundle = the.a_draft(world, {k: v for k, v in ANSWERS.items() if k != "card_clinic"})

    with pytest.raises(Incomplete):
        operations.file_bundle(bundle_id=bundle, key="k", by=world.an, at=TUESDAY)

    assert dossier_queries.my_dossiers(by=world.an).items == []
    assert queries.bundle_draft(bundle, by=world.an).id == bundle


def test_a_child_of_six_is_too_old_for_the_group(world: World) -> None:
    bundle = the.a_draft(world, {**ANSWERS, "birth_child_born_on": "2020-11-17"})

    with pytest.raises(Incomplete):
        operations.file_bundle(bundle_id=bundle, key="k", by=world.an, at=TUESDAY)


def test_what_was_filed_stays_as_it_was(world: World) -> None:
    bundle = the.a_filed_bundle(world)

    with pytest.raises(WrongMoment):
        operations.save_answers(bundle_id=bundle, answers={}, by=world.an, at=TUESDAY)
    with pytest.raises(WrongMoment):
        operations.discard_bundle(bundle_id=bundle, by=world.an, at=TUESDAY)


def test_a_draft_can_be_thrown_away(world: World) -> None:
    bundle = the.a_draft(world)

    operations.discard_bundle(bundle_id=bundle, by=world.an, at=TUESDAY)

    assert queries.my_bundles(by=world.an) == []


def test_somebody_else_s_bundle_does_not_exist(world: World) -> None:
    draft, filed = the.a_draft(world), the.a_filed_bundle(world)

    for verb in (
        lambda: operations.save_answers(bundle_id=draft, answers={}, by=world.binh, at=TUESDAY),
        lambda: operations.file_bundle(bundle_id=draft, key="k", by=world.binh, at=TUESDAY),
        lambda: queries.bundle_draft(draft, by=world.binh),
        lambda: queries.bundle(filed, by=world.binh, now=TUESDAY),
        lambda: queries.membership(_dossier(filed, world, "birth"), by=world.binh),
    ):
        with pytest.raises(NotFound):
            verb()


def test_only_people_start_and_only_where_everybody_decides(world: World) -> None:
    with pytest.raises(NotAllowed):
        operations.start_bundle(group=GROUP, place=PLACE, by=SYSTEM, at=TUESDAY)
    with pytest.raises(Invalid):
        operations.start_bundle(group=GROUP, place="00001", by=world.an, at=TUESDAY)
    with pytest.raises(NotFound):
        operations.start_bundle(group="9.999999", place=PLACE, by=world.an, at=TUESDAY)


def test_each_agency_sees_its_own_dossier_and_what_it_belongs_to(world: World) -> None:
    bundle = the.a_filed_bundle(world)
    birth = _dossier(bundle, world, "birth")

    told = queries.membership(birth, by=officer(Role.RECEIVER, the.WARD))

    assert told is not None
    assert (told.position, len(told.parts), told.bundle) == (1, 3, bundle)
    with pytest.raises(NotFound):
        queries.membership(birth, by=officer(Role.RECEIVER, the.POLICE))


def test_the_agencies_are_those_of_the_place_or_the_only_one(world: World) -> None:
    bundle = the.a_filed_bundle(world)

    assert {key: part.agency for key, part in _parts(bundle, world).items()} == AGENCY_OF


def test_the_story_is_in_the_journal(world: World) -> None:
    bundle = the.a_filed_bundle(world)
    the.issue(_dossier(bundle, world, "birth"), the.WARD, BIRTH_RESULT)

    kinds = [entry.kind for entry in journal.timeline(("bundle", str(bundle)))]

    assert kinds == [
        "bundle.started/1", "bundle.filed/1", "bundle.part_started/1", "bundle.part_started/1",
        "bundle.part_started/1",
    ]  # fmt: skip


def test_the_check_names_what_contradicts_itself(world: World) -> None:
    bundle, other = the.a_filed_bundle(world), the.a_filed_bundle(world)
    foreign = _dossier(other, world, "birth")
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM bundles_part WHERE bundle_id = %s AND member = 'birth'", [other]
        )
        cursor.execute(
            "UPDATE bundles_part SET state = 'started', dossier = %s"
            " WHERE bundle_id = %s AND member = 'card'",
            [foreign, bundle],
        )

    found = {(each.fault, each.part) for each in queries.broken(by=SYSTEM)}

    assert found == {("parts-missing", "birth"), ("dossier-foreign", "card")}


def test_only_the_machinery_asks_for_everybody_s(world: World) -> None:
    with pytest.raises(NotAllowed):
        queries.broken(by=world.an)
    assert queries.bundle_holding(_dossier(the.a_filed_bundle(world), world, "birth"),
                                  by=world.an) is None  # fmt: skip


def test_a_group_its_procedures_have_outgrown_is_not_offered(world: World) -> None:
    files = gather(PACKAGES / the.CARD)
    other = {name: text.replace(b"child_under_6", b"small_child") for name, text in files.items()}
    a_published(other, at=TUESDAY + timedelta(hours=1))

    assert queries.public_groups() == []
    with pytest.raises(NotFound):
        operations.start_bundle(group=GROUP, place=PLACE, by=world.an, at=TUESDAY)
