"""One page as a Django form: what is shown, kept and said, without JavaScript."""

import io
from collections.abc import Sequence
from hashlib import sha256
from typing import Any, TypeAlias

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.http import QueryDict
from django.utils import translation
from django.utils.datastructures import MultiValueDict
from PIL import Image

from motcua.kernel.errors import NotFound, Refusal
from motcua.modules.forms.compile import PageForm, page_form
from motcua.modules.forms.rules import Form, parse_form
from motcua.modules.forms.rules.files import (
    NOTHING_HELD,
    Entry,
    FileState,
    Held,
    Keeper,
    Standing,
)

from .strategies import SCENE

Uploads: TypeAlias = "MultiValueDict[str, UploadedFile[bytes]]"

PDF = b"%PDF-1.7\n%%EOF"
FULL = PDF + b"one too many"
DOCUMENT = "01997000-0000-7000-8000-00000000000d"


class StoreFull(Refusal):
    """As a store says it."""

    code = "document-store-full"


def label(text: str) -> dict[str, str]:
    return {"vi": text, "en": text}


HOUSEHOLD = parse_form(
    {
        "form": 1,
        "title": label("Tờ khai"),
        "pages": [
            {
                "key": "person",
                "title": label("Người khai"),
                "questions": [
                    {"key": "name", "kind": "person_name", "label": label("Họ và tên")},
                    {"key": "born", "kind": "date", "label": label("Ngày sinh")},
                    {"key": "kin", "kind": "yes_no", "label": label("Có chủ hộ khác")},
                    {
                        "key": "head",
                        "kind": "person_name",
                        "when": "answers.kin",
                        "label": label("Chủ hộ"),
                    },
                    {"key": "home", "kind": "address", "label": label("Chỗ ở")},
                ],
            },
            {
                "key": "members",
                "title": label("Thành viên"),
                "questions": [
                    {
                        "key": "members",
                        "kind": "group",
                        "label": label("Thành viên"),
                        "item": {"vi": "Người", "en": "Person"},
                        "most": 3,
                        "questions": [
                            {"key": "name", "kind": "person_name", "label": label("Họ và tên")},
                            {"key": "born", "kind": "date", "label": label("Ngày sinh")},
                            {"key": "has_id", "kind": "yes_no", "label": label("Có số định danh")},
                            {
                                "key": "number",
                                "kind": "personal_id",
                                "when": "item.has_id",
                                "label": label("Số định danh"),
                            },
                        ],
                    }
                ],
            },
            {
                "key": "papers",
                "title": label("Giấy tờ"),
                "questions": [
                    {"key": "paper", "kind": "file", "label": label("Giấy tờ"), "max_mb": 1},
                    {
                        "key": "papers",
                        "kind": "file",
                        "label": label("Giấy khác"),
                        "most": 2,
                        "required": False,
                    },
                ],
            },
        ],
    }
)
PERSON = "asked=name&asked=born&asked=kin&asked=home"
GOOD_PERSON = (
    f"{PERSON}&q-name=An+Nguyễn&q-born-day=1&q-born-month=9&q-born-year=1999&q-kin=no"
    "&q-home-province=01&q-home-commune=00070&q-home-detail=12+Tràng+Tiền"
)


def opened(key: str, draft: dict[str, object], form: Form = HOUSEHOLD) -> PageForm:
    return page_form(form, key)(draft=draft, scene=SCENE)


def posted(key: str, data: str, draft: dict[str, object] | None = None) -> PageForm:
    return page_form(HOUSEHOLD, key)(QueryDict(data), draft=draft or {}, scene=SCENE)


def test_a_page_is_opened_with_the_draft_and_without_reproach() -> None:
    form = opened("person", {"name": "An", "born": "1999-09-01", "kin": True})
    assert [each.name for each in form.asked] == ["q-name", "q-born", "q-kin", "q-head", "q-home"]
    name, born, kin, head, _home = form.asked
    assert (name.value, kin.value, head.value) == ("An", "yes", "")
    assert born.value == {"day": "1", "month": "9", "year": "1999"}
    assert form.problems == ()
    assert not form.is_valid()


def test_a_good_page_is_valid_and_gives_the_whole_draft() -> None:
    form = posted("person", GOOD_PERSON, {"copies": 3})
    assert form.is_valid()
    assert form.answers["copies"] == 3
    assert form.answers["born"] == "1999-09-01"
    assert form.answers["kin"] is False


def test_what_was_typed_is_shown_again_exactly_and_the_errors_by_field() -> None:
    form = posted("person", f"{PERSON}&q-name=An+2&q-born-day=31&q-born-month=+2&q-born-year=1999")
    assert not form.is_valid()
    name, born, _kin, home = form.asked
    assert name.value == "An 2"
    assert born.value == {"day": "31", "month": " 2", "year": "1999"}
    assert {key: errors[0].code for key, errors in form.errors.as_data().items()} == {
        "q-name": "not-a-name",
        "q-born": "not-a-date",
        "q-kin": "missing",
        "q-home": "missing",
    }
    assert form.error_list[0] == ("q-name", "Nhập họ và tên chỉ bằng chữ, như trên giấy tờ")
    assert home.error == "Nhập chỗ ở"
    assert form.answers == {"name": "An 2"}


def test_the_error_points_at_the_part_that_is_wrong() -> None:
    form = posted("person", f"{PERSON}&q-born-day=1&q-born-year=1999")
    assert ("q-born-month", "Nhập thêm tháng cho ngày sinh") in form.error_list
    assert form.asked[1].wrong == ["month"]


def test_errors_speak_the_language_of_the_reader() -> None:
    with translation.override("en"):
        form = posted("person", PERSON)
        assert form.error_list[0][1] == "Enter họ và tên"


def test_a_question_called_up_by_an_answer_is_asked_before_going_on() -> None:
    form = posted("person", GOOD_PERSON.replace("q-kin=no", "q-kin=yes"))
    assert not form.is_valid()
    assert form.problems == ()
    assert [each.key for each in form.asked] == ["name", "born", "kin", "head", "home"]

    again = GOOD_PERSON.replace("q-kin=no", "q-kin=yes&asked=head&q-head=")
    assert posted("person", again).error_list == [("q-head", "Nhập chủ hộ")]
    assert posted("person", again.replace("q-head=", "q-head=Chi")).is_valid()


def test_a_hidden_answer_stays_in_the_draft_and_is_not_asked_for() -> None:
    form = posted("person", GOOD_PERSON, {"kin": True, "head": "Chi"})
    assert form.is_valid()
    assert form.answers["head"] == "Chi"
    assert "head" not in [each.key for each in form.asked]


def test_without_word_of_what_was_asked_the_draft_tells() -> None:
    assert posted("person", GOOD_PERSON.replace(f"{PERSON}&", "")).is_valid()
    assert [p.key for p in posted("person", "x=1").problems] == ["name", "born", "kin", "home"]


def test_unknown_keys_among_the_asked_do_nothing() -> None:
    assert posted("person", GOOD_PERSON + "&asked=nobody&asked=members&q-nobody=1").is_valid()


def test_the_communes_of_a_province_are_shown_on_request() -> None:
    form = posted("person", f"{PERSON}&q-name=An&q-home-province=01&q-home-refresh=1")
    assert not form.is_valid()
    assert form.problems == ()
    assert [each.value for each in form.asked[3].control.communes] == ["00070", "00004"]
    assert form.asked[0].value == "An"


def test_an_empty_group_that_is_needed_starts_with_one_row() -> None:
    (members,) = opened("members", {}).asked
    assert [row.title.vi for row in members.rows] == ["Người 1"]
    assert (members.rows_name, members.add_name) == ("q-members-rows", "q-members-add")
    assert (members.remove_name, members.refresh_name) == ("q-members-remove", "q-members-refresh")
    assert [cell.name for cell in members.rows[0].questions] == [
        "q-members-0-name",
        "q-members-0-born",
        "q-members-0-has_id",
    ]


ROW = (
    "q-members-{n}-name=An&q-members-{n}-born-day=1&q-members-{n}-born-month=2"
    "&q-members-{n}-born-year=2000&q-members-{n}-has_id=no"
)


def test_rows_are_added_and_removed_and_keep_what_was_typed() -> None:
    data = "asked=members&q-members-rows=2&q-members-0-name=Bình&q-members-1-name=Chi+9"
    more = posted("members", f"{data}&q-members-add=1")
    assert not more.is_valid()
    assert more.problems == ()
    assert [row.questions[0].value for row in more.asked[0].rows] == ["Bình", "Chi 9", ""]

    fewer = posted("members", f"{data}&q-members-remove=0")
    assert [row.questions[0].value for row in fewer.asked[0].rows] == ["Chi 9"]
    assert (
        posted("members", f"{data}&q-members-remove=7").asked[0].rows[0].questions[0].value
        == "Bình"
    )


def test_no_more_rows_than_the_form_allows() -> None:
    data = "asked=members&q-members-rows=3&q-members-add=1"
    assert len(posted("members", data).asked[0].rows) == 3
    assert len(posted("members", "asked=members&q-members-rows=999").asked[0].rows) == 50


def test_rows_are_checked_one_by_one_and_empty_ones_ignored() -> None:
    good = f"asked=members&q-members-rows=2&{ROW.format(n=0)}"
    assert posted("members", good).is_valid()
    wrong = posted(
        "members",
        f"{good}&q-members-1-born-day=31&q-members-1-born-month=2&q-members-1-born-year=2000",
    )
    assert wrong.error_list == [
        ("q-members-1-born", "Người 2: Kiểm tra lại ngày sinh: không có ngày này trong lịch")
    ]
    assert posted("members", "asked=members&q-members-rows=1").error_list == [
        ("q-members", "Thêm ít nhất một mục vào danh sách thành viên")
    ]


def test_a_condition_inside_a_row_counts_for_that_row() -> None:
    data = f"asked=members&q-members-rows=2&{ROW.format(n=0)}&{ROW.format(n=1)}"
    form = posted("members", data.replace("q-members-1-has_id=no", "q-members-1-has_id=yes"))
    assert [len(row.questions) for row in form.asked[0].rows] == [3, 4]
    assert [problem.at for problem in form.problems] == [("members", 1, "number")]


def upload(key: str, *contents: tuple[str, bytes]) -> Uploads:
    files: list[UploadedFile[bytes]] = [SimpleUploadedFile(*each) for each in contents]
    return MultiValueDict({f"q-{key}": files})


class Cupboard:
    """Keeps nothing, and names what it was given as a store would; holds what it is told."""

    def __init__(self, *entries: Entry, held: Held = NOTHING_HELD) -> None:
        self.entries = {str(each["document"]): each for each in entries}
        self._held = held

    def take(self, content: bytes, name: str) -> Entry:
        if content == FULL:
            raise StoreFull("no room", most=1024)
        return entry(name, content)

    def join(self, contents: Sequence[bytes], name: str) -> Entry:
        return {**entry(name, b"".join(contents)), "media_type": "application/zip"}

    def find(self, document: str) -> Entry | None:
        return self.entries.get(document)

    def held(self, digests: Sequence[str]) -> Held:
        del digests
        return self._held


def given(data: str, files: Uploads, *, keep: Keeper | None = None, **draft: object) -> PageForm:
    asked = QueryDict(f"asked=paper&asked=papers{data}")
    compiled = page_form(HOUSEHOLD, "papers")
    return compiled(asked, files, draft=draft, scene=SCENE, keep=keep or Cupboard())


def entry(name: str, content: bytes = PDF) -> dict[str, object]:
    return {
        "sha256": sha256(content).hexdigest(),
        "name": name,
        "size": len(content),
        "media_type": "application/pdf",
    }


def test_a_file_is_held_with_its_name_and_digest() -> None:
    form = given("", upload("paper", ("C:\\giấy.pdf", PDF)))
    assert form.is_valid()
    assert form.answers["paper"] == [entry("giấy.pdf")]
    assert form.asked[0].held[0]["name"] == "giấy.pdf"


def test_a_held_file_need_not_be_given_again_and_a_new_one_replaces_it() -> None:
    assert given("", upload("paper"), paper=[entry("a.pdf")]).is_valid()
    form = given("", upload("paper", ("b.pdf", PDF + b"\n")), paper=[entry("a.pdf")])
    assert form.answers["paper"] == [entry("b.pdf", PDF + b"\n")]


def test_a_held_file_can_be_taken_back() -> None:
    form = given(
        f"&q-paper-remove={entry('a.pdf')['sha256']}", upload("paper"), paper=[entry("a.pdf")]
    )
    assert not form.is_valid()
    assert form.problems == ()
    assert "paper" not in form.answers


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.pdf", b"", "empty-file"),
        ("a.pdf", b"MZ not a pdf", "wrong-file-type"),
        ("a.pdf", PDF + b" " * 1024 * 1024, "file-too-large"),
    ],
)
def test_a_file_that_is_not_taken_is_named(name: str, content: bytes, code: str) -> None:
    form = given("", upload("paper", (name, content)))
    assert not form.is_valid()
    assert [problem.code for problem in form.problems] == [code]
    assert "a.pdf" in form.error_list[0][1]
    assert form.answers == {}


def test_files_typed_as_text_are_not_believed() -> None:
    form = given(f"&q-paper={entry('a.pdf')['sha256']}", upload("paper"))
    assert [problem.code for problem in form.problems] == ["missing"]


def test_files_beyond_what_is_asked_for_are_not_taken() -> None:
    held = [entry("a.pdf"), entry("b.pdf", PDF + b"b")]
    form = given("", upload("papers", ("c.pdf", PDF + b"c")), paper=[entry("a.pdf")], papers=held)
    assert [problem.code for problem in form.problems] == ["too-many-files"]
    assert [each["name"] for each in form.asked[1].held] == ["a.pdf", "b.pdf"]


def test_there_is_no_form_for_a_page_that_is_not() -> None:
    with pytest.raises(NotFound):
        page_form(HOUSEHOLD, "nothing")


def a_photo() -> bytes:
    out = io.BytesIO()
    Image.new("L", (4, 4)).save(out, "JPEG")
    return out.getvalue()


def test_a_document_in_the_store_is_named_by_its_id() -> None:
    cupboard = Cupboard({**entry("cũ.pdf"), "document": DOCUMENT})
    form = given(f"&q-paper-document={DOCUMENT}&q-paper-document=x", upload("paper"), keep=cupboard)
    assert form.is_valid()
    assert form.answers["paper"] == [{**entry("cũ.pdf"), "document": DOCUMENT}]
    again = given(
        f"&q-paper-document={DOCUMENT}&q-paper-remove={entry('cũ.pdf')['sha256']}",
        upload("paper"), keep=cupboard,
    )  # fmt: skip
    assert "paper" not in again.answers


def test_several_photos_become_one_document() -> None:
    files: Uploads = MultiValueDict({
        "q-paper-photos": [SimpleUploadedFile(f"{n}.jpg", a_photo()) for n in range(3)]
    })  # fmt: skip
    form = given("", files)
    assert form.is_valid()
    papers: Any = form.answers["paper"]
    (one,) = papers
    assert one["media_type"] == "application/zip"
    files.setlist("q-paper-photos", [SimpleUploadedFile("a.jpg", PDF)] * 2)
    assert [problem.code for problem in given("", files).problems] == ["wrong-file-type"]


def test_a_store_that_takes_no_more_says_so() -> None:
    form = given("", upload("paper", ("a.pdf", FULL)))
    assert [problem.code for problem in form.problems] == ["document-store-full"]


@pytest.mark.parametrize(
    ("state", "code"),
    [
        (FileState(Standing.WAITING), ""),
        (FileState(Standing.READY, pages=2, warnings=(("photo-blurred", 2),)), ""),
        (FileState(Standing.REFUSED, "file-infected"), "file-infected"),
        (FileState(Standing.REFUSED, "file-locked"), "file-locked"),
    ],
)
def test_what_was_found_in_a_file_is_said_beside_it(state: FileState, code: str) -> None:
    held = Held({str(entry("a.pdf")["sha256"]): state}, "/there")
    form = given("", upload("paper"), keep=Cupboard(held=held), paper=[entry("a.pdf")])
    assert [problem.code for problem in form.problems] == ([code] if code else [])
    shown = form.asked[0].held[0]
    assert shown["standing"] == str(state.standing)
    assert bool(shown["says"]) == bool(state.trouble or state.warnings)


def test_what_the_paper_is_must_be_said_where_it_is_asked() -> None:
    asked = {"key": "deed", "kind": "file", "label": label("Giấy chứng nhận"),
             "originality": ["original", "certified"], "max_pages": 2}  # fmt: skip
    page = {"key": "papers", "title": label("Giấy tờ"), "questions": [asked]}
    compiled = page_form(
        parse_form({"form": 1, "title": label("Tờ khai"), "pages": [page]}), "papers"
    )

    def post(more: str, **state: Any) -> PageForm:
        held = Held({str(entry("a.pdf")["sha256"]): FileState(Standing.READY, **state)})
        data = QueryDict(f"asked=deed{more}")
        draft = {"deed": [entry("a.pdf")]}
        return compiled(data, upload("deed"), draft=draft, scene=SCENE, keep=Cupboard(held=held))

    assert post("").error_list == [
        ("q-deed-originality", "Chọn giấy tờ bạn chụp là bản chính hay bản sao")
    ]
    assert not post("&q-deed-originality=copy").is_valid()
    good = post("&q-deed-originality=certified")
    assert good.is_valid()
    assert good.answers["deed"] == [{**entry("a.pdf"), "originality": "certified"}]
    long = post("&q-deed-originality=certified", pages=3)
    assert [problem.code for problem in long.problems] == ["too-many-pages"]
