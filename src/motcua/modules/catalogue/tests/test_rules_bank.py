"""Shared questions: taken along by the package that uses them, and the same for ever after."""

import json
from pathlib import Path

import pytest

from motcua.modules.catalogue.rules import PackageErrors, gather, pack, read, unpack
from motcua.modules.catalogue.rules.bank import FILE, completed, read_bank

ROOT = Path(__file__).parents[5]
BANK = ROOT / "questions"
CODE = "2.000635"


def _files() -> dict[str, bytes]:
    return gather(ROOT / "packages" / CODE)


def test_the_shipped_bank_is_sound_and_speaks_both_languages() -> None:
    bank = read_bank({path.name: path.read_bytes() for path in BANK.glob("*.yaml")})

    assert "person.full_name" in bank.questions
    for each in bank.questions.values():
        assert each.says
        assert each.question.label.en


def test_a_folder_brings_the_questions_it_uses_and_no_others() -> None:
    taken = read_bank({FILE: _files()[FILE]})

    assert "contact.phone" in taken.questions
    assert "payment.account" not in taken.questions


def test_what_was_packed_means_the_same_without_the_bank() -> None:
    files = unpack(pack(_files()))

    assert read(files).digest == read(_files()).digest
    phone = read(files).form.question("phone")
    assert phone is not None
    assert (phone.use, phone.again, phone.prefill) == ("contact.phone", True, "applicant.phone")


def test_the_content_holds_the_questions_in_full() -> None:
    content = json.loads(read(_files()).canonical)
    questions = [q for page in content["files"]["form"]["pages"] for q in page["questions"]]
    own_name = next(q for q in questions if q["key"] == "own_name")

    assert own_name["label"] == {"vi": "Họ, chữ đệm, tên", "en": "Full name"}
    assert "questions" not in content["files"]


def test_a_changed_bank_makes_another_revision() -> None:
    files = _files()
    changed = files[FILE].replace("Họ, chữ đệm, tên".encode(), "Họ và tên".encode())

    assert read({**files, FILE: changed}).digest != read(files).digest


def test_what_the_package_carries_comes_before_the_bank() -> None:
    files = _files()
    own = files[FILE].replace("Họ, chữ đệm, tên".encode(), "Họ và tên".encode())
    bank = read_bank({path.name: path.read_bytes() for path in BANK.glob("*.yaml")})

    assert completed({**files, FILE: own}, bank)[FILE] == own


def test_what_stands_in_the_form_comes_before_what_the_bank_says() -> None:
    files = _files()
    form = files["form.yaml"].replace(
        b"        use: contact.email\n",
        "        use: contact.email\n        label: { vi: Hộp thư, en: Mailbox }\n".encode(),
    )

    email = read({**files, "form.yaml": form}).form.question("email")
    assert email is not None
    assert email.label.vi == "Hộp thư"
    assert not email.required


def test_a_question_nobody_knows_is_told_with_the_nearest_name() -> None:
    files = _files()
    form = files["form.yaml"].replace(b"use: contact.email", b"use: contact.emial")

    with pytest.raises(PackageErrors) as caught:
        read({**files, "form.yaml": form})
    (finding,) = caught.value.findings
    assert finding.code == "not-in-bank"
    assert finding.params["nearest"] == "contact.email"


def test_a_short_form_does_not_unfold_into_gigabytes() -> None:
    files = _files()
    long = "x" * 60_000
    bank = f"bank: 1\nquestions:\n  - {{name: a.b, kind: short_text, label: {long}}}\n"
    used = "".join(f"      - {{key: q{n}, use: a.b}}\n" for n in range(50))
    form = f"form: 1\ntitle: T\npages:\n  - key: p\n    title: T\n    questions:\n{used}"

    with pytest.raises(PackageErrors) as caught:
        read({**files, "form.yaml": form.encode(), FILE: bank.encode()})
    assert "uses-too-much" in {each.code for each in caught.value.findings}


def test_two_questions_of_one_name_are_refused() -> None:
    twice = b"bank: 1\nquestions:\n  - {name: a.b, kind: date, label: x}\n"

    with pytest.raises(PackageErrors):
        read_bank({"a.yaml": twice, "b.yaml": twice})


def test_a_draft_that_uses_one_more_takes_that_along_too() -> None:
    files = _files()
    form = files["form.yaml"] + b"      - key: account\n        use: person.ethnicity\n"
    bank = read_bank({path.name: path.read_bytes() for path in BANK.glob("*.yaml")})

    taken = completed({**files, "form.yaml": form}, bank)

    assert set(read_bank({FILE: taken[FILE]}).questions) == {
        *read_bank({FILE: files[FILE]}).questions, "person.ethnicity",
    }  # fmt: skip
    assert completed(taken, bank) == taken
