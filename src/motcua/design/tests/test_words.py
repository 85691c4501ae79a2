"""Interface words: found, translated, never two ways at once."""

from pathlib import Path

import pytest

from motcua.design import words

OURS = [words.SOURCE / "design", words.SOURCE / "sites" / "studio"]


@pytest.mark.parametrize("app", OURS, ids=lambda app: app.name)
def test_every_word_has_english(app: Path) -> None:
    assert words.missing(app) == []


def test_a_word_has_one_english() -> None:
    assert words.clashes(OURS) == []


def test_words_are_found_kept_and_dropped(tmp_path: Path) -> None:
    app = tmp_path / "shop"
    (app / "templates" / "shop").mkdir(parents=True)
    page = app / "templates" / "shop" / "a.html"
    page.write_text('{{ _("Mua") }}{{ pgettext("how", "Bán") }}', "utf-8")
    (app / "doors.py").write_text('from x import gettext as _\n_("Trả")\n', "utf-8")

    words.renew(app)
    assert sorted(words.missing(app)) == ["Bán", "Mua", "Trả"]

    file = app / "locale" / "en" / "LC_MESSAGES" / "django.po"
    file.write_text(file.read_text("utf-8").replace('"Mua"\nmsgstr ""', '"Mua"\nmsgstr "Buy"'))
    page.write_text('{{ _("Mua") }}', "utf-8")
    words.renew(app)
    assert words.missing(app) == ["Trả"]
    assert "Bán" not in file.read_text("utf-8")
    before = file.read_bytes()
    words.renew(app)
    assert file.read_bytes() == before


def test_two_apps_that_disagree_are_named(tmp_path: Path) -> None:
    for name, english in (("a", "Day"), ("b", "Date")):
        folder = tmp_path / name / "locale" / "en" / "LC_MESSAGES"
        folder.mkdir(parents=True)
        (folder / "django.po").write_text(f'msgid "Ngày"\nmsgstr "{english}"\n', "utf-8")

    assert words.clashes([tmp_path / "a", tmp_path / "b"]) == ["Ngày: 'Day' and 'Date'"]
