"""One content has one spelling and one digest, however it was written down."""

import json
import unicodedata

import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from motcua.modules.catalogue.rules import Package, pack, read, unpack
from motcua.modules.catalogue.rules.findings import Findings
from motcua.modules.catalogue.rules.package import canonical_form, canonical_json
from motcua.modules.catalogue.rules.sources import json_of, tree_of

from .factories import REAL, changed, real_files, small_files

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co", "Cf", "Zl", "Zp"]))
KEYS = st.text("abcdefghij_", min_size=1, max_size=6)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15), 10**15) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=12,
)


def _canonical(text: str) -> bytes:
    found = Findings()
    tree = tree_of(unicodedata.normalize("NFC", text), "any.yaml", found)
    found.refuse_if_any()
    assert tree is not None
    return canonical_form({"any": tree}, {})


@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=5))
@settings(deadline=None)
def test_layout_and_order_of_keys_do_not_count(content: dict[str, object]) -> None:
    one = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
    other = yaml.safe_dump(
        dict(reversed(content.items())), allow_unicode=False, default_flow_style=True, width=30
    )

    assert _canonical(one) == _canonical(json.dumps(content, ensure_ascii=False))
    assert _canonical(one) == _canonical(other)


@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=5))
@settings(deadline=None)
def test_what_is_written_is_what_is_read(content: dict[str, object]) -> None:
    written = json.dumps(content, ensure_ascii=False)
    assume(unicodedata.is_normalized("NFC", written))
    tree = tree_of(written, "any.yaml", Findings())
    assert tree is not None

    assert json_of(tree) == content


@given(TEXTS, TEXTS)
@settings(deadline=None)
def test_different_words_never_share_a_digest(one: str, other: str) -> None:
    same = unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other)

    assert (canonical_json({"a": unicodedata.normalize("NFC", one)})
            == canonical_json({"a": unicodedata.normalize("NFC", other)})) is same  # fmt: skip


def test_a_code_is_never_a_number() -> None:
    assert b'"code":"2.000630"' in _canonical("code: 2.000630")
    assert b'"on":"no"' in _canonical("on: no")
    assert b'"since":"2026-07-01"' in _canonical("since: 2026-07-01")
    assert b'"place":"00070"' in _canonical("place: 00070")


def _reread(files: dict[str, bytes]) -> Package:
    return read(files)


def test_comments_line_ends_and_decomposed_letters_do_not_count() -> None:
    files = small_files()
    spread = unicodedata.normalize("NFD", files["procedure.yaml"].decode())
    written = {**files, "procedure.yaml": f"# a remark\n{spread}".replace("\n", "\r\n").encode()}

    assert _reread(written).digest == read(files).digest


def test_where_the_english_stands_does_not_count() -> None:
    files = small_files()
    apart = changed(files, "procedure.yaml", "{ vi: Vui chơi, en: Play }", "Vui chơi")
    apart["words.en.yaml"] = b"procedure.sector.name: Play\n"

    assert _reread(apart).digest == read(files).digest


def test_a_changed_word_changes_the_digest() -> None:
    files = small_files()

    for file, old, new in (
        ("procedure.yaml", "Kite Law", "Law of Kites"),
        ("fees.yaml", "percent: 50", "percent: 51"),
        ("result.typ", "Cỡ", "Kích cỡ"),
    ):
        assert read(changed(files, file, old, new)).digest != read(files).digest


def test_a_zip_holds_the_same_package_and_is_the_same_every_time() -> None:
    for code in REAL:
        files = real_files(code)

        assert pack(files) == pack(dict(reversed(files.items())))
        assert read(unpack(pack(files))).digest == read(files).digest
