"""Charts come from one process of their own, are kept, and are refused rather than waited for."""

import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import msgspec
import pytest

from motcua.adapters.charts.drawing import VegaDraughtsman
from motcua.design.charts import Drawn, NotDrawn, Spec

FONTS = Path(__file__).resolve().parents[5] / "build" / "fonts"


@pytest.fixture
def draughtsman(tmp_path: Path) -> Iterator[VegaDraughtsman]:
    made = VegaDraughtsman(tmp_path, fonts=FONTS)
    yield made
    made.leave()


def bars(*values: float) -> Spec:
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "data": {"name": "values", "values": [{"n": n, "v": v} for n, v in enumerate(values)]},
        "mark": "bar",
        "encoding": {
            "x": {"field": "n", "type": "ordinal"},
            "y": {"field": "v", "type": "quantitative", "axis": {"format": ",.1f"}},
        },
    }


def test_one_specification_gives_a_picture_and_a_live_chart(draughtsman: VegaDraughtsman) -> None:
    drawn = draughtsman.draw(bars(1000, 2500.5), "vi")

    assert ElementTree.fromstring(drawn.svg).tag.endswith("svg")  # noqa: S314 -- our own
    assert "1.000,0" in drawn.svg.decode()
    vega = msgspec.json.decode(drawn.vega)
    assert vega["$schema"].endswith("vega/v6.json")
    assert "values" in [data["name"] for data in vega["data"]]


def test_each_language_writes_numbers_its_own_way(draughtsman: VegaDraughtsman) -> None:
    assert "1,000.0" in draughtsman.draw(bars(1000, 2500.5), "en").svg.decode()


def test_what_was_drawn_is_kept(draughtsman: VegaDraughtsman) -> None:
    first = draughtsman.draw(bars(1, 2), "vi")
    draughtsman.leave()

    again = draughtsman.draw(bars(1, 2), "vi")

    assert again == first
    assert not draughtsman.is_drawing()


def test_a_wrong_specification_is_refused_and_the_next_is_drawn(
    draughtsman: VegaDraughtsman,
) -> None:
    with pytest.raises(NotDrawn):
        draughtsman.draw({"mark": {"type": 7}}, "vi")

    assert draughtsman.draw(bars(3), "vi").svg


def test_nothing_is_fetched_from_elsewhere(draughtsman: VegaDraughtsman) -> None:
    spec = {**bars(1), "data": {"url": "https://example.org/x.json"}}

    with pytest.raises(NotDrawn):
        draughtsman.draw(spec, "vi")


def test_a_killed_process_is_replaced(draughtsman: VegaDraughtsman) -> None:
    draughtsman.draw(bars(1), "vi")
    (killed,) = draughtsman.processes()
    os.kill(killed, signal.SIGKILL)

    assert draughtsman.draw(bars(2), "vi").svg


def test_all_who_ask_at_once_share_one_process(tmp_path: Path) -> None:
    both = [VegaDraughtsman(tmp_path, fonts=FONTS) for _ in range(2)]
    drawn: list[Drawn] = []
    asking = [
        threading.Thread(target=lambda n=n: drawn.append(both[n % 2].draw(bars(n), "vi")))
        for n in range(4)
    ]

    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()

    assert len(drawn) == 4
    assert len(both[0].processes() + both[1].processes()) == 1
    for each in both:
        each.leave()


def test_the_oldest_drawings_are_forgotten(
    draughtsman: VegaDraughtsman, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("motcua.adapters.charts.drawing.MOST_KEPT", 2)
    monkeypatch.setattr("motcua.adapters.charts.drawing.CHECK_EVERY", 1)

    for n in range(4):
        draughtsman.draw(bars(n), "vi")

    assert len(list(draughtsman.kept.glob("??/*.svg"))) <= 3


def test_somebody_elses_folder_is_not_trusted(draughtsman: VegaDraughtsman) -> None:
    draughtsman.folder.mkdir(mode=0o700, exist_ok=True)
    draughtsman.folder.chmod(0o777)

    with pytest.raises(NotDrawn, match="open to others"):
        draughtsman.draw(bars(1), "vi")


def test_who_cannot_have_a_turn_soon_is_told_so(
    draughtsman: VegaDraughtsman, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("motcua.adapters.charts.drawing.TURN_SECONDS", 0.01)
    monkeypatch.setattr(draughtsman, "_turns", threading.BoundedSemaphore(1))
    draughtsman.draw(bars(1), "vi")

    with draughtsman._turns:
        assert draughtsman.draw(bars(1), "vi").svg
        with pytest.raises(NotDrawn, match="too many"):
            draughtsman.draw(bars(2), "vi")
