"""What examining promises: nearly every seeded defect is found, and no sound package alarms."""

from motcua.config.bench import examining


def test_nearly_every_seeded_defect_is_found() -> None:
    seeded = examining.defects()
    found = [each for each in seeded if each.is_found]

    assert len(seeded) >= 40
    assert len(found) >= 0.95 * len(seeded), [e.name for e in seeded if not e.is_found]


def test_nothing_is_found_in_sound_packages() -> None:
    clean = examining.sound()

    assert len(clean) >= 20
    assert {each.name: sorted(each.codes) for each in clean if each.codes} == {}
