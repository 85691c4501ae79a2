"""Sheets to print: each question of the form is on paper, made once, the same for everybody."""

import io
from datetime import UTC, datetime

import pikepdf
import pytest

from motcua.foundation import files, jobs, plugs
from motcua.kernel.actors import NOBODY
from motcua.kernel.words import Text
from motcua.modules.catalogue import operations
from motcua.modules.catalogue.queries.sheets import public_sheet, public_sheet_paper
from motcua.modules.catalogue.rules import read
from motcua.modules.catalogue.rules.in_words import in_words
from motcua.modules.catalogue.rules.sheets import SheetKind, sheet
from motcua.modules.organisation.rules import AgencyKind
from motcua.modules.organisation.tests.factories import an_agency
from motcua.modules.results.ports import Typesetter

from .factories import a_published, information_files, real_files, real_package

EXTRACT = "2.000635"
AT = datetime(2026, 11, 17, 2, 0, tzinfo=UTC)


def a_city() -> None:
    """A city that offers extracts."""
    an_agency("H26", kind=AgencyKind.CITY_COMMITTEE, place_code="01")
    a_published(real_files(EXTRACT))


def test_a_condition_is_told_by_the_labels_people_read() -> None:
    package = real_package("1.004194")
    said = {
        page.when.source: in_words(page.when, package.form, "vi")
        for page in package.form.pages if page.when
    }  # fmt: skip

    assert said['answers.mode == "by_list"'] == "Nếu “Cách đăng ký” là “Theo danh sách”"


def test_what_is_too_involved_for_a_line_names_what_it_depends_on() -> None:
    form = real_package("1.004194").form
    conditions = [page.when for page in form.pages] + [each.when for each in form.questions()]
    involved = next(when for when in conditions if when and "years_between" in when.source)

    assert in_words(involved, form, "vi").startswith("Tùy câu trả lời: “")
    assert in_words(involved, form, "en").startswith("Depends on: “")


@pytest.mark.parametrize("code", ["1.004194", "2.000635", "1.013314"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_and_question_is_on_the_blank_form(code: str, language: str) -> None:
    package = real_package(code)
    pages = sheet(package, SheetKind.FORM, language)["pages"]

    assert isinstance(pages, list)
    asked = [question["label"] for page in pages for question in page["questions"]]
    assert asked == [question.label.in_(language) for question in package.form.questions()]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", list(SheetKind))
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_sheet_is_made_once_and_kept(kind: SheetKind, language: str) -> None:
    a_city()
    digest = real_package(EXTRACT).digest
    for _ in range(2):
        operations.ask_for_sheet(digest=digest, kind=kind, language=language, by=NOBODY, at=AT)
    assert public_sheet(digest, kind, language) is None

    jobs.run_due()
    first = public_sheet(digest, kind, language)
    operations.ask_for_sheet(digest=digest, kind=kind, language=language, by=NOBODY, at=AT)
    jobs.run_due()

    assert first is not None
    assert public_sheet(digest, kind, language) == first
    content = files.read(first)
    paper = public_sheet_paper(digest, kind, language, Text("Ủy ban nhân dân Thành phố Mẫu"))
    assert plugs.get(Typesetter).typeset(paper) == plugs.get(Typesetter).typeset(paper)
    with pikepdf.open(io.BytesIO(content)) as document:
        assert str(document.Root.Lang).startswith(language)
        with document.open_metadata() as about:
            assert about["pdfaid:part"] == "3"
            assert about["pdfuaid:part"] == "1"


@pytest.mark.django_db
def test_of_what_is_only_for_reading_there_is_a_checklist() -> None:
    a_city()
    files_of = information_files()
    a_published(files_of)
    digest = read(files_of).digest
    operations.ask_for_sheet(
        digest=digest, kind=SheetKind.CHECKLIST, language="vi", by=NOBODY, at=AT
    )
    jobs.run_due()

    assert public_sheet(digest, SheetKind.CHECKLIST, "vi")
    with pytest.raises(ValueError, match="has no form"):
        sheet(read(files_of), SheetKind.FORM, "vi")
