"""When to try again, what is signed, where we may call, and how a subscription lives."""

import base64
import json
from datetime import UTC, date, datetime, timedelta
from ipaddress import ip_address
from uuid import UUID

import pytest
from cloudevents.v1.http import from_json
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks import Webhook

from motcua.modules.broadcast.ports import Reply
from motcua.modules.broadcast.queries import ChangeCard
from motcua.modules.broadcast.rules import addresses, envelope, signing, subscribing, trying
from motcua.modules.broadcast.rules.addresses import AddressRefused
from motcua.modules.broadcast.rules.policy import POLICIES, policy_on
from motcua.modules.broadcast.rules.subscribing import Act, State
from motcua.modules.broadcast.rules.trying import Heard, Next, decide, wait_after

POLICY = POLICIES[0]
NEVER = timedelta()


def next_after(status: int, tries: int, *, failing: timedelta = NEVER) -> Next:
    reply = Reply(status, "" if status else "timeout")
    return decide(reply, tries=tries, failing=failing, policy=POLICY, lot=0.5).next


@pytest.mark.parametrize(
    ("status", "heard"),
    [
        (200, Heard.TAKEN), (204, Heard.TAKEN), (301, Heard.REFUSED), (400, Heard.REFUSED),
        (404, Heard.REFUSED), (408, Heard.TROUBLE), (410, Heard.GONE), (429, Heard.TROUBLE),
        (500, Heard.TROUBLE), (503, Heard.TROUBLE), (0, Heard.TROUBLE),
    ],
)  # fmt: skip
def test_what_an_answer_means(status: int, heard: Heard) -> None:
    assert trying.heard(status) is heard


def test_an_endpoint_in_trouble_is_tried_as_often_as_the_policy_says() -> None:
    turns = [next_after(503, n) for n in range(1, POLICY.most_tries + 1)]
    assert turns == [Next.AGAIN] * (POLICY.most_tries - 1) + [Next.BURY]


def test_a_message_that_is_refused_is_given_up_sooner_and_holds_nobody_up() -> None:
    turns = [next_after(400, n) for n in range(1, POLICY.refusal_tries + 1)]
    assert turns == [Next.AGAIN] * (POLICY.refusal_tries - 1) + [Next.BURY]
    last = decide(Reply(400), tries=POLICY.refusal_tries, failing=NEVER, policy=POLICY, lot=0)
    assert last.wait == timedelta()


def test_gone_and_days_of_failure_stop_it() -> None:
    assert next_after(410, 1) is Next.STOP
    assert next_after(503, 2, failing=POLICY.stop_after) is Next.STOP
    assert next_after(200, 2, failing=POLICY.stop_after) is Next.GO_ON


def test_the_endpoint_may_ask_for_more_time_but_not_for_ever() -> None:
    def wait(seconds: float) -> timedelta:
        reply = Reply(429, retry_after=seconds)
        return decide(reply, tries=1, failing=NEVER, policy=POLICY, lot=0).wait

    assert wait(90) == timedelta(seconds=90)
    assert wait(1e9) == POLICY.longest_wait
    assert wait(-5) == POLICY.first_wait


@given(st.integers(1, 10_000), st.floats(0, 1, exclude_max=True))
def test_waits_grow_to_the_longest_and_are_never_nothing(tries: int, lot: float) -> None:
    wait = wait_after(tries, policy=POLICY, lot=lot)
    assert POLICY.first_wait * (1 - POLICY.jitter) <= wait <= POLICY.longest_wait
    assert wait <= wait_after(tries + 1, policy=POLICY, lot=lot)


def test_the_policy_is_dated() -> None:
    assert policy_on(date(2020, 1, 1)) is POLICIES[0]
    assert policy_on(date(2030, 1, 1)) is POLICIES[-1]


def test_the_signature_is_that_of_standard_webhooks() -> None:
    key, body = bytes(range(32)), '{"city": "Hà Nội"}'.encode()
    now = int(datetime.now(UTC).timestamp())

    told = signing.headers("msg_1", seconds=now, body=body, keys=[key])

    assert Webhook(signing.secret_text(key)).verify(body, told) == {"city": "Hà Nội"}


def test_while_the_secret_changes_both_verify() -> None:
    old, new, body = b"o" * 32, b"n" * 32, b"{}"
    now = int(datetime.now(UTC).timestamp())
    told = signing.headers("msg_1", seconds=now, body=body, keys=[new, old])
    for key in (old, new):
        assert Webhook(base64.b64encode(key).decode()).verify(body, told) == {}


def test_the_envelope_is_a_cloud_event() -> None:
    at = datetime(2026, 11, 17, 5, 0, tzinfo=UTC)
    key = UUID("018f0000-0000-7000-8000-000000000000")
    change = ChangeCard(
        7, key, "alerts.flood", "vn.motcua.alert.issued.v1", "alert:1", "00070", at, at, '{"a":1}'
    )

    body = envelope.structured(change, source="https://mau.example")
    event = from_json(body)

    assert event.data == {"a": 1}
    told = {
        "specversion": "1.0", "id": str(key), "source": "https://mau.example",
        "type": "vn.motcua.alert.issued.v1", "subject": "alert:1", "topic": "alerts.flood",
        "sequence": "7", "place": "00070", "datacontenttype": "application/json",
        "time": "2026-11-17T05:00:00Z",
    }  # fmt: skip
    assert {name: event.get(name) for name in told} == told
    assert json.loads(envelope.batched([body, body])) == [json.loads(body)] * 2


CLOSED = [
    "127.0.0.1", "10.0.0.1", "172.16.9.9", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "0.0.0.0", "224.0.0.1",  # noqa: S104 -- to be refused
    "255.255.255.255", "240.0.0.1", "192.0.2.1", "198.18.0.1",
    "::", "::1", "fe80::1", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
    "2002:7f00:1::", "64:ff9b::7f00:1", "64:ff9b::a00:1", "2001:0:4136:e378:8000:63bf:80ff:fffe",
    "2001:db8::1", "fec0::1", "192.88.99.1", "::ffff:192.88.99.1",
]  # fmt: skip


@pytest.mark.parametrize("told", CLOSED)
def test_addresses_inside_the_walls_are_closed(told: str) -> None:
    assert not addresses.is_open(ip_address(told))


@pytest.mark.parametrize(
    "told", ["1.1.1.1", "203.162.4.190", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"]
)
def test_addresses_of_the_internet_are_open(told: str) -> None:
    assert addresses.is_open(ip_address(told))


def test_what_is_expressly_allowed_is_open_and_its_neighbours_are_not() -> None:
    allowed = addresses.networks("127.0.0.0/8, ::1/128")
    assert addresses.is_open(ip_address("127.0.0.5"), allowed)
    assert addresses.is_open(ip_address("::1"), allowed)
    assert not addresses.is_open(ip_address("10.0.0.1"), allowed)
    assert addresses.check("http://127.0.0.1:81/x", allowed=allowed) == "127.0.0.1"


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ("http://receiver.example/", "scheme"), ("ftp://receiver.example/", "scheme"),
        ("https://127.0.0.1/", "private"), ("https://[::1]/", "private"),
        ("https://[::ffff:10.0.0.1]/", "private"), ("https://[fe80::1%25eth0]/", "private"),
        ("https://an:secret@receiver.example/", "spelling"), ("https:///x", "spelling"),
        ("receiver.example", "spelling"), ("https://receiver.example:99999/", "spelling"),
        ("https://receiver.example/a b", "spelling"), ("https://receiver.example/\n", "spelling"),
        ("https://rèceiver.example/", "spelling"), ("https://x.example\\@127.0.0.1/", "spelling"),
        ("https://receiver.example/" + "x" * 2000, "spelling"), ("https://[::1/", "spelling"),
    ],
)  # fmt: skip
def test_addresses_nobody_should_ask_for_are_refused(told: str, why: str) -> None:
    with pytest.raises(AddressRefused) as refused:
        addresses.check(told)
    assert refused.value.params["why"] == why


def test_http_will_do_where_https_is_not_needed() -> None:
    assert addresses.check("http://receiver.example/", is_https_needed=False)


def test_every_state_is_reached_and_has_a_way_on() -> None:
    assert {State.ASKED} | {to for _, to in subscribing.MOVES.values()} == set(State)
    assert all(subscribing.acts_open(state) for state in State)
    assert subscribing.next_state(State.ASKED, Act.PROVE) is State.ACTIVE
