"""Designers decide what becomes of dossiers in flight, try it out, and watch and undo it."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.http import HttpResponse

from motcua.foundation import jobs
from motcua.kernel.actors import SYSTEM
from motcua.modules.catalogue.tests.edits import FORM, WITHOUT_ANSWERS, files_of
from motcua.modules.catalogue.tests.factories import a_published, changed
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers import queries
from motcua.modules.dossiers.tests.world import TUESDAY, WARD, a_citizen
from motcua.modules.proposals import operations as proposals
from motcua.modules.proposals import queries as drafts
from motcua.modules.transitions import queries as runs

from .rooms import People, Room, said, texts, the_people

pytestmark = pytest.mark.django_db

CODE = "9.000001"
GREEN = '{"key":"green","label":"Lục"}'
LEAF = '{"key":"leaf","label":"Lá"}'
NAME = '"label":"Tên diều"'


@pytest.fixture
def people() -> People:
    found = the_people()
    a_published(files_of(FORM, code=CODE, **WITHOUT_ANSWERS))
    return found


def _dossier() -> UUID:
    an = a_citizen("an", "Nguyễn Thị An", "001196000000")
    number = dossiers.file_at_once(
        procedure=CODE, agency=WARD, answers={"size": 30, "colour": "green", "name": "Én"},
        key="k", by=an, at=TUESDAY,
    )  # fmt: skip
    return queries.find(number, by=an)


def _proposal(people: People, *passages: tuple[str, str]) -> UUID:
    proposal = proposals.start(code=CODE, by=people.giang, at=TUESDAY)
    there = drafts.texts(proposal, by=people.giang)["form.yaml"]
    files = {"form.yaml": there.content.encode()}
    for old, new in passages:
        files = changed(files, "form.yaml", old, new)
    proposals.save_files(
        proposal=proposal, changes={"form.yaml": files["form.yaml"].decode()},
        seen={"form.yaml": there.number}, by=people.giang, at=TUESDAY,
    )  # fmt: skip
    return proposal


def _typed(answer: HttpResponse) -> dict[str, str]:
    """What the form would send as it stands."""
    names = [*texts(answer, "//main//input[@type='radio' and @checked]/@name")]
    values = texts(answer, "//main//input[@type='radio' and @checked]/@value")
    fields = texts(answer, "//main//input[@type='text']/@name")
    typed = dict(zip(names, values, strict=True))
    for field in fields:
        found = texts(answer, f"//main//input[@name='{field}']/@value")
        typed[field] = found[0] if found else ""
    return typed


@pytest.mark.parametrize("language", ["vi", "en"])
def test_changes_are_grouped_and_decided(people: People, language: str) -> None:
    _dossier()
    proposal = _proposal(people, (GREEN, LEAF), (NAME, '"label":"Tên của diều"'))
    room = Room(people.giang, language=language)
    page = room.get(f"proposals/{proposal}/in-flight")
    assert page.status_code == 200
    assert 'answers.colour == "green" ? "leaf" : answers.colour' in texts(
        page, "//main//input[@type='text']/@value"
    )
    answer = room.post(f"proposals/{proposal}/in-flight", **_typed(page))
    assert answer.status_code == 302
    decided = {each.key for each in drafts.decisions(proposal, by=people.giang)}
    assert decided == {"form.colour.choices.green", "form.colour.choices.leaf"}


def test_a_trial_counts_and_shows_samples(people: People) -> None:
    dossier = _dossier()
    proposal = _proposal(people, (GREEN, LEAF))
    room = Room(people.giang)
    answer = room.post(f"proposals/{proposal}/in-flight/try")
    assert answer.status_code == 302
    jobs.run_due()
    path = answer["Location"].removeprefix("/studio/")
    assert "1" in texts(room.get(path), "//main//table[1]//tbody/tr[1]/td")
    assert "•••" in said(room.get(f"{path}/samples"))
    assert str(dossier)[-12:] in said(room.get(f"{path}/dossiers/moved"))


def test_a_bad_plan_is_told_where_it_is_wrong(people: People) -> None:
    _dossier()
    proposal = _proposal(people, (GREEN, LEAF))
    room = Room(people.giang)
    page = room.get(f"proposals/{proposal}/in-flight")
    typed = {key: "answers.nowhere" if "expression" in key and value else value
             for key, value in _typed(page).items()}  # fmt: skip
    room.post(f"proposals/{proposal}/in-flight", **typed)
    page = room.get(f"proposals/{proposal}/in-flight")
    assert "answers.nowhere" in said(page)
    assert room.post(f"proposals/{proposal}/in-flight/try").status_code == 422


def test_a_run_is_watched_and_undone(people: People) -> None:
    _dossier()
    files = changed(files_of(FORM, code=CODE, **WITHOUT_ANSWERS), "form.yaml", GREEN, LEAF)
    a_published(files, at=TUESDAY + timedelta(hours=1))
    jobs.run_due()
    (run,) = runs.runs_of(CODE, by=SYSTEM)
    assert run.is_drafts_only
    room = Room(people.giang)
    assert room.get(f"procedures/{CODE}/transitions").status_code == 200
    assert room.get(f"transitions/{run.id}").status_code == 200
    assert room.post(f"transitions/{run.id}/undo", reason="").status_code == 422
    assert room.post(f"transitions/{run.id}/undo", reason="Nhầm").status_code == 302
    jobs.run_due()
    assert runs.run(run.id, by=SYSTEM).state == "undone"


def test_others_are_turned_away(people: People) -> None:
    proposal = _proposal(people, (GREEN, LEAF))
    assert Room(people.chi).get(f"proposals/{proposal}/in-flight").status_code == 403
    assert Room().get(f"proposals/{proposal}/in-flight").status_code == 302
