"""The measurement makes real papers; how fast is told, never tested."""

from motcua.modules.results import measuring


def test_what_is_measured_is_whole() -> None:
    results = measuring.results_signed(papers=2)
    letters = measuring.letters_sealed(papers=2)

    assert results.per_second_and_core > 0
    assert results.parts.keys() == {"typeset", "sign", "seal"}
    assert letters.parts.keys() == {"typeset", "seal"}
