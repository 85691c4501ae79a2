"""Packages of information level: read, published and found like others, and never filed."""

import pytest

from motcua.kernel.clock import Unit
from motcua.modules.catalogue.rules import Channel, PackageErrors, level_of, read
from motcua.modules.catalogue.rules.components import Need
from motcua.modules.catalogue.rules.fees import StatedKind
from motcua.modules.catalogue.rules.marks import ReviewMark
from motcua.modules.catalogue.rules.package import COMPLETING
from motcua.modules.catalogue.rules.procedure import LifeEvent, PartialCode

from .factories import changed, information_files, small_files


def test_what_a_source_leaves_open_stays_open() -> None:
    package = read(information_files())

    assert not package.is_complete
    assert read(small_files()).is_complete
    assert (package.routes, package.result_template, package.form.pages) == ({}, "", ())
    assert package.procedure.levels == ()
    assert package.procedure.life_events == (LifeEvent.WORK,)
    online, counter = package.times[Channel.ONLINE], package.times[Channel.COUNTER]
    assert (online.allowance, online.says.vi) == (None, "Theo lịch của hội đồng")
    assert (str(counter.amount), counter.unit) == ("0.5", Unit.WORKING_DAY)
    (document,) = package.components
    assert (document.need, document.code, document.sources) == (Need.UNSTATED, "", ())
    assert document.blank_forms == ("Mau 1.docx",)
    national = package.procedure.national
    assert national is not None
    assert (national.is_full, national.review) == (True, (ReviewMark.TIME_IN_WORDS,))


def test_fees_in_a_sources_own_words() -> None:
    fees = read(information_files()).fees

    assert fees.stated is not None
    first, second = fees.stated
    assert (first.kind, first.amount, first.channel) == (StatedKind.STATE_CHARGE, 50_000, None)
    assert (second.kind, second.amount) == (StatedKind.PRICE, None)
    assert not fees.is_free


@pytest.mark.parametrize(
    ("stated", "is_free"),
    [
        ("stated: []", False),
        ("stated: [{ kind: user_fee, amount: 0 }]", True),
        ("stated: [{ kind: user_fee, amount: 0, says: Không thu phí. }]", True),
        ("stated: [{ kind: user_fee, amount: 0, says: Theo quy định của tỉnh }]", False),
        ("stated: [{ kind: user_fee, says: Không }]", False),
        ("account: { bank_bin: '970436', number: '1', holder: A }", True),
    ],
)
def test_free_only_where_it_is_plainly_free(stated: str, *, is_free: bool) -> None:
    fees = f"charges: []\nsays: Không\n{stated}\n".encode()

    assert read({**information_files(), "fees.yaml": fees}).fees.is_free is is_free


@pytest.mark.parametrize("there", [set(COMPLETING) - {name} for name in COMPLETING])
def test_what_completes_a_package_comes_together_or_not_at_all(there: set[str]) -> None:
    files = {k: v for k, v in small_files().items() if k not in COMPLETING or k in there}

    with pytest.raises(PackageErrors) as refused:
        read(files)

    (finding,) = refused.value.findings
    assert finding.code == "half-complete"
    assert finding.file in set(COMPLETING) - there
    assert "result.typ" in finding.says().en


def test_letters_belong_to_complete_packages() -> None:
    with pytest.raises(PackageErrors) as refused:
        read({**information_files(), "letters/receipt_slip.typ": b"x"})

    assert [each.code for each in refused.value.findings] == ["only-in-complete"]


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        ("components.yaml", "need: required", "need: unstated", "need-unstated"),
        ("fees.yaml", "says:", "stated: []\nsays:", "unknown-key"),
        ("procedure.yaml", "levels: [commune]", "levels: []", "empty"),
    ],
)
def test_a_complete_package_leaves_nothing_open(file: str, old: str, new: str, code: str) -> None:
    with pytest.raises(PackageErrors) as refused:
        read(changed(small_files(), file, old, new))

    assert code in {each.code for each in refused.value.findings}


@pytest.mark.parametrize(
    "time", ["{ says: x, unit: DAY }", "{ says: x, unit: DAY, amount: '0.5' }",
             "{ says: x, unit: DAY, amount: 0 }", "{ says: x, amount: nhanh, unit: HOUR }"],
)  # fmt: skip
def test_a_length_that_is_none_is_told(time: str) -> None:
    files = changed(information_files(), "procedure.yaml", "{ says: Theo lịch của hội đồng }", time)

    with pytest.raises(PackageErrors) as refused:
        read(files)

    assert [each.code for each in refused.value.findings] == ["not-a-time"]


def test_a_reason_for_less_than_full_has_its_ground_in_law() -> None:
    founded = "partial_reason: { code: presence, says: Phải có mặt, legal_basis: 1/2026/QH }\n"
    words = "partial_reason: Phải có mặt\n"
    files = small_files()
    partial = [
        read({**files, "procedure.yaml": files["procedure.yaml"] + each.encode()}).procedure.partial
        for each in (founded, words)
    ]

    assert partial[0] is not None
    assert partial[1] is not None
    assert (partial[0].code, partial[0].is_founded) == (PartialCode.PRESENCE, True)
    assert (partial[1].says.vi, partial[1].is_founded) == ("Phải có mặt", False)


def test_it_is_below_level_3() -> None:
    assert level_of(read(information_files())).level < 3
