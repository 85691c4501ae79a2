"""Sources, tokens, things and series; months; how sources do."""

from dataclasses import replace
from datetime import timedelta

import pytest

from motcua.foundation import rows
from motcua.kernel.actors import SYSTEM
from motcua.kernel.errors import NotAllowed, NotFound
from motcua.kernel.words import Text
from motcua.modules.observations import operations, queries
from motcua.modules.observations.rules import SeriesSpec, SourceFacts, ThingFacts
from motcua.modules.observations.rules.registering import BadCode, BadPosition, SeriesTaken

from .factories import (
    AIR,
    CHI,
    GIANG,
    HAI,
    HOUR,
    MINUTE,
    NOON,
    WARD,
    a_row,
    a_series,
    a_source,
    a_thing,
    minutes,
    sent,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
SPEC = SeriesSpec("hk-01", "pm2_5", AIR, "ug/m3", 60)


class TestTokens:
    def test_a_token_opens_the_gate_and_only_its_digest_is_kept(self) -> None:
        a_source()
        token = operations.issue_token(source=AIR, by=GIANG, at=NOON)
        card = queries.public_source_of_token(token, at=NOON)
        assert card is not None
        assert card.code == AIR
        assert token not in str(rows.fetch("SELECT * FROM observations_sourcetoken"))
        assert queries.public_source_of_token(token + "x", at=NOON) is None

    def test_a_new_token_ends_the_old_ones_in_time(self) -> None:
        a_source()
        old = operations.issue_token(source=AIR, by=GIANG, at=NOON)
        new = operations.issue_token(source=AIR, keep_others=DAY, by=GIANG, at=NOON)
        assert queries.public_source_of_token(old, at=NOON + HOUR)
        assert queries.public_source_of_token(old, at=NOON + DAY) is None
        assert queries.public_source_of_token(new, at=NOON + 9 * DAY)

    def test_revoked_tokens_open_nothing(self) -> None:
        a_source()
        token = operations.issue_token(source=AIR, by=GIANG, at=NOON)
        operations.revoke_tokens(source=AIR, by=GIANG, at=NOON)
        assert queries.public_source_of_token(token, at=NOON) is None

    def test_tokens_of_a_closed_source_open_nothing(self) -> None:
        a_source()
        token = operations.issue_token(source=AIR, by=GIANG, at=NOON)
        operations.close_source(source=AIR, by=GIANG, at=NOON)
        assert queries.public_source_of_token(token, at=NOON) is None

    def test_only_an_administrator_gives_them(self) -> None:
        a_source()
        for by in (CHI, HAI):
            with pytest.raises(NotAllowed):
                operations.issue_token(source=AIR, by=by, at=NOON)
        with pytest.raises(NotFound):
            operations.issue_token(source="nobody", by=GIANG, at=NOON)


class TestSeries:
    def test_registering_again_changes_facts_and_nothing_else(self) -> None:
        a_series()
        changed = replace(SPEC, cadence_seconds=3600, unit="mg/m3", is_public=False)
        first = queries.public_series("hk-01:pm2_5").id
        again = operations.register_series(series=[changed], by=GIANG, at=NOON)
        assert again == {"hk-01:pm2_5": first}
        assert queries.public_series_of(thing="hk-01") == []
        (card,) = queries.series(by=HAI, place=WARD)
        assert card.cadence_seconds == 3600
        sent(a_row(0.02))
        assert rows.fetch("SELECT value FROM observations_observation") == [(20.0,)]

    def test_a_code_never_becomes_another_series(self) -> None:
        a_series()
        a_thing("hk-02")
        with pytest.raises(SeriesTaken):
            _register(replace(SPEC, thing="hk-02", code="hk-01:pm2_5"))
        with pytest.raises(SeriesTaken):
            _register(replace(SPEC, code="another-name"))
        with pytest.raises(SeriesTaken):
            _register(replace(SPEC, procedure="b"), replace(SPEC, procedure="b"))

    def test_a_thing_may_measure_one_property_in_two_ways(self) -> None:
        a_series()
        _register(replace(SPEC, procedure="beta"))
        receipt = sent(a_row(1, series="hk-01:pm2_5"), a_row(2, series="hk-01:pm2_5:beta"))
        assert receipt.verdicts == ()

    def test_things_and_sources_must_be_there(self) -> None:
        a_source()
        with pytest.raises(NotFound):
            _register(SPEC)

    @pytest.mark.parametrize(
        ("thing", "refusal"),
        [
            (ThingFacts("two words", Text("x"), WARD), BadCode),
            (ThingFacts("a", Text("x"), WARD, lon=105.0), BadPosition),
            (ThingFacts("a", Text("x"), WARD, lon=21.0, lat=105.0), BadPosition),
        ],
    )
    def test_what_cannot_be_a_thing_is_refused(
        self, thing: ThingFacts, refusal: type[Exception]
    ) -> None:
        with pytest.raises(refusal):
            operations.register_things(things=[thing], by=GIANG, at=NOON)

    def test_a_thing_may_have_a_uri_for_a_code(self) -> None:
        a_source()
        uri = "urn:ngsi-ld:AirQualityObserved:VN:HN:hk-01"
        a_thing(uri)
        assert _register(replace(SPEC, thing=uri)).keys() == {f"{uri}:pm2_5"}

    def test_a_source_that_cannot_be_is_refused(self) -> None:
        for code in ("", "Upper", "ố", "x" * 65):
            with pytest.raises(BadCode):
                operations.register_source(
                    source=SourceFacts(code, Text("x"), "H26", ""), by=GIANG, at=NOON
                )
        with pytest.raises(NotAllowed):
            operations.register_source(
                source=SourceFacts("x", Text("x"), "H26", ""), by=HAI, at=NOON
            )


class TestMonths:
    def test_rows_of_a_month_nobody_made_are_found_and_sorted_in_later(self) -> None:
        series = a_series()
        old = NOON - timedelta(days=400)
        sent(*minutes([20.0, 21, 22], until=old))
        sent(a_row(30))
        before = queries.public_window([series], old - DAY, NOON + DAY)
        assert len(before) == 4
        made = operations.open_months(by=SYSTEM, at=NOON)
        assert "observations_observation_2025_10" in made
        assert "observations_observation_2027_02" in made
        assert queries.public_window([series], old - DAY, NOON + DAY) == before
        assert rows.fetch("SELECT 1 FROM observations_observation_loose") == []
        assert operations.open_months(by=SYSTEM, at=NOON) == []
        sent(a_row(5, old + MINUTE), a_row(21, old - MINUTE))
        assert len(queries.public_window([series], old - DAY, NOON + DAY)) == 5

    def test_only_the_program_and_administrators_make_them(self) -> None:
        with pytest.raises(NotAllowed):
            operations.open_months(by=HAI, at=NOON)


class TestHealth:
    def test_how_a_source_does(self) -> None:
        a_series("hk-01")
        a_series("hk-02")
        operations.issue_token(source=AIR, by=GIANG, at=NOON)
        sent(a_row(20), a_row(20), a_row(5000, NOON - MINUTE), a_row(1, series="x"))
        (health,) = queries.sources(by=HAI, at=NOON)
        assert (health.n_series, health.n_stale, health.has_token) == (2, 1, True)
        assert (health.n_rows, health.n_accepted, health.n_duplicate) == (4, 1, 1)
        assert (health.n_quarantined, health.n_refused) == (1, 1)
        (later,) = queries.sources(by=HAI, at=NOON + 2 * DAY)
        assert (later.n_rows, later.n_stale) == (0, 2)

    def test_silent_series_are_told(self) -> None:
        a_series("hk-01")
        a_series("hk-02")
        sent(a_row(20))
        silent = queries.public_freshness(at=NOON + MINUTE)
        assert [each.series.thing for each in silent] == ["hk-02"]
        assert len(queries.public_freshness(at=NOON + 2 * HOUR)) == 2

    def test_receipts_are_read_by_their_source_and_the_centre(self) -> None:
        a_series()
        first, second = sent(a_row(20)), sent(a_row(21, NOON + MINUTE), at=NOON + MINUTE)
        assert queries.receipts(source=AIR, by=HAI) == [second, first]
        page = queries.receipts(source=AIR, by=HAI, before=(second.received_at, second.batch))
        assert page == [first]
        with pytest.raises(NotAllowed):
            queries.receipts(source=AIR, by=CHI)


def _register(*specs: SeriesSpec) -> dict[str, int]:
    return operations.register_series(series=specs, by=GIANG, at=NOON)
