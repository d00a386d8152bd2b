"""Q23: whatever name a request gives us, only our own names are answered."""

import re

import pytest

from moorings.companion.opened import Opened
from moorings.web.visitor import House
from tests.web.addresses import filled, state, table
from tests.web.conftest import HOST, PORT, SECURE, Browser

OWN = f"http://{HOST}"
FOREIGN_HOSTS = [
    "evil.test",
    f"evil.test:{PORT}",
    "localhost",
    "localhost:",
    "localhost:80",
    f"localhost:0{PORT}",
    f"localhost:{PORT}0",
    f"localhost:{PORT} ",
    f" localhost:{PORT}",
    f"localhost.:{PORT}",
    f"localhost.evil.test:{PORT}",
    f"evil.localhost:{PORT}",
    f"localhost.localdomain:{PORT}",
    f"localhost:{PORT}.evil.test",
    f"localhost:{PORT}@evil.test",
    f"evil.test@localhost:{PORT}",
    f"user:pass@localhost:{PORT}",
    f"localhost:{PORT}/",
    f"localhost:{PORT}#",
    f"localhost:{PORT}?",
    f"localhost:{PORT},evil.test",
    f"localhost:{PORT}, localhost:{PORT}",
    f"localhost:{PORT}:{PORT}",
    f"http://localhost:{PORT}",
    f"//localhost:{PORT}",
    f"127.0.0.1.nip.io:{PORT}",
    f"127.0.0.1.evil.test:{PORT}",
    "127.0.0.1",
    "127.0.0.1:80",
    f"127.0.0.1:{PORT}0",
    f"127.0.0.2:{PORT}",
    f"127.1:{PORT}",
    f"0:{PORT}",
    f"0.0.0.0:{PORT}",
    f"2130706433:{PORT}",
    f"0x7f000001:{PORT}",
    f"0177.0.0.1:{PORT}",
    f"127.0.0.1.:{PORT}",
    "[::1]",
    "[::1]x",
    f"[::1]x:{PORT}",
    f"[::1].evil.test:{PORT}",
    f"::1:{PORT}",
    f"[::]:{PORT}",
    f"[0:0:0:0:0:0:0:1]:{PORT}",
    f"[::ffff:127.0.0.1]:{PORT}",
    f"[::1%25lo]:{PORT}",
    f"192.168.0.4:{PORT}",
    f"10.0.0.1:{PORT}",
    f"xn--lcalhost-d4a:{PORT}",
    f"l\xf6calhost:{PORT}",
    f"localhost\xb7:{PORT}",
    f"loc%61lhost:{PORT}",
    f"localhost\x00:{PORT}",
    f"localhost\t:{PORT}",
    f"{SECURE}:{PORT}",
    f"{SECURE}:443",
    f"{SECURE}.",
    f"{SECURE}.evil.test",
    f"evil.{SECURE}",
    f"{SECURE}@evil.test",
    "",
    "*",
    "null",
]


@pytest.mark.parametrize("host", FOREIGN_HOSTS)
def test_q23_another_name_is_not_answered(
    browser: Browser, house: House, notebook: Opened, host: str
) -> None:
    before = state(house, notebook)
    for method, path in (("GET", "/"), ("GET", "/write"), ("POST", "/lock")):
        headers = [("sec-fetch-site", "same-origin")]
        answer = browser.ask(method, path, hosts=[host], headers=headers)
        assert answer.status == 421
        assert not answer.location
        assert "Nothing you kept is touched." in answer.text
    assert state(house, notebook) == before


@pytest.mark.parametrize(
    "hosts", [[], [HOST, HOST], [HOST, "evil.test"], [f"127.0.0.1:{PORT}"] * 2]
)
def test_q23_no_name_and_two_names_are_not_answered(
    browser: Browser, hosts: list[str]
) -> None:
    for method in ("GET", "POST"):
        assert browser.ask(method, "/", hosts=hosts).status == 421


@pytest.mark.parametrize("path", table(method="GET"))
def test_q23_the_name_is_looked_at_before_the_path(browser: Browser, path: str) -> None:
    assert browser.ask("GET", filled(path), hosts=["evil.test"]).status == 421
    assert browser.ask("GET", "/no/such/page", hosts=["evil.test"]).status == 421


@pytest.mark.parametrize("host", [HOST, HOST.upper(), "LocalHost:8377", SECURE])
def test_q23_our_own_names_are_answered_in_any_case(
    browser: Browser, host: str
) -> None:
    assert browser.ask("GET", "/now", hosts=[host]).status == 200


@pytest.mark.parametrize("host", [f"127.0.0.1:{PORT}", f"[::1]:{PORT}"])
@pytest.mark.parametrize("path", ["/", "/write", "/write/day/2026-03-01", "/open/x"])
def test_q23_a_numeric_address_is_sent_on_to_the_same_page(
    browser: Browser, host: str, path: str
) -> None:
    answer = browser.ask("GET", path, hosts=[host])
    assert (answer.status, answer.location) == (307, f"{OWN}{path}")
    assert (
        browser.ask("HEAD", f"{path}?a=b", hosts=[host]).location == f"{OWN}{path}?a=b"
    )
    form = browser.ask("POST", path, hosts=[host], headers=[("origin", OWN)])
    assert form.status == 421


@pytest.mark.parametrize(
    "target",
    [
        b"//evil.test",
        b"//evil.test/%2e%2e",
        b"/\\evil.test",
        b"\\\\evil.test",
        b"/%0d%0aLocation:%20https://evil.test",
        b"/%0d%0aSet-Cookie:%20a=b",
        b"@evil.test/",
        b":80@evil.test/",
        b".evil.test/",
        b"0/evil",
        b"http://evil.test/",
        b"https://evil.test",
        b"*",
        b"",
        b"/\xff\xfe",
        b"/\r\nset-cookie: a=b",
    ],
)
def test_q23_being_sent_on_never_leads_anywhere_else(
    browser: Browser, target: bytes
) -> None:
    answer = browser.ask("GET", "/", hosts=[f"127.0.0.1:{PORT}"], raw_path=target)
    assert answer.status == 307
    assert answer.location.startswith(f"{OWN}/")
    assert not re.search(r"[\r\n\x00-\x20\x7f-\xff\\]", answer.location)
    assert [name for name, _ in answer.headers].count("location") == 1
    assert not answer.all("set-cookie")
