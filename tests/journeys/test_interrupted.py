"""A filing interrupted on every page: the session ends, the network drops, the server is killed.

Each page is filled in, cut off before anything could be saved, and gone on with; at the end all of
it is filed, once. Two tabs and a helper meet in one draft as well.
"""

import os
import re
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Error, Locator, expect

from .conftest import City, Walker, Walkers, free_port, is_healthy, start_city, stop_city

pytestmark = pytest.mark.journey

CITIZEN, BROTHER = "Nguyễn Thị An", "Nguyễn Văn Bình"
WARD, EXTRACT = "H26.101", "2.000635"
PATIENCE = 60_000
#: What is typed on each page: into fields, or chosen.
PAGES: list[tuple[str, dict[str, str]]] = [
    ("who", {"acting_as": "self"}),
    ("yourself", {"own_name": "Nguyễn Thị An Bình", "own_born_on-day": "16"}),
    ("contact", {"phone": "0987654321", "email": "an.moi@example.vn"}),
    ("record", {"record_kind": "birth"}),
    ("registration", {"registered_place": "Xã cũ", "registered_abroad": "no"}),
    ("quantity", {"copies": "3"}),
    ("promise", {"truthful": "yes"}),
]
Interrupt = Callable[[Walker, int], None]


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    """A city of its own: it is killed again and again."""
    home, port = tmp_path_factory.mktemp("interrupted"), free_port()
    yield start_city(home, port)
    # Whichever process serves by now has been started in its place.
    if RUNNING:
        stop_city(RUNNING.pop())


#: The city as it was started last; the fixture's own process may be long dead.
RUNNING: list[City] = []


@pytest.fixture(autouse=True)
def running(city: City) -> None:
    if not RUNNING:
        RUNNING.append(city)


def test_the_session_ends_on_every_page(walker: Walkers) -> None:
    an = walker(CITIZEN, width=320)
    start(an)
    for key, typed in PAGES:
        at(an, key)
        typed = asked(an, typed)
        lose_session(an)
        type_in(an, typed)
        if typed:
            expect(state(an)).to_have_attribute("data-mc-state", "signed_out")
            an.page.get_by_role("link", name="Đăng nhập lại để lưu").click()
        else:
            an.page.locator("main form button[name=go]").click()
        come_back(an)
        at(an, key)
        stands(an, typed)
        go_on(an)
    choose_delivery(an)
    lose_session(an)
    submit(an)
    come_back(an)
    expect(an.page.locator("[name=method]").last).to_be_checked()
    submit(an)
    lose_session(an)
    submit(an)
    come_back(an)
    submit(an)
    is_filed_once(an)


def test_the_network_drops_on_every_page(walker: Walkers) -> None:
    an = walker(CITIZEN, width=320)
    start(an)
    for key, typed in PAGES:
        at(an, key)
        typed = asked(an, typed)
        an.context.set_offline(True)
        type_in(an, typed)
        an.page.locator("main form button[name=go]").click()
        expect(state(an)).to_have_attribute("data-mc-state", "offline")
        expect(an.page.locator(".mc-saved")).to_contain_text("Chưa lưu được")
        at(an, key)
        an.context.set_offline(False)
        expect(state(an)).to_have_attribute("data-mc-state", "saved", timeout=PATIENCE)
        an.page.reload()
        stands(an, typed)
        go_on(an)
    choose_delivery(an)
    over_a_hole(an)
    over_a_hole(an)
    is_filed_once(an)


def test_the_server_is_killed_on_every_page(walker: Walkers) -> None:
    an = walker(CITIZEN, width=320)
    start(an)
    for number, (key, typed) in enumerate(PAGES):
        at(an, key)
        typed = asked(an, typed)
        kill(everything=number % 2 == 1)
        if typed:
            type_in(an, typed)
            expect(state(an)).to_have_attribute("data-mc-state", "offline", timeout=PATIENCE)
        revive()
        if typed:
            expect(state(an)).to_have_attribute("data-mc-state", "saved", timeout=PATIENCE)
        an.page.reload()
        stands(an, typed)
        go_on(an)
    choose_delivery(an)
    submit(an)
    here = an.page.url
    kill(everything=True)
    with pytest.raises(Error):
        an.page.goto(here)
    revive()
    an.page.goto(here)
    submit(an)
    is_filed_once(an)
    an.complaints.clear()


def test_two_tabs_change_one_answer_and_both_are_shown(walker: Walkers) -> None:
    an = walker(CITIZEN, width=320)
    start(an)
    go_to(an, "registration")
    other = an.context.new_page()
    other.goto(an.page.url)
    other.locator("[name=q-registered_place]").fill("Xã A")
    expect(other.locator("form[data-mc-state]")).to_have_attribute("data-mc-state", "saved")

    type_in(an, {"registered_place": "Xã C", "registered_year": "1996"})

    expect(state(an)).to_have_attribute("data-mc-state", "conflict")
    box = an.page.locator("[data-mc-conflict]").first
    expect(box).to_contain_text("Xã A")
    an.seen.clear()
    an.look()
    box.get_by_role("button", name="Lấy câu kia").click()
    stands(an, {"registered_place": "Xã A", "registered_year": "1996"})

    other.reload()
    other.locator("[name=q-registered_place]").fill("Xã B")
    expect(other.locator("form[data-mc-state]")).to_have_attribute("data-mc-state", "saved")
    type_in(an, {"registered_place": "Xã C"})
    an.page.get_by_role("button", name="Giữ câu của tôi").click()
    expect(state(an)).to_have_attribute("data-mc-state", "saved")
    other.reload()
    expect(other.locator("[name=q-registered_place]")).to_have_value("Xã C")


def test_signing_out_leaves_nothing_behind(walker: Walkers) -> None:
    an = walker(CITIZEN)
    start(an)
    go_to(an, "registration")
    lose_session(an)
    type_in(an, {"registered_place": "Chốn riêng"})
    expect(state(an)).to_have_attribute("data-mc-state", "signed_out")
    left = an.page.evaluate("JSON.stringify({...sessionStorage})")
    assert "mc-unsaved" in left
    assert "Chốn riêng" not in left

    an.page.locator("form[action$='/sign-out'] button").click()

    assert "mc-unsaved" not in an.page.evaluate("JSON.stringify({...sessionStorage})")
    an.complaints.clear()


def test_a_brother_helps_and_only_she_files(walker: Walkers) -> None:
    an, binh = walker(CITIZEN, width=320), walker(BROTHER, width=320)
    start(an)
    go_to(an, "registration")
    an.follow("Nhờ người khác giúp điền")
    an.press("Tạo liên kết mời")
    link, code = (each.inner_text() for each in an.page.locator(".mc-passed").all())

    binh.page.goto(link)
    binh.look()
    binh.page.locator("[name=code]").fill(code)
    binh.press("Vào bản nháp")
    expect(binh.page.locator("main")).to_contain_text(CITIZEN)
    go_to(binh, "registration")
    type_in(binh, {"registered_place": "Xã D"})
    expect(state(binh)).to_have_attribute("data-mc-state", "saved")

    go_to(an, "registration")
    stands(an, {"registered_place": "Xã D"})
    an.follow("Nhờ người khác giúp điền")
    expect(an.page.locator("main")).to_contain_text(BROTHER)
    an.page.get_by_role("button", name=re.compile("Bỏ quyền này")).click()
    binh.page.reload()
    expect(binh.page.locator("h1")).to_have_text("Không tìm thấy trang")
    binh.complaints.clear()


# -- What people do --


def start(walker: Walker) -> None:
    walker.go(f"/procedures/{EXTRACT}/start")
    walker.page.locator(f"[name=agency][value='{WARD}']").check()
    walker.page.locator("main form button").first.click()
    walker.page.wait_for_url("**/pages/**")
    walker.look()


def go_to(walker: Walker, key: str) -> None:
    draft = walker.page.url.split("/drafts/")[1].split("/")[0]
    walker.go(f"/drafts/{draft}/pages/{key}")


def at(walker: Walker, key: str) -> None:
    expect(walker.page).to_have_url(re.compile(f"/pages/{key}"))
    expect(walker.page.locator("form[data-mc-keeps]")).to_be_visible()


def state(walker: Walker) -> Locator:
    return walker.page.locator("form[data-mc-keeps]")


def type_in(walker: Walker, typed: dict[str, str]) -> None:
    for question, words in typed.items():
        field = walker.page.locator(f"[name='q-{question}']")
        if field.first.get_attribute("type") in ("radio", "checkbox"):
            walker.page.locator(f"[name='q-{question}'][value='{words}']").check()
        else:
            field.fill(words)


def asked(walker: Walker, typed: dict[str, str]) -> dict[str, str]:
    """Of what is to be typed, that for which there is a field: what is known is not asked."""
    fields = {q: walker.page.locator(f"[name='q-{q}']").first for q in typed}
    return {q: words for q, words in typed.items() if fields[q].get_attribute("type") != "hidden"}


def stands(walker: Walker, typed: dict[str, str]) -> None:
    for question, words in typed.items():
        field = walker.page.locator(f"[name='q-{question}']")
        if field.first.get_attribute("type") in ("radio", "checkbox"):
            one = walker.page.locator(f"[name='q-{question}'][value='{words}']")
            expect(one).to_be_checked()
        else:
            expect(field).to_have_value(words)


def go_on(walker: Walker) -> None:
    before = walker.page.url
    walker.page.locator("main form button[name=go]").click()
    expect(walker.page).not_to_have_url(before)
    walker.look()


def choose_delivery(walker: Walker) -> None:
    expect(walker.page).to_have_url(re.compile("/delivery"))
    walker.page.locator("[name=method]").last.check()


def submit(walker: Walker) -> None:
    walker.page.locator("main form button.govuk-button").first.click()
    walker.look()


def is_filed_once(walker: Walker) -> None:
    expect(walker.page.locator(".govuk-panel")).to_be_visible()
    dossier = walker.page.url.split("/mine/")[1].split("?")[0]
    walker.go("/mine")
    expect(walker.page.locator(f"main a[href$='/mine/{dossier}']")).to_have_count(1)
    walker.complaints.clear()  # the browser tells of every try that failed, as it should


# -- What happens to them --


def lose_session(walker: Walker) -> None:
    kept = [c for c in walker.context.cookies() if c["name"] != "motcua_session"]
    walker.context.clear_cookies()
    walker.context.add_cookies(kept)  # type: ignore[arg-type]  # cookies as read are cookies as set


def come_back(walker: Walker) -> None:
    expect(walker.page).to_have_url(re.compile("/sign-in"))
    expect(walker.page.locator("main")).to_contain_text("hết hạn")
    walker.page.locator("main a.govuk-button").first.click()
    walker.page.get_by_role("button", name=CITIZEN).first.click()
    walker.page.wait_for_load_state()


def over_a_hole(walker: Walker) -> None:
    """A button is pressed without a network, and again with it: nobody leaves the page."""
    walker.context.set_offline(True)
    until(lambda: not walker.page.evaluate("navigator.onLine"))
    walker.page.locator("main form button.govuk-button").first.click()
    expect(walker.page.locator("main form [role=alert]")).to_contain_text("mất mạng")
    walker.context.set_offline(False)
    here = walker.page.url

    def goes_on() -> bool:
        """A second click within a second counts as one with the first."""
        submit(walker)
        return walker.page.url != here

    until(goes_on)


def kill(*, everything: bool) -> None:
    """`kill -9`: the web server, which its guard starts again; or the guard and all of it."""
    served = RUNNING[-1]
    if everything:
        os.kill(served.process.pid, signal.SIGKILL)
        served.process.wait(30)
        # What it had started hears of its end, each in its own time.
        until(lambda: not is_healthy(served.url))
    else:
        for web in children(served.process.pid, "granian"):
            os.killpg(web, signal.SIGKILL)


def revive() -> None:
    served = RUNNING[-1]
    if served.process.poll() is not None:
        port = int(served.url.rsplit(":", 1)[1])
        RUNNING[-1] = start_city(served.home, port)
    until(lambda: is_healthy(served.url))


def until(is_so: Callable[[], bool]) -> None:
    limit = time.monotonic() + PATIENCE / 1000
    while not is_so():
        assert time.monotonic() < limit, "it did not come about"
        time.sleep(0.1)


def children(parent: int, word: str) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            status = (entry / "stat").read_text()
            command = (entry / "cmdline").read_bytes().decode()
        except OSError:
            continue
        if int(status.rsplit(")", 1)[1].split()[1]) == parent and word in command:
            found.append(int(entry.name))
    return found
