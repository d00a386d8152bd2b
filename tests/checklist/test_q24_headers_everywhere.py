"""Q24: every answer bears every header, whatever it answers."""

import re
from collections.abc import Iterator, Mapping
from typing import NoReturn

import pytest

from moorings.web import assets, security
from tests.cli.serving import Served
from tests.web.addresses import filled, table
from tests.web.conftest import HOST, PORT, SECURE, Answer, Browser

OWN = f"http://{HOST}"
#: What is promised, word for word; who changes it changes it here as well.
WANTED = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; "
        "img-src 'self' data:; media-src 'self'; font-src 'self'; "
        "connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'; trusted-types app"
    ),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
    "cross-origin-resource-policy": "same-origin",
    "origin-agent-cluster": "?1",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "x-robots-tag": "noindex, nofollow",
    "vary": "Sec-Fetch-Site, Origin, Cookie",
}
#: What no page may ever use.
OFF: tuple[str, ...] = (
    "camera",
    "microphone",
    "geolocation",
    "usb",
    "payment",
    "display-capture",
)
OFF += ("browsing-topics", "clipboard-read", "idle-detection", "local-fonts", "serial")


def answers(browser: Browser, kept: Mapping[str, str]) -> Iterator[tuple[str, Answer]]:
    """One answer of every kind there is."""
    for path in table(method="GET"):
        yield path, browser.get(filled(path, kept))
    yield "asset", browser.get("/static/x/icon.svg")
    yield "unknown", browser.get("/no/such/page")
    yield "method", browser.ask("DELETE", "/", headers=[("origin", OWN)])
    yield "options", browser.ask("OPTIONS", "/write")
    yield "head", browser.ask("HEAD", "/write")
    yield "foreign form", browser.ask("POST", "/lock")
    yield "foreign name", browser.ask("GET", "/", hosts=["evil.test"])
    yield "numeric", browser.ask("GET", "/", hosts=[f"127.0.0.1:{PORT}"])
    yield "broken", browser.post("/write", {"text": ""})
    long = [("content-length", "99999999999")]
    yield "too large", browser.post("/write", {"text": "x"}, long)
    yield "redirect", browser.post("/write", {"text": "a page"})
    yield "locked", browser.post("/lock")
    yield "unlock", browser.get("/")


def test_q24_every_answer_bears_all_headers_and_the_same(
    browser: Browser, kept: Mapping[str, str]
) -> None:
    seen = set()
    for name, answer in answers(browser, kept):
        seen.add(answer.status)
        for header, value in WANTED.items():
            assert answer.all(header) == [value], (name, header)
        allowed = answer.header("permissions-policy").split(", ")
        assert {f"{each}=()" for each in OFF} <= set(allowed), name
        assert not answer.all("server"), name
        assert not answer.all("strict-transport-security"), name
        assert not answer.all("access-control-allow-origin"), name
        told = answer.header("cache-control")
        if name == "/worker.js":
            assert told == "no-cache"
        else:
            assert told == "no-store" or "/static/" in name or name == "asset", name
    assert seen >= {200, 303, 307, 401, 403, 404, 405, 413, 421, 422}


def test_q24_the_policy_lets_nothing_in_from_outside() -> None:
    rules = dict(rule.split(" ", 1) for rule in security.POLICY.split("; "))
    assert (
        rules["default-src"]
        == rules["base-uri"]
        == rules["frame-ancestors"]
        == "'none'"
    )
    assert {"'self'", "'none'", "'self' data:", "'script'", "app"} == set(
        rules.values()
    )
    on = re.findall(r"([a-z-]+)=\(self\)", security.PERMISSIONS)
    assert set(on) == {
        "clipboard-write",
        "publickey-credentials-create",
        "publickey-credentials-get",
        "screen-wake-lock",
    }


def test_q24_a_fault_outside_of_every_page_bears_them_too(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Failing(dict[str, assets.Asset]):
        def get(self, *_: object) -> NoReturn:
            raise RuntimeError

    failing = Failing(assets.assets())
    monkeypatch.setattr(assets, "assets", lambda: failing)
    answer = browser.get("/static/x/app.css")
    assert answer.status == 500
    assert {each: answer.header(each) for each in WANTED} == WANTED
    assert answer.header("cache-control") == "no-store"


def test_q24_over_https_every_answer_asks_for_https_for_a_year(
    browser: Browser, kept: Mapping[str, str]
) -> None:
    browser.host = SECURE
    seen = set()
    for path in ("/", "/now", "/crisis", "/no/such/page", f"/write/{kept['/']}"):
        for method in ("GET", "POST", "DELETE"):
            answer = browser.ask(method, path)
            seen.add(answer.status)
            assert answer.all("strict-transport-security") == ["max-age=31536000"]
    assert seen >= {200, 401, 403, 404}


def test_q24_only_files_that_are_the_same_for_everybody_may_be_kept(
    browser: Browser,
) -> None:
    for name, asset in assets.assets().items():
        answer = browser.get(f"/static/{asset.digest}/{name}")
        assert answer.status == 200, name
        assert "immutable" in answer.header("cache-control"), name
        assert not answer.all("set-cookie"), name


@pytest.mark.uncounted
@pytest.mark.parametrize(
    "lines",
    [
        ("nonsense",),
        ("GET / HTTP/1.1",),
        ("GET / HTTP/1.1", "Host: a", "Host: b"),
        ("POST /write HTTP/1.1", "Host: a", "Content-Length: x"),
    ],
    ids=["nonsense", "no name", "two names", "no length"],
)
def test_q24_what_is_no_request_at_all_is_answered_with_them_as_well(
    served: Served, lines: tuple[str, ...]
) -> None:
    answer = served.say(*lines)
    told, _, words = answer.partition("\r\n\r\n")
    status, *headers = told.split("\r\n")
    assert status.startswith("HTTP/1.1 400 ")
    assert "Nothing was changed." in words
    given = dict(line.split(": ", 1) for line in headers)
    assert security.HEADERS.items() <= given.items()
    assert given["Cache-Control"] == "no-store"
    assert int(given["Content-Length"]) == len(words)
    assert served.ask("GET", "/now").status == 200
