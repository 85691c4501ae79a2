"""The inbox of an account, and saying that one did not want what was filed."""

from uuid import UUID

import pytest
from django.db import transaction
from django.http import HttpResponse
from lxml import html

from motcua.foundation import jobs
from motcua.kernel.actors import SYSTEM
from motcua.kernel.words import Text
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers import queries
from motcua.modules.dossiers.tests.stories import SELF
from motcua.modules.dossiers.tests.world import EXTRACT, TUESDAY, WARD, World
from motcua.modules.people import queries as people
from motcua.modules.people import steps
from motcua.modules.people.facts import Notice

from .phones import Phone, links, said

pytestmark = pytest.mark.django_db

WORD = Text("Tin", "News")


def filed_at_the_counter(world: World) -> UUID:
    assert world.an.person
    draft = dossiers.start_assisted(
        procedure=EXTRACT, agency=WARD, person=UUID(world.an.person), by=world.receiver, at=TUESDAY
    )
    dossiers.save_answers(dossier_id=draft, answers=SELF, by=world.receiver, at=TUESDAY)
    mark = queries.undersigned_of(draft, by=world.receiver, now=TUESDAY).mark
    dossiers.confirm_by_signature(dossier_id=draft, mark=mark, by=world.receiver, at=TUESDAY)
    dossiers.file(dossier_id=draft, key=str(draft), by=world.receiver, at=TUESDAY)
    jobs.run_due()
    return draft


def shown_in(inbox: HttpResponse) -> list[str]:
    """What the inbox's button says was seen."""
    return [str(each) for each in html.fromstring(inbox.content).xpath("//*[@name='shown']/@value")]


def test_what_a_flood_of_news_pushed_down_stays_new_until_it_is_shown(
    an: Phone, world: World
) -> None:
    dossier = filed_at_the_counter(world)
    assert world.an.person
    with transaction.atomic():
        for number in range(people.NOTICES_SHOWN):
            news = Notice("test", f"test:{number}", WORD, WORD, WORD, "/mine")
            steps.tell(UUID(world.an.person), news, by=SYSTEM, at=TUESDAY)
    first = an.get("/notices")
    assert f"/mine/{dossier}" not in links(first)
    an.post("/notices", {"shown": shown_in(first)})
    assert "1 tin mới" in said(an.get("/mine"))
    (older,) = (link for link in links(first) if "before=" in link)
    assert f"/mine/{dossier}" in links(an.get(older))
    assert an.get("/notices?before=odd").status_code == 200


def test_what_a_clerk_filed_stands_in_the_account_and_is_objected_to(
    an: Phone, binh: Phone, world: World
) -> None:
    dossier = filed_at_the_counter(world)
    page = said(an.get("/mine"))
    assert "1 tin mới" in page
    inbox = said(an.get("/notices"))
    assert "Có hồ sơ vừa nộp cho bạn" in inbox
    assert f"/mine/{dossier}" in links(an.get("/notices"))
    assert f"/en/mine/{dossier}" in links(an.get("/en/notices"))
    assert "Có hồ sơ vừa nộp cho bạn" not in said(binh.get("/notices"))
    an.post("/notices", {"shown": ["odd", *shown_in(an.get("/notices"))]})
    assert "tin mới" not in said(an.get("/mine"))
    assert "Có hồ sơ vừa nộp cho bạn" in said(an.get("/notices"))

    assert "Tôi không đồng ý" in said(an.get(f"/mine/{dossier}"))
    an.post(f"/mine/{dossier}/objection", {"objection": "Tôi không nhờ ai"})
    page = said(an.get(f"/mine/{dossier}?done=objected"))
    assert "Đã báo cơ quan" in page
    assert "Tôi không nhờ ai" in page
    card = queries.dossier(dossier, by=world.receiver)
    assert card.objection == "Tôi không nhờ ai"
    an.post(f"/mine/{dossier}/objection", {"deed": "agree"})
    assert queries.dossier(dossier, by=world.receiver).objected_at is None


def test_an_objection_says_why_and_is_nobody_elses(an: Phone, binh: Phone, world: World) -> None:
    dossier = filed_at_the_counter(world)
    address = f"/mine/{dossier}/objection"
    assert an.post(address, {"objection": " "}).status_code == 422
    assert binh.post(address, {"objection": "x"}).status_code == 404
    assert queries.dossier(dossier, by=world.receiver).objected_at is None


def test_nobody_objects_and_agrees_all_day(an: Phone, world: World) -> None:
    address = f"/mine/{filed_at_the_counter(world)}/objection"
    deeds: list[dict[str, object]] = [{"objection": "Tôi không nhờ ai"}, {"deed": "agree"}]
    codes = [an.post(address, deeds[number % 2]).status_code for number in range(22)]
    assert (codes[0], codes[-1]) == (302, 429)
