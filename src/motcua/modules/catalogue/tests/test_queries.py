"""Finding and reading procedures, as people ask for them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.kernel.clock import Allowance, Unit
from motcua.kernel.errors import Invalid
from motcua.modules.catalogue import queries
from motcua.modules.catalogue.models import Procedure
from motcua.modules.catalogue.rules import Channel, Extent, Need
from motcua.modules.organisation.rules import AgencyKind
from motcua.modules.results.rules import LetterKind

from .factories import REAL, a_published, real_files, small_files

pytestmark = pytest.mark.django_db


@pytest.fixture
def catalogue() -> None:
    for code in REAL:
        a_published(real_files(code))
    for number, name in enumerate(OTHERS, start=1):
        a_published(small_files(f"9.0000{number:02d}", name, everyday="việc khác"))


OTHERS = [
    "Đăng ký thường trú",
    "Đăng ký khai sinh",
    "Đăng ký kết hôn",
    "Gia hạn tạm trú",
    "Khai báo y tế về sinh vật trong nước",
    "Đăng ký tạm vắng",
    "Cấp thẻ căn cước",
    "Cấp giấy phép xây dựng nhà ở riêng lẻ",
]


def _codes(q: str, *, limit: int = 20) -> list[str]:
    return [row.code for row in queries.public_search(q, limit=limit).items]


FIRST_FOUND = {
    "1.004194": "1.004194",
    "1.0041": "1.004194",
    " 2.000635 ": "2.000635",
    "đăng ký tạm trú": "1.004194",
    "dang ky tam tru": "1.004194",
    "DANG KY TAM TRU": "1.004194",
    "tam tr": "1.004194",
    "tạm trú": "1.004194",
    "gia hạn tạm trú": "9.000004",
    "thuê nhà trọ": "1.004194",
    "ở trọ": "1.004194",
    "trich luc": "2.000635",
    "mất giấy khai sinh": "2.000635",
    "xin lại giấy khai sinh": "2.000635",
    "tôi muốn xin bản sao giấy khai sinh ở đâu?": "2.000635",
    "khai sinh": "9.000002",
    "birth certificate": "2.000635",
    "lost birth certificate": "2.000635",
    "how do I register a rented room": "1.004194",
    "temporary residence": "1.004194",
    "xac nhan dien tich nha o": "1.013314",
    "thẻ căn cước": "9.000007",
    "the can cuoc": "9.000007",
    "giấy phép xây dựng": "9.000008",
}


@pytest.mark.usefixtures("catalogue")
def test_people_find_it_in_their_own_words() -> None:
    found = {q: _codes(q)[:1] for q in FIRST_FOUND}

    assert found == {q: [first] for q, first in FIRST_FOUND.items()}


@pytest.mark.usefixtures("catalogue")
def test_words_that_are_nowhere_together_are_taken_one_by_one() -> None:
    page = queries.public_search("giấy khai sinh điện tử nhanh chóng")

    assert not page.is_exact
    assert page.items[0].code == "2.000635"
    assert queries.public_search("khinh khí cầu siêu thanh").items == ()


@pytest.mark.usefixtures("catalogue")
def test_no_sign_breaks_the_search() -> None:
    for q in ("'", "a' | b", ":* & !", "\\", "%", "_", "🪁", "tạm'trú", "\x00", "a" * 5000):
        queries.public_search(q)


@pytest.mark.usefixtures("catalogue")
def test_pages_follow_each_other_without_gap_or_repeat() -> None:
    for q in ("", "đăng ký", "dang", "giấy thuyền kết nhà"):
        walked = _walked(q)

        assert walked == _codes(q, limit=100)
        assert len(set(walked)) == len(walked) > 2


def _walked(q: str) -> list[str]:
    """All codes, two to a page."""
    walked: list[str] = []
    cursor: str | None = None
    for _ in range(20):
        page = queries.public_search(q, limit=2, cursor=cursor)
        walked += [row.code for row in page.items]
        cursor = page.next
        if cursor is None:
            break
    return walked


@pytest.mark.parametrize(
    "cursor",
    ["x", "all.", "words.W10", "name.WzEsMl0", "any.xxxx", "words.%%%", "all.WzEsMiwzLDRd"],
)
def test_a_cursor_of_somebody_elses_making_is_refused(cursor: str) -> None:
    for q in ("", "dang ky"):
        with pytest.raises(Invalid):
            queries.public_search(q, cursor=cursor)


@pytest.mark.usefixtures("catalogue")
def test_a_row_says_what_a_list_shows() -> None:
    (row,) = queries.public_search("1.013314").items

    assert row.name.in_("en").startswith("Confirmation of the area and state of a dwelling")
    assert row.sector.in_("vi") == "Đăng ký, quản lý cư trú"
    assert (row.online_level, row.online_extent) == (4, Extent.FULL.value)


def test_the_page_of_a_procedure_tells_everything() -> None:
    revision = a_published(real_files("2.000635"))

    card = queries.public_procedure("2.000635")

    assert card.revision == revision
    assert [way.channel for way in card.ways] == [Channel.ONLINE, Channel.COUNTER, Channel.POST]
    assert card.fees[0].prices[0].says.in_("en") == "8,000 đ for each copy"
    assert {component.need for component in card.components} == {
        Need.REQUIRED, Need.SHOWN, Need.FALLBACK,
    }  # fmt: skip
    assert len(card.legal_basis) == 16
    assert card.online.extent is Extent.FULL
    assert card.outcomes[0].code == "KQ.G15.000342"
    assert all(text.has("en") for text in (card.name, card.summary, card.requirements))
    assert all(note.text.has("en") for note in card.notes)


def test_a_revision_has_what_a_dossier_needs() -> None:
    revision = queries.revision(a_published(real_files("1.004194")))

    assert revision.allowance("online").amount == 3
    assert revision.intake == Allowance.of(8, Unit.HOUR)
    assert revision.agency_kinds == (AgencyKind.COMMUNE_POLICE,)
    assert revision.route(AgencyKind.COMMUNE_POLICE).steps[0].key == "receive"
    assert [page.key for page in revision.result_form.pages] == ["result"]
    assert set(revision.letters) <= {kind.value for kind in LetterKind}


def test_reading_a_procedure_takes_one_query_and_a_known_revision_none() -> None:
    revision = a_published(small_files())
    queries.revision(revision)
    queries.public_search("thả diều")

    with CaptureQueriesContext(connection) as asked:
        queries.public_procedure("9.000001")
        queries.revision(revision)
        queries.public_search("thả diều")

    assert len(asked) == 2


def test_what_lists_read_repeats_the_revision_in_force() -> None:
    a_published(small_files(name="Thả diều giấy"))
    assert queries.public_search("diều giấy").is_exact

    a_published(small_files(name="Thả diều sáo", since="2026-11-01"))

    assert Procedure.objects.get().name_vi == "Thả diều sáo"
    assert not queries.public_search("diều giấy").is_exact
    assert queries.public_search("diều sáo").is_exact
