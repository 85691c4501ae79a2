"""Keys of programs: they open what their owner said, until their owner said, and no more."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.errors import Invalid, NotAllowed, NotFound
from motcua.modules.access import operations, queries, rules
from motcua.modules.access.models import Key
from motcua.modules.access.rules import Scope, TooManyKeys

AT = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
AN, BINH = Actor(f"person:{uuid4()}"), Actor(f"person:{uuid4()}")
CHI = Actor("officer:chi")


def wish(kind: str = "token", scopes: tuple[str, ...] = ("dossiers:read",)) -> rules.Wish:
    return rules.wish(label="Phần mềm của An", kind=kind, scopes=scopes, days=30, at=AT)


@pytest.mark.django_db
def test_a_token_opens_what_its_owner_said() -> None:
    given_key = operations.give_key(wish=wish(), by=AN, at=AT)

    entrant = queries.public_entrant(given_key.secret, at=AT + timedelta(days=29))

    assert entrant is not None
    assert (entrant.actor, entrant.scopes) == (AN, frozenset({Scope.READ}))
    assert entrant.label == "Phần mềm của An"


@pytest.mark.django_db
def test_nothing_opens_after_its_last_day_or_once_it_was_ended() -> None:
    first, second = (operations.give_key(wish=wish(), by=AN, at=AT) for _ in range(2))
    operations.end_key(key_id=second.id, by=AN, at=AT)

    assert queries.public_entrant(first.secret, at=AT + timedelta(days=30)) is None
    assert queries.public_entrant(second.secret, at=AT) is None
    assert [card.id for card in queries.my_keys(by=AN, at=AT)] == [first.id]


@pytest.mark.django_db
def test_the_secret_is_kept_nowhere() -> None:
    secret = operations.give_key(wish=wish(), by=AN, at=AT).secret

    row = Key.objects.values().get()

    assert all(secret.encode() not in bytes(str(value), "utf-8") for value in row.values())
    assert "Phần mềm" not in str(row)


@pytest.mark.django_db
def test_a_client_gets_a_pass_for_an_hour_that_ends_with_the_client() -> None:
    client = operations.give_key(
        wish=wish("client", ("dossiers:read", "dossiers:file")), by=AN, at=AT
    )
    found = queries.public_pass(str(client.id), client.secret, scope="dossiers:file", at=AT)

    entrant = queries.public_entrant(found.token, at=AT + timedelta(minutes=59))
    assert entrant is not None
    assert (entrant.actor, entrant.scopes, found.seconds) == (AN, frozenset({Scope.FILE}), 3600)
    assert queries.public_entrant(found.token, at=AT + timedelta(hours=1)) is None

    operations.end_key(key_id=client.id, by=AN, at=AT)
    assert queries.public_entrant(found.token, at=AT + timedelta(minutes=1)) is None


@pytest.mark.django_db
def test_a_secret_is_no_token_and_a_token_no_secret() -> None:
    client = operations.give_key(wish=wish("client"), by=AN, at=AT)
    token = operations.give_key(wish=wish(), by=AN, at=AT)

    assert queries.public_entrant(client.secret, at=AT) is None
    with pytest.raises(queries.WrongClient):
        queries.public_pass(str(token.id), token.secret, scope="", at=AT)
    with pytest.raises(queries.WrongClient):
        queries.public_pass(str(token.id), client.secret, scope="", at=AT)


@pytest.mark.django_db
def test_a_client_gets_no_more_than_its_owner_opened() -> None:
    client = operations.give_key(wish=wish("client"), by=AN, at=AT)

    with pytest.raises(queries.WrongScope):
        queries.public_pass(str(client.id), client.secret, scope="dossiers:file", at=AT)


@pytest.mark.django_db
def test_nobody_ends_or_sees_the_key_of_another() -> None:
    key = operations.give_key(wish=wish(), by=AN, at=AT)

    for other in (BINH, CHI):
        with pytest.raises(NotFound):
            operations.end_key(key_id=key.id, by=other, at=AT)
    assert queries.my_keys(by=BINH, at=AT) == []
    with pytest.raises(NotAllowed):
        queries.my_keys(by=CHI, at=AT)


@pytest.mark.django_db
def test_there_are_only_so_many_keys() -> None:
    for _ in range(rules.MOST_KEYS):
        operations.give_key(wish=wish(), by=AN, at=AT)

    with pytest.raises(TooManyKeys):
        operations.give_key(wish=wish(), by=AN, at=AT)
    operations.give_key(wish=wish(), by=BINH, at=AT)


@pytest.mark.parametrize(("change", "field"), [
    ({"label": "  "}, "label"), ({"kind": "door"}, "kind"), ({"scopes": ["everything"]}, "scopes"),
    ({"days": 3650}, "days"),
])  # fmt: skip
def test_a_wish_that_cannot_be_says_which_field(change: dict[str, object], field: str) -> None:
    right = {"label": "A", "kind": "token", "scopes": ["dossiers:read"], "days": 30, "at": AT}

    with pytest.raises(Invalid) as refused:
        rules.wish(**{**right, **change})  # type: ignore[arg-type] # one part is wrong on purpose

    assert refused.value.params["field"] == field


@pytest.mark.django_db
@given(st.one_of(st.text(max_size=60), st.text(max_size=60).map(rules.PASS.__add__)))
def test_anything_else_opens_nothing(shown: str) -> None:
    assert queries.public_entrant(shown, at=AT) is None


@pytest.mark.django_db
def test_all_keys_of_somebody_erased_end() -> None:
    key = operations.give_key(wish=wish(), by=AN, at=AT)

    with pytest.raises(NotAllowed):
        operations.end_all(owner=UUID(AN.person), by=BINH, at=AT)
    assert operations.end_all(owner=UUID(AN.person), by=SYSTEM, at=AT) == 1
    assert queries.public_entrant(key.secret, at=AT) is None
