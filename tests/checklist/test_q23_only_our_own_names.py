"""Q23: whatever name a request gives us, only our own names are answered."""

import re

import pytest

from moorings.companion.opened import Opened
from moorings.web.visitor import House
from tests.cli.serving import Served
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


# --- over the wire, to a program that runs ---------------------------------------


def said_to(served: Served, *lines: str) -> str:
    return served.say(*lines, "Connection: close")


def status_of(answer: str) -> int:
    return int(answer.split()[1])


def test_q23_no_other_name_is_answered_over_the_wire(served: Served) -> None:
    here = f"localhost:{served.port}"
    assert status_of(said_to(served, "GET /now HTTP/1.1", f"Host: {here}")) == 200
    names = {each.replace(str(PORT), str(served.port)) for each in FOREIGN_HOSTS}
    # What stands around a name is no part of it once it went over the wire.
    names -= {f"localhost:{served.port} ", f" localhost:{served.port}"}
    assert len(names) >= 50
    for name in names:
        for line in ("GET /now HTTP/1.1", "POST /lock HTTP/1.1"):
            answer = said_to(served, line, f"Host: {name}")
            assert status_of(answer) in {400, 421}, name
            assert "location:" not in answer.lower(), name
            assert "<form" not in answer.partition("<main")[2], name


def test_q23_two_names_and_names_beside_the_name_lead_nowhere(served: Served) -> None:
    here = f"localhost:{served.port}"
    get = "GET /now HTTP/1.1"
    for pair in ((here, here), (here, "evil.test"), ("evil.test", here)):
        both = [
            f"{name}: {host}" for name, host in zip(("Host", "hOST"), pair, strict=True)
        ]
        assert status_of(said_to(served, get, *both)) == 400
    for beside in ("X-Forwarded-Host", "X-Host", "Forwarded", "X-Original-URL"):
        foreign = said_to(served, get, "Host: evil.test", f"{beside}: {here}")
        assert status_of(foreign) == 421
        ours = said_to(served, get, f"Host: {here}", f"{beside}: evil.test")
        assert status_of(ours) == 200
        assert "evil.test" not in ours


def test_q23_no_name_opens_another_way_of_talking(served: Served) -> None:
    here = f"localhost:{served.port}"
    key = "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=="
    up = ("Upgrade: websocket", "Sec-WebSocket-Version: 13", key)
    for name, status in (("evil.test", 421), (here, 401)):
        answer = said_to(served, "GET / HTTP/1.1", f"Host: {name}", *up)
        assert status_of(answer) == status
    streaming = ("Host: evil.test", "Accept: text/event-stream")
    assert status_of(said_to(served, "GET / HTTP/1.1", *streaming)) == 421
    assert status_of(said_to(served, f"CONNECT {here} HTTP/1.1", f"Host: {here}")) > 400
    assert status_of(said_to(served, "OPTIONS * HTTP/1.1", "Host: evil.test")) == 421


@pytest.mark.uncounted
@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("GET http://evil.test/ HTTP/1.1\r\nHost: evil.test", 421),
        ("GET http://evil.test/ HTTP/1.1\r\nHost: localhost:{port}", 404),
        ("GET http://localhost:{port}/now HTTP/1.1\r\nHost: evil.test", 421),
        ("GET @evil.test/ HTTP/1.1\r\nHost: 127.0.0.1:{port}", 307),
        ("GET //evil.test HTTP/1.1\r\nHost: 127.0.0.1:{port}", 307),
        ("GET / HTTP/1.1\r\nHost: localhost:{port}\r\nHost: localhost:{port}", 400),
        ("GET / HTTP/1.1", 400),
        ("GET / HTTP/1.0", 421),
        ("nonsense", 400),
    ],
)
def test_q23_what_no_browser_sends_is_answered_without_a_word_too_many(
    served: Served, line: str, status: int
) -> None:
    close = [] if line == "nonsense" else ["Connection: close"]
    asked = line.format(port=served.port).split("\r\n")
    answer = served.say(*asked, *close)
    assert int(answer.split()[1]) == status
    location = re.search(r"(?i)location: (\S*)", answer)
    assert (location is not None) == (status == 307)
    if location:
        assert location[1].startswith(f"http://localhost:{served.port}/")
    assert "Traceback" not in served.said.read_text("utf-8")
