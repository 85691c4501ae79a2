"""What phones and offices really have: sideways photos of 12 megapixels, HEIC, blur, macros."""

import io
import zipfile
from pathlib import Path

import pikepdf
import pillow_heif
import pytest
from PIL import Image, ImageDraw, ImageFilter
from playwright.sync_api import expect

from .conftest import Walkers
from .test_citizen import CITIZEN, PHONE, go_on
from .test_uploading import picker, rows, to_the_papers

pytestmark = pytest.mark.journey

MEGAPIXELS_12 = (3000, 4000)
_TYPES = """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.\
wordprocessingml.document.main+xml"/></Types>"""
_ROOT = """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Target="word/document.xml" Type="http://schemas.openxmlformats.org/\
officeDocument/2006/relationships/officeDocument"/></Relationships>"""
_TEXT = """<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:body><w:p><w:r><w:t>Giấy ủy quyền cho bà Nguyễn Thị An</w:t></w:r></w:p></w:body></w:document>"""


def _page_of_text(blur: float = 0) -> Image.Image:
    page = Image.new("RGB", MEGAPIXELS_12, "white")
    drawn = ImageDraw.Draw(page)
    for line in range(40):
        drawn.text((200, 200 + line * 90), "Giay uy quyen so 12/2026 " * 4, "black", font_size=48)
    return page.filter(ImageFilter.GaussianBlur(blur)) if blur else page


def _docx(path: Path, *, macros: bool) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _ROOT)
        archive.writestr("word/document.xml", _TEXT)
        if macros:
            archive.writestr("word/vbaProject.bin", b"\xd0\xcf\x11\xe0 program")
    return path


@pytest.fixture(scope="module")
def phone(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("phone")
    named = {name: folder / name for name in ("ngang.jpg", "ảnh.heic", "mờ.jpg", "khóa.pdf")}
    sharp = _page_of_text()
    told = sharp.getexif()
    told[0x0112] = 6
    sharp.transpose(Image.Transpose.ROTATE_90).save(named["ngang.jpg"], quality=85, exif=told)
    pillow_heif.from_pillow(sharp.resize((1500, 2000))).save(named["ảnh.heic"], quality=50)
    _page_of_text(blur=12).save(named["mờ.jpg"], quality=85)
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(named["khóa.pdf"], encryption=pikepdf.Encryption(user="x", owner="y"))
    named["giấy.docx"] = _docx(folder / "giấy.docx", macros=False)
    named["lệnh.docx"] = _docx(folder / "lệnh.docx", macros=True)
    return named


@pytest.mark.parametrize("name", ["ngang.jpg", "ảnh.heic"])
def test_a_photo_is_taken_as_the_phone_has_it(
    walker: Walkers, phone: dict[str, Path], name: str
) -> None:
    an = walker(CITIZEN, width=PHONE)
    to_the_papers(an)
    picker(an).set_input_files(phone[name])

    expect(rows(an).first).to_contain_text("Đã kiểm tra", timeout=60_000)
    go_on(an)
    expect(an.page).not_to_have_url("**/authority")
    an.page.go_back()
    an.page.reload()
    picture = rows(an).first.locator("img")
    expect(picture).to_be_visible()
    address = picture.evaluate("image => image.src")
    small = Image.open(io.BytesIO(an.page.request.get(str(address)).body()))
    assert small.height > small.width, "it stands upright"
    assert not dict(small.getexif())


def test_a_photo_out_of_focus_is_doubted_and_still_taken(
    walker: Walkers, phone: dict[str, Path]
) -> None:
    an = walker(CITIZEN, width=PHONE)
    to_the_papers(an)
    picker(an).set_input_files(phone["mờ.jpg"])

    expect(rows(an).first).to_contain_text("bị mờ", timeout=60_000)
    expect(rows(an).first).to_contain_text("không cần làm gì thêm")
    an.look()


@pytest.mark.parametrize(
    ("name", "says"), [("lệnh.docx", "có chứa chương trình"), ("khóa.pdf", "có mật khẩu")]
)
def test_what_cannot_be_opened_says_what_to_do(
    walker: Walkers, phone: dict[str, Path], name: str, says: str
) -> None:
    an = walker(CITIZEN, width=PHONE)
    to_the_papers(an)
    picker(an).set_input_files(phone[name])

    expect(rows(an).first).to_contain_text(says, timeout=60_000)
