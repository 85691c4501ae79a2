"""A citation holds for whom it was written, for what it was written of, and never when made up."""

from uuid import UUID

from motcua.modules.dossiers.citing import cited, true_only

AN, BINH = UUID(int=1), UUID(int=2)
PAPER = {"sha256": "0" * 64, "name": "x.pdf", "size": 1, "media_type": "application/pdf"}
WHERE = {"from": "result", "number": "1/QĐ", "on": "2026-01-01"}


def test_a_true_citation_stays() -> None:
    answers = {"paper": [cited(PAPER, WHERE, applicant=AN)], "name": "An", "list": ["a"]}

    assert true_only(answers, applicant=AN) == answers


def test_a_citation_is_nobody_elses() -> None:
    answers = {"paper": [cited(PAPER, WHERE, applicant=AN)]}

    assert true_only(answers, applicant=BINH) == {"paper": [PAPER]}


def test_a_citation_of_another_file_or_of_another_paper_is_none() -> None:
    entry = cited(PAPER, WHERE, applicant=AN)
    swapped = {**entry, "sha256": "1" * 64}
    said = entry["cited"]
    assert isinstance(said, dict)
    renumbered = {**entry, "cited": {**said, "number": "2/QĐ"}}

    answers = true_only({"paper": [swapped, renumbered]}, applicant=AN)

    assert answers == {"paper": [{**PAPER, "sha256": "1" * 64}, PAPER]}


def test_what_somebody_made_up_is_none() -> None:
    made_up = {**PAPER, "cited": {**WHERE, "mark": "0" * 32}}

    assert true_only({"paper": [made_up]}, applicant=AN) == {"paper": [PAPER]}
