"""What each page costs the database: never more than told here, however many rows there are."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.modules.dossiers import queries
from motcua.modules.dossiers.tests import stories
from motcua.modules.dossiers.tests.world import EXTRACT, World

from .phones import EXTRACT_PAGES, Phone


def a_warm(phone: Phone, path: str) -> None:
    """What is kept in memory has been read once; that is not what is counted."""
    phone.get(path)


@pytest.mark.parametrize(("path", "most"), [
    ("/", 1), ("/procedures", 1), ("/procedures?q=khai+sinh", 1),
    ("/procedures?q=khai+sinh&level=commune", 1), ("/procedures?level=commune", 1), ("/which", 0),
    ("/procedures/suggestions?q=khai", 2), ("/which/co-con-nho", 0),
    ("/which/co-con-nho?want=copy", 1), ("/track", 0),
    (f"/procedures/{EXTRACT}", 8), (f"/procedures/{EXTRACT}?channel=post&asked=copies", 8),
    (f"/procedures/{EXTRACT}/form", 1), (f"/procedures/{EXTRACT}/checklist", 1),
    ("/verify", 0), ("/places/communes?province=01", 0),
])  # fmt: skip
def test_pages_for_everybody(anybody: Phone, path: str, most: int) -> None:
    a_warm(anybody, path)

    assert spent(lambda: anybody.get(path)) <= most


def test_tracking(anybody: Phone, world: World) -> None:
    number = queries.dossier(stories.a_filed_dossier(world), by=world.an).number

    assert spent(lambda: anybody.get(f"/track/{number}")) <= 2


def test_the_first_page_for_somebody_signed_in(an: Phone, world: World) -> None:
    stories.a_filed_dossier(world)
    a_warm(an, "/")

    # For whom the reader may act, and the mark they are named by as an owner, are asked too.
    assert spent(lambda: an.get("/")) <= 6


def test_reading_for_somebody_signed_in(an: Phone, world: World) -> None:
    """What one has already is found in two statements, however many dossiers there were."""
    stories.a_filed_dossier(world, key="first")
    a_warm(an, f"/procedures/{EXTRACT}")
    one = spent(lambda: an.get(f"/procedures/{EXTRACT}"))
    for number in range(5):
        stories.a_filed_dossier(world, key=f"k{number}")

    assert spent(lambda: an.get(f"/procedures/{EXTRACT}")) == one
    assert one <= 13


def test_starting(an: Phone) -> None:
    a_warm(an, f"/procedures/{EXTRACT}/start")

    assert spent(lambda: an.get(f"/procedures/{EXTRACT}/start")) <= 9
    # Two registers are asked, each asking is written down, and their facts are filled in.
    assert spent(lambda: an.starts()) <= 21


def test_filling(an: Phone) -> None:
    draft = an.starts()
    a_warm(an, f"/drafts/{draft}/pages/contact")

    assert spent(lambda: an.get(f"/drafts/{draft}/pages/contact")) <= 3
    assert spent(lambda: an.fills(draft, "contact", EXTRACT_PAGES["contact"])) <= 5


def test_checking_and_filing(an: Phone) -> None:
    draft = an.fills_everything()
    a_warm(an, f"/drafts/{draft}/check")

    assert spent(lambda: an.get(f"/drafts/{draft}/delivery")) <= 3
    assert spent(lambda: an.get(f"/drafts/{draft}/check")) <= 6
    assert spent(lambda: an.post(f"/drafts/{draft}/check")) <= 8


def test_my_dossiers_cost_the_same_for_one_and_for_twenty(an: Phone, world: World) -> None:
    stories.a_filed_dossier(world, key="first")
    a_warm(an, "/mine")
    one = spent(lambda: an.get("/mine"))
    for number in range(19):
        stories.a_filed_dossier(world, key=f"k{number}")

    # Drafts, invitations, mandates, joined filings and what is owed, news are asked once each.
    assert spent(lambda: an.get("/mine")) == one
    assert one <= 14


def test_a_dossier_with_everything_on_it(an: Phone, world: World) -> None:
    dossier = stories.a_drafted_dossier(world)
    a_warm(an, f"/mine/{dossier}")

    assert spent(lambda: an.get(f"/mine/{dossier}")) <= 22
    assert spent(lambda: an.get(f"/mine/{dossier}/answers")) <= 9


def spent(act: Callable[[], object]) -> int:
    """How many statements it took, those that open and close transactions aside."""
    with CaptureQueriesContext(connection) as caught:
        act()
    asides = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")
    return sum(not query["sql"].startswith(asides) for query in caught.captured_queries)
