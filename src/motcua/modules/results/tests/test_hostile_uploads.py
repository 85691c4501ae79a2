"""A file that is checked may come from anybody: it costs little, whatever it is."""

import tracemalloc
import zlib
from pathlib import Path

import pytest

from motcua.modules.results import queries
from motcua.modules.results.rules import Upload

pytestmark = pytest.mark.django_db

MEGABYTE = 1024 * 1024


def test_what_unpacks_to_very_much_is_not_unpacked() -> None:
    press = zlib.compressobj(9)
    packed = b"".join(press.compress(bytes(MEGABYTE)) for _ in range(400)) + press.flush()
    head = b"<</Type/XRef/Size 10/W[1 2 1]/Root 1 0 R/Filter/FlateDecode/Length %d>>" % len(packed)
    bomb = b"%PDF-1.7\n5 0 obj\n" + head + b"\nstream\n" + packed
    bomb += b"\nendstream\nendobj\nstartxref\n9\n%%EOF"
    before = _peak()

    assert queries.public_check_upload(bomb).verdict is Upload.UNKNOWN
    assert _peak() - before < 200 * MEGABYTE


def test_countless_ends_are_not_counted() -> None:
    ends = b"%PDF-1.7\n" + b"%%EOF" * (2 * MEGABYTE)
    tracemalloc.start()
    try:
        assert queries.public_check_upload(ends).verdict is Upload.UNKNOWN
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert peak < 100 * MEGABYTE


def _peak() -> int:
    """The most memory this process ever held, in bytes."""
    with Path("/proc/self/status").open() as status:
        line = next(each for each in status if each.startswith("VmHWM"))
    return int(line.split()[1]) * 1024
