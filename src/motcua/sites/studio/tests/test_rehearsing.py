"""Designers at the doors of rehearsing: outside in the studio, and on the stage itself."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse

from motcua.design import formats
from motcua.design.requests import SESSION_KEY
from motcua.foundation import jobs
from motcua.kernel.actors import Actor
from motcua.modules.dossiers.tests.world import EXTRACT, WARD, World, found_world
from motcua.modules.organisation import queries as organisation
from motcua.modules.rehearsals import queries
from motcua.modules.rehearsals.tests.factories import (
    an_open_rehearsal,
    applicants,
    giang,
    nothing_left,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def world(transactional_db: None) -> Iterator[World]:
    with nothing_left():
        yield found_world(with_places=True)


@pytest.fixture
def designer(world: World) -> Actor:
    return giang()


def browser(who: str = "", *, checks: bool = False) -> Client:
    client = Client(enforce_csrf_checks=checks)
    if who:
        session = client.session
        session[SESSION_KEY] = who
        session.save()
    return client


def words(answer: HttpResponseBase) -> str:
    assert isinstance(answer, HttpResponse)
    return answer.content.decode()


def test_only_designers_come_in(world: World, designer: Actor) -> None:
    card = queries.rehearsal(an_open_rehearsal(designer), by=designer)
    for path in (f"/rehearsals/{card.key}/", f"/rehearsals/{card.key}/desk/"):
        assert "/sign-in" in browser().get(path)["Location"]
        assert browser(world.an.id).get(path).status_code == 403
        assert browser(world.receiver.id).get(path).status_code == 403
    assert browser(designer.id).get("/rehearsals/0123456789ab/").status_code == 404
    assert browser(designer.id).get("/rehearsals/x';drop/").status_code == 404


def test_a_designer_opens_enters_plays_and_closes(world: World, designer: Actor) -> None:
    giang = browser(designer.id)
    begun = giang.post(reverse("studio:rehearsals-begin"), {"origin": f"procedure:{EXTRACT}"})
    assert begun.status_code == 302
    assert "Refresh" in giang.get(begun["Location"]).headers
    jobs.run_due()
    page = giang.get(begun["Location"])
    assert "Vào buổi diễn tập" in words(page)
    (key,) = set(re.findall(r"/rehearsals/([0-9a-f]{12})/stage/", words(page)))
    stage = f"/rehearsals/{key}"

    assert giang.get(f"{stage}/stage/")["Cache-Control"] == "private, no-store"
    _looks_like_a_stage(giang, stage)
    _plays_an(giang, stage, world)
    _moves_the_clock(giang, stage)

    closed = giang.post(f"{page.request['PATH_INFO']}/close")
    assert closed.status_code == 302
    jobs.run_due()
    assert giang.get(f"{stage}/mine")["Location"] == page.request["PATH_INFO"]


def _looks_like_a_stage(giang: Client, stage: str) -> None:
    home = giang.get(f"{stage}/")
    assert home.status_code == 200
    assert "DIỄN TẬP – không phải hồ sơ thật" in words(home)
    assert f'href="{stage}/en/"' in words(home)
    assert f'href="{stage}/track"' in words(home)
    assert "REHEARSAL" in words(giang.get(f"{stage}/en/"))


def _plays_an(giang: Client, stage: str, world: World) -> None:
    controls = words(giang.get(f"{stage}/stage/"))
    an = re.search(r'value="(person:[^"]+)">Nguyễn Thị An<', controls)
    assert an is not None
    became = giang.post(f"{stage}/stage/become", {"who": an[1]})
    assert became["Location"] == f"{stage}/procedures/{EXTRACT}"
    assert "Nguyễn Thị An" in words(giang.get(became["Location"]))
    assert giang.get(f"{stage}/mine").status_code == 200
    assert giang.get(f"{stage}/desk/").status_code == 403
    # Outside she is still who she was.
    assert "Vũ Hương Giang" in words(giang.get("/"))
    assert "DIỄN TẬP" not in words(giang.get("/"))
    assert giang.post(f"{stage}/stage/become", {"who": world.an.id}).status_code == 404


def _moves_the_clock(giang: Client, stage: str) -> None:
    calendar = organisation.calendar_of(WARD)
    morning = calendar.opening(calendar.local(datetime.now(UTC)).date() + timedelta(days=1))
    moved = giang.post(f"{stage}/stage/clock", {"jump": "working_day"})
    assert moved.status_code == 302
    assert formats.moment(morning) in words(giang.get(f"{stage}/stage/"))
    back = giang.post(
        f"{stage}/stage/clock", {"jump": "chosen", "day": "2020-01-01", "hour": "08:00"}
    )
    assert back.status_code == 422


ELSEWHERE = (
    "studio/rehearsals", "studio/patterns", "control-room/", "api/v1/procedures", "city/",
    "metrics", "healthz", "gate/", "feeds/", "demo-id/authorize", "changes", "alerts.json",
    "en/studio/rehearsals", "rehearsals/0123456789ab/",
)  # fmt: skip


def test_there_is_nothing_else_inside(world: World, designer: Actor) -> None:
    card = queries.rehearsal(an_open_rehearsal(designer), by=designer)
    client = browser(designer.id)
    answers = {at: client.get(f"/rehearsals/{card.key}/{at}").status_code for at in ELSEWHERE}
    assert set(answers.values()) == {404}, answers


def test_cookies_of_both_sides_never_meet(world: World, designer: Actor) -> None:
    card = queries.rehearsal(an_open_rehearsal(designer), by=designer)
    client = browser(designer.id)
    page = client.get(f"/rehearsals/{card.key}/stage/")
    assert set(page.cookies) <= {"inside_motcua_csrf"}
    assert page.cookies["inside_motcua_csrf"]["path"] == f"/rehearsals/{card.key}/"
    who = re.search(r'value="(person:[^"]+)"', words(page))
    assert who is not None
    became = client.post(f"/rehearsals/{card.key}/stage/become", {"who": who[1]})
    assert set(became.cookies) == {"inside_motcua_csrf", "inside_motcua_session"}
    assert became.cookies["inside_motcua_session"]["path"] == f"/rehearsals/{card.key}/"
    # A session of the inside opens nothing outside, and the other way round.
    inside = became.cookies["inside_motcua_session"].value
    thief = Client()
    thief.cookies["motcua_session"] = inside
    assert thief.get("/mine").status_code == 302


def test_forms_inside_need_their_own_token(world: World, designer: Actor) -> None:
    card = queries.rehearsal(an_open_rehearsal(designer), by=designer)
    strict = browser(designer.id, checks=True)
    where = f"/rehearsals/{card.key}/stage/clock"
    assert strict.post(where, {"jump": "hour"}).status_code == 403
    page = words(strict.get(f"/rehearsals/{card.key}/stage/"))
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token is not None
    told = {"jump": "hour", "csrfmiddlewaretoken": token[1]}
    assert strict.post(where, told).status_code == 302


def test_a_broken_page_inside_leaves_the_city_to_the_next(
    world: World, designer: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = queries.rehearsal(an_open_rehearsal(designer), by=designer)
    client = browser(designer.id)
    client.raise_request_exception = False
    monkeypatch.setattr("motcua.sites.studio.rehearsing.controls._shown", lambda *_: 1 / 0)
    assert client.get(f"/rehearsals/{card.key}/stage/").status_code == 500
    assert "DIỄN TẬP" not in words(client.get("/"))
    assert not applicants()
    assert datetime.now(UTC).year == queries.rehearsal(card.id, by=designer).asked_at.year


def test_paths_are_walked_and_told_page_by_page(world: World, designer: Actor) -> None:
    made = an_open_rehearsal(designer)
    giang = browser(designer.id)
    begun = giang.post(reverse("studio:walk-begin", args=[made]))
    assert "Refresh" in giang.get(begun["Location"]).headers
    jobs.run_due()
    page = giang.get(begun["Location"])
    assert page.status_code == 200
    assert "Rút trước khi tiếp nhận" in words(page)
    assert "Mọi điều kiện, kênh, khoản thu, bước và thư đều đã đi qua." in words(page)
    (key,) = set(re.findall(r"/rehearsals/([0-9a-f]{12})/desk/", words(page)))
    link = re.search(rf"/rehearsals/{key}/desk/dossiers/[0-9a-f-]+", words(page))
    assert link is not None
    door = giang.get(giang.get(link[0])["Location"])["Location"]
    assert door.startswith(f"/rehearsals/{key}/stage/?back=%2Frehearsals%2F{key}%2Fdesk")
    assert begun["Location"] in words(giang.get(reverse("studio:rehearsal", args=[made])))


def test_a_forecast_is_asked_for_and_read(world: World, designer: Actor) -> None:
    giang = browser(designer.id)
    form = giang.get(
        reverse("studio:forecast-new"), {"origin": f"procedure:{EXTRACT}", "agency": WARD}
    )
    assert form.status_code == 200
    typed = dict(re.findall(r'name="((?:staff|minutes)-\w+)"[^>]*value="([^"]*)"', words(form)))
    assert len(typed) >= 10
    told = {**typed, "origin": f"procedure:{EXTRACT}", "agency": WARD, "channel": "online",
            "per_day": "6,5", "days": "30"}  # fmt: skip
    wrong = giang.post(reverse("studio:forecast-new"), {**told, "per_day": "nan"})
    assert wrong.status_code == 422
    made = giang.post(reverse("studio:forecast-new"), told)
    assert made.status_code == 302
    jobs.run_due()
    page = giang.get(made["Location"])
    assert "đúng hạn" in words(page)
    assert "Wilson" in words(page)
    assert giang.get(f"/en{made['Location']}").status_code == 200
