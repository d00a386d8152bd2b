"""Q24: every answer bears every header, whatever it answers."""

import re
from collections.abc import Iterator, Mapping

from moorings.web import security
from tests.web.addresses import filled, table
from tests.web.conftest import HOST, PORT, Answer, Browser

OWN = f"http://{HOST}"


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
        for header, value in security.HEADERS.items():
            assert answer.all(header) == [value], (name, header)
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
