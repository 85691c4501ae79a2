"""A paper that a register holds stands for the upload: for whom it was told, as long as it holds,
and never because somebody says so."""

from datetime import timedelta
from uuid import UUID

import pytest

from motcua.foundation import files, plugs
from motcua.kernel.errors import NotAllowed, NotFound, Refusal
from motcua.modules.catalogue.tests.factories import a_published, changed, small_files
from motcua.modules.dossiers import looking_up, queries
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers.rules.sharing import Purpose
from motcua.modules.forms.rules import File
from motcua.modules.registers import queries as registers
from motcua.modules.registers.ports import Registers
from motcua.modules.registers.rules import EXTRACT, RegisterCode, Standing

from .world import TUESDAY, WARD, World

KITE = "9.000001"
QUESTIONS = """\
      - { key: flyer_id, kind: personal_id, label: { vi: Số, en: Number }, required: false }
      - { key: flyer_name, kind: person_name, label: { vi: Tên, en: Name }, required: false }
      - key: photo
"""
WHOSE = """\
  sources: [register, upload]
  document_type: identity_document
  whose:
    - when: answers.colour == "red"
      person: applicant
    - { personal_id: flyer_id, full_name: flyer_name, basis: 1/2026/QH }
"""
RED = {"size": 3, "colour": "red"}
BLUE = {"size": 3, "colour": "blue"}
OF_BINH = {"flyer_id": "001092000000", "flyer_name": "Nguyễn Văn Bình"}

pytestmark = pytest.mark.django_db


@pytest.fixture
def kites(world: World) -> World:
    asked = changed(small_files(), "form.yaml", "      - key: photo\n", QUESTIONS)
    a_published(changed(asked, "components.yaml", "  sources: [upload]\n", WHOSE))
    return world


def _draft(world: World, **answers: object) -> UUID:
    draft = dossiers.start_draft(procedure=KITE, agency=WARD, by=world.an, at=TUESDAY)
    dossiers.save_answers(dossier_id=draft, answers=answers, by=world.an, at=TUESDAY)
    return draft


def _offer(draft: UUID, world: World) -> queries.RegisterOffer:
    (found,) = queries.register_offers(draft, ["size", "photo"], by=world.an)
    return found


def _told(draft: UUID, world: World) -> queries.RegisterOffer:
    looking_up.look_up_paper(
        draft_id=draft, question="photo", has_agreed=False, by=world.an, at=TUESDAY
    )
    return _offer(draft, world)


def _cited(draft: UUID, world: World) -> dict[str, object]:
    entry = queries.register_citation(draft, "photo", _told(draft, world).ref, by=world.an)
    dossiers.save_answers(dossier_id=draft, answers={"photo": [entry]}, by=world.an, at=TUESDAY)
    return entry


def _file(draft: UUID, world: World, *, days: int = 0) -> UUID:
    dossiers.file(dossier_id=draft, key="k", by=world.an, at=TUESDAY + timedelta(days=days))
    return draft


def test_before_anybody_asks_the_register_is_named_and_nothing_told(kites: World) -> None:
    offer = _offer(_draft(kites, **RED), kites)

    assert (offer.register, offer.standing, offer.ref) == (RegisterCode.POPULATION, None, "")
    assert registers.look_ups(UUID(kites.an.person), by=kites.an) == []


def test_ones_own_paper_is_told_in_full_and_cited_without_a_word_of_it(kites: World) -> None:
    draft = _draft(kites, **RED)

    offer = _told(draft, kites)
    entry = _cited(draft, kites)

    assert offer.standing is Standing.VALID
    assert offer.holding is not None
    assert offer.holding.number == "001196000000"
    assert "001196000000" not in str(entry)
    assert entry["media_type"] == EXTRACT
    name = "Ảnh con diều (tra cứu ở Cơ sở dữ liệu quốc gia về dân cư, 17-11-2026)"
    assert entry["name"] == name
    (held,) = File().clean(queries.draft(draft, by=kites.an).answers["photo"]) or []
    assert held == entry


def test_it_stands_for_the_file_and_the_officer_reads_what_it_says(kites: World) -> None:
    draft = _draft(kites, **RED)
    entry = _cited(draft, kites)

    _file(draft, kites)

    extract = queries.extract_of(draft, str(entry["sha256"]), by=kites.receiver)
    assert (extract.paper.number, extract.register) == ("001196000000", RegisterCode.POPULATION)
    assert queries.extract_of(draft, str(entry["sha256"]), by=kites.an) == extract


def test_without_it_the_file_is_missing(kites: World) -> None:
    with pytest.raises(dossiers.Incomplete):
        _file(_draft(kites, **RED), kites)


def test_of_somebody_else_the_applicant_learns_only_that_there_is_one(kites: World) -> None:
    draft = _draft(kites, **BLUE, **OF_BINH)

    offer = _told(draft, kites)
    entry = _cited(draft, kites)
    _file(draft, kites)

    assert (offer.standing, offer.holding, offer.is_of_other) == (Standing.VALID, None, True)
    assert offer.basis == "1/2026/QH"
    digest = str(entry["sha256"])
    with pytest.raises(NotFound):
        queries.file_of(draft, digest, by=kites.an)
    with pytest.raises(NotFound):
        queries.extract_of(draft, digest, by=kites.an)
    assert queries.extract_of(draft, digest, by=kites.receiver).paper.number == "001092000000"


def test_until_the_answers_say_whose_it_is_nobody_is_asked(kites: World) -> None:
    draft = _draft(kites, **BLUE)

    assert _offer(draft, kites).lacks
    with pytest.raises(queries.PaperNotTold):
        _told(draft, kites)


@pytest.mark.parametrize(
    "then",
    [
        {"flyer_id": "001155000000"},
        {"flyer_name": "Nguyễn Văn Ba"},
        {"colour": "red"},
        {"flyer_id": None},
    ],
    ids=["another number", "another name", "the applicant's", "nobody's"],
)
def test_who_names_another_afterwards_cites_nothing(kites: World, then: dict[str, object]) -> None:
    draft = _draft(kites, **BLUE, **OF_BINH)
    ref, entry = _told(draft, kites).ref, _cited(draft, kites)

    dossiers.save_answers(dossier_id=draft, answers=then, by=kites.an, at=TUESDAY)

    (state,) = queries.extract_states(draft, by=kites.an, at=TUESDAY).items()
    assert (state[0], state[1].trouble) == (entry["sha256"], "extract-of-another")
    with pytest.raises(dossiers.Incomplete):
        _file(draft, kites)
    with pytest.raises(Refusal):
        queries.register_citation(draft, "photo", ref, by=kites.an)


def test_after_thirty_days_it_is_asked_again(kites: World) -> None:
    draft = _draft(kites, **RED)
    _cited(draft, kites)

    (state,) = queries.extract_states(draft, by=kites.an, at=TUESDAY + timedelta(days=31)).values()
    assert state.trouble == "extract-old"
    with pytest.raises(dossiers.Incomplete):
        _file(draft, kites, days=31)
    _file(draft, kites, days=30)


def test_what_somebody_made_up_is_no_extract(kites: World) -> None:
    draft = _draft(kites, **RED)
    entry = _cited(draft, kites)
    where = entry["cited"]
    assert isinstance(where, dict)
    stored = files.store(b"{}", at=TUESDAY, media_type=EXTRACT)
    forged = [
        {**entry, "cited": {**where, "mark": "0" * 32}},
        {**entry, "cited": {**where, "type": "death_certificate"}},
        {**entry, "sha256": stored.sha256},
        {each: value for each, value in entry.items() if each != "cited"},
    ]

    for each in forged:
        dossiers.save_answers(dossier_id=draft, answers={"photo": [each]}, by=kites.an, at=TUESDAY)
        with pytest.raises(dossiers.Incomplete):
            _file(draft, kites)


def test_one_persons_extract_is_nobody_elses(kites: World) -> None:
    entry = _cited(_draft(kites, **RED), kites)

    with pytest.raises(dossiers.Incomplete):
        dossiers.file_at_once(
            procedure=KITE, agency=WARD, answers={**RED, "photo": [entry]}, key="b",
            by=kites.binh, at=TUESDAY,
        )  # fmt: skip


def test_who_only_helps_or_looks_is_offered_and_told_nothing(kites: World) -> None:
    draft = _draft(kites, **RED)
    invited = dossiers.invite(
        dossier_id=draft, purpose=Purpose.FILL, days=30, by=kites.an, at=TUESDAY
    )
    dossiers.accept_invitation(token=invited.token, code=invited.code, by=kites.binh, at=TUESDAY)
    entry = _cited(draft, kites)

    assert queries.register_offers(draft, ["photo"], by=kites.binh) == []
    with pytest.raises((NotFound, NotAllowed)):
        looking_up.look_up_paper(
            draft_id=draft, question="photo", has_agreed=True, by=kites.binh, at=TUESDAY
        )
    with pytest.raises(NotFound):
        queries.file_of(draft, str(entry["sha256"]), by=kites.binh)
    assert "001196000000" not in str(queries.draft(draft, by=kites.binh).answers["photo"])


def test_where_no_register_is_connected_nothing_is_offered(kites: World) -> None:
    draft = _draft(kites, **RED)

    with plugs.instead(Registers, Registers()):
        assert queries.register_offers(draft, ["photo"], by=kites.an) == []


def test_every_look_up_is_in_the_log_of_whom_it_is_about(kites: World) -> None:
    draft = _draft(kites, **BLUE, **OF_BINH)
    _told(draft, kites)

    (hers,) = registers.look_ups(UUID(kites.an.person), by=kites.an)
    (his,) = registers.look_ups(UUID(kites.binh.person), by=kites.binh)
    assert (hers.subject, hers.documents) == (f"dossier:{draft}", ("identity_document",))
    assert (his.id, his.basis, his.subject) == (hers.id, "1/2026/QH", "")
