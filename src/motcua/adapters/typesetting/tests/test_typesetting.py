"""What comes off the press: PDF/A, tagged, the same for the same paper, never others' markup."""

import io
import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.adapters.typesetting.glyphs import Glyphs
from motcua.adapters.typesetting.typst_pdf import FontsMissing, TypstTypesetter
from motcua.foundation import plugs
from motcua.modules.results.ports import (
    RESULT_PLACES,
    Look,
    NotAPdf,
    Place,
    Size,
    TemplateBroken,
    Typesetter,
)

from .papers import AT, a_paper


@pytest.fixture(scope="module")
def press() -> TypstTypesetter:
    found = plugs.get(Typesetter)
    assert isinstance(found, TypstTypesetter)
    return found


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def elements(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from elements(child)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        if "/K" in node:
            yield from elements(node.K)


def text_of(pdf: bytes) -> str:
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext (poppler-utils) is not installed: the text cannot be read back")
    done = subprocess.run(  # noqa: S603 -- a fixed program
        [program, "-layout", "-", "-"],
        input=pdf,
        capture_output=True,
        check=True,
    )
    return done.stdout.decode()


def test_the_same_paper_gives_the_same_bytes(press: TypstTypesetter) -> None:
    assert press.typeset(a_paper()) == press.typeset(a_paper())
    assert press.typeset(a_paper()) != press.typeset(a_paper("Bình"))


def test_it_claims_pdf_a_3a_and_pdf_ua(press: TypstTypesetter) -> None:
    with opened(press.typeset(a_paper())) as pdf:
        xmp = pdf.Root.Metadata.read_bytes().decode()
        assert "<pdfaid:part>3</pdfaid:part>" in xmp
        assert "<pdfaid:conformance>A</pdfaid:conformance>" in xmp
        assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
        assert str(pdf.Root.Lang) == "vi-VN"
        assert str(pdf.docinfo.Title) == "Trích lục khai sinh"


def test_every_place_is_an_empty_field_in_the_structure_tree(press: TypstTypesetter) -> None:
    with opened(press.typeset(a_paper())) as pdf:
        fields = {str(f.T): f for f in pdf.Root.AcroForm.Fields}
        forms = [e for e in elements(pdf.Root.StructTreeRoot.K) if pikepdf.Name.Form == e.S]

        assert fields.keys() == set(RESULT_PLACES)
        assert len(forms) == len(fields)
        for field in fields.values():
            assert field.Subtype == pikepdf.Name.Widget
            assert "/V" not in field
            assert "/N" in field.AP
            assert "/A" not in field
            assert str(field.TU)
        assert not bool(pdf.Root.AcroForm.get("/NeedAppearances", False))


def test_the_data_travels_inside(press: TypstTypesetter) -> None:
    with opened(press.typeset(a_paper("Bình"))) as pdf:
        attached = pdf.attachments["data.json"].get_file().read_bytes()
    assert json.loads(attached) == {"format": "motcua.result/1", "name": "Bình"}


def test_every_font_is_embedded(press: TypstTypesetter) -> None:
    with opened(press.typeset(a_paper())) as pdf:
        fonts = list(pdf.pages[0].resources.Font.values())
        assert fonts
        for font in fonts:
            descriptor = font.DescendantFonts[0].FontDescriptor
            assert {"/FontFile2", "/FontFile3"} & set(descriptor.keys())


@pytest.mark.parametrize(
    "name",
    [
        '#panic("x")', "$x^2$", "@ref", "*bold* _it_", "= Title", "#{1+1}", '"); #panic()',
        "\\#", "<label>", "// comment", "/* c */", "`raw`", "- item", '#eval("1")', "~", "\\u{41}",
    ],
)  # fmt: skip
def test_what_people_typed_is_never_markup(press: TypstTypesetter, name: str) -> None:
    pdf = press.typeset(a_paper(f"Ông {name} hết"))
    assert f"Ông {name} hết" in text_of(pdf)


@settings(max_examples=60)
@given(st.text(max_size=80))
def test_whatever_people_typed_can_be_printed(name: str) -> None:
    assert plugs.get(Typesetter).typeset(a_paper(name)).startswith(b"%PDF-")


def test_letters_no_font_has_are_shown_as_missing(press: TypstTypesetter) -> None:
    fonts = Path(str(press._folder))
    glyphs = Glyphs(fonts)
    assert glyphs.shown("Nguyễn Ấ – đ ₫") == "Nguyễn Ấ – đ ₫"
    assert glyphs.shown("An 李") in ("An \u25af", "An ?")
    assert glyphs.shown("a\u202eb\x00c") == "abc"
    assert glyphs.clean({"a": ["e\u0301", 1, None]}) == {"a": ["é", 1, None]}


def test_a_misspelt_key_is_told_with_its_line(press: TypstTypesetter) -> None:
    template = '#import "/official.typ": *\n#show: decision.with()\n#data.aplicant\n'
    with pytest.raises(TemplateBroken) as caught:
        press.typeset(a_paper(template=template))
    assert caught.value.troubles[0].line == 3
    assert "aplicant" in caught.value.troubles[0].message


def test_a_template_without_the_places_is_refused(press: TypstTypesetter) -> None:
    bare = '#set document(title: "x")\n= Chào'
    with pytest.raises(TemplateBroken, match="no place for"):
        press.typeset(a_paper(template=bare))


def test_an_unknown_font_is_refused(press: TypstTypesetter) -> None:
    template = '#import "/official.typ": *\n#show: decision.with()\n#text(font: "Nope")[x]'
    with pytest.raises(TemplateBroken, match="unknown font family"):
        press.typeset(a_paper(template=template))


@pytest.mark.parametrize("what", ['#read("/etc/hostname")', '#include "/../../apps.py"'])
def test_a_template_sees_nothing_outside_its_library(press: TypstTypesetter, what: str) -> None:
    with pytest.raises(TemplateBroken):
        press.typeset(a_paper(template=f'#import "/official.typ": *\n{what}'))


def test_a_draft_says_so_and_has_no_fields(press: TypstTypesetter) -> None:
    pdf = press.typeset(a_paper(draft=True))
    assert press.places(pdf) == {}
    assert "ngày … tháng … năm …" in text_of(pdf)


def test_a_long_paper_keeps_its_block_of_signatures_together(press: TypstTypesetter) -> None:
    template = '#import "/official.typ": *\n#show: decision.with()\n#lorem(1200)\n'
    pdf = press.typeset(a_paper(template=template))
    with opened(pdf) as document:
        assert len(document.pages) > 1
        last = document.pages[-1].obj
        names = {str(a.T) for a in last.Annots}
    assert {"signatory", "organisation"} <= names


def test_looks_are_pages_as_large_as_their_places(press: TypstTypesetter) -> None:
    looks = [
        Look(Place.NUMBER, Size(102, 14), ("07/TLKS-UBND",)),
        Look(Place.ORGANISATION, Size(164, 74), ("Ký bởi: UBND", "nay"), ("UBND", "phường")),
    ]
    drawn = press.draw(looks, at=AT)
    assert drawn.places == (Place.NUMBER, Place.ORGANISATION)
    with opened(drawn.pdf) as pdf:
        sizes = [tuple(round(float(n)) for n in page.mediabox[2:]) for page in pdf.pages]
    assert sizes == [(102, 14), (164, 74)]


def test_bytes_that_are_no_pdf_have_no_places(press: TypstTypesetter) -> None:
    with pytest.raises(NotAPdf):
        press.places(b"GIF89a")


def test_a_folder_without_fonts_is_found_out(tmp_path: Path) -> None:
    with pytest.raises(FontsMissing, match="Tinos"):
        TypstTypesetter(library=tmp_path, fonts=tmp_path).check()
