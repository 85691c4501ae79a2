"""A limit of pages is told beside the file, on the check page and by API, before filing."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from motcua.foundation import jobs
from motcua.kernel.actors import SYSTEM
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.documents import errands
from motcua.modules.documents import operations as store
from motcua.modules.documents.tests.factories import Desk, a_desk
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers import queries
from motcua.modules.dossiers.answering import PagesUncounted
from motcua.modules.dossiers.steps import Incomplete
from motcua.modules.dossiers.tests.world import World
from motcua.modules.forms import rules as forms

from .phones import Phone, errors, said
from .test_uploads import AUTHORITY, sends, told, with_authority

TWO_PAGES = b"%PDF-1.7 << /Type /Pages /Count 2 >>" + b"x" * 100
UNCOUNTED = b"%PDF-1.7 " + b"y" * 100


@pytest.fixture(autouse=True)
def desk() -> Iterator[Desk]:
    with a_desk() as found:
        yield found


@contextmanager
def one_page_in(draft: UUID, key: str, world: World) -> Iterator[None]:
    """The question takes files of one page meanwhile."""
    question = catalogue.revision(queries.draft(draft, by=world.an).revision).form.question(key)
    assert question is not None
    assert isinstance(question.kind, forms.File)
    object.__setattr__(question.kind, "max_pages", 1)
    try:
        yield
    finally:
        object.__setattr__(question.kind, "max_pages", 0)


@pytest.fixture
def draft(an: Phone, world: World) -> Iterator[UUID]:
    """A draft whose authority may have one page only."""
    made = with_authority(an)
    with one_page_in(made, "authority_paper", world):
        yield made


def test_too_many_pages_are_told_where_the_file_is_and_keep_it_from_being_filed(
    an: Phone, world: World, draft: UUID
) -> None:
    done = told(sends(an, draft, TWO_PAGES))
    assert done["pages"] == 2

    answer = an.fills(draft, AUTHORITY, {"q-authority_paper-document": str(done["document"])})

    assert answer.status_code == 422
    assert "có 2 trang, chỉ nhận 1 trang" in errors(answer)[0][1]
    page = an.get(f"/drafts/{draft}/pages/{AUTHORITY}")
    assert "có 2 trang, chỉ nhận 1 trang" in said(page)
    assert "Không nhận" in said(page)
    check = an.get(f"/drafts/{draft}/check")
    assert "có 2 trang, chỉ nhận 1 trang" in said(check)
    with pytest.raises(Incomplete):
        dossiers.file(dossier_id=draft, key="k", by=world.an, at=datetime.now(UTC))


def test_what_was_counted_too_few_at_first_is_counted_again_when_it_is_looked_into(
    an: Phone, world: World, draft: UUID
) -> None:
    done = told(sends(an, draft, UNCOUNTED))
    assert done["pages"] == 0
    answer = an.fills(draft, AUTHORITY, {"q-authority_paper-document": str(done["document"])})
    assert answer.status_code == 302, errors(answer)
    document = UUID(str(done["document"]))
    store.begin_check(document_id=document, by=SYSTEM, at=datetime.now(UTC))
    store.note_looked(document_id=document, pages=9, warnings=(), by=SYSTEM, at=datetime.now(UTC))

    assert "có 9 trang, chỉ nhận 1 trang" in said(an.get(f"/drafts/{draft}/check"))


@pytest.fixture
def whole(an: Phone, world: World) -> Iterator[UUID]:
    """A draft that only waits to be filed, with a file whose pages are limited and unknown."""
    made, at = an.fills_everything(), datetime.now(UTC)
    with one_page_in(made, "foreign_paper", world):
        assert world.an.person is not None
        card = errands.receive(
            content=UNCOUNTED, owner=UUID(world.an.person), name="giấy.pdf", by=world.an, at=at
        )
        answers = {"registered_abroad": True, "foreign_paper": [card.entry]}
        dossiers.save_answers(dossier_id=made, answers=answers, by=world.an, at=at)
        yield made


def test_filing_waits_until_the_pages_are_counted_and_not_for_ever(
    an: Phone, world: World, whole: UUID
) -> None:
    assert "Đang đếm số trang" in said(an.get(f"/drafts/{whole}/check"))
    answer = an.post(f"/drafts/{whole}/check", {"sends": "file"})
    assert answer.status_code == 409
    assert "Xin chờ một phút" in said(answer)
    with pytest.raises(PagesUncounted):
        dossiers.file(dossier_id=whole, key="k", by=world.an, at=datetime.now(UTC))

    later = datetime.now(UTC) + timedelta(minutes=11)
    assert dossiers.file(dossier_id=whole, key="k", by=world.an, at=later)


def test_once_counted_it_is_filed(an: Phone, whole: UUID) -> None:
    jobs.run_due()
    assert an.post(f"/drafts/{whole}/check", {"sends": "file"}).status_code == 302
