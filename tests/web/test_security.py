"""The edge as plain functions over header values, and what is no request for a page."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Scope

from moorings.companion.opened import Opened
from moorings.web import app as application
from moorings.web.security import Edge, Origins, TooLargeError, refusal
from moorings.web.visitor import House

ORIGINS = Origins(8377, ("https://notes.example", "https://b.example:8443"))
METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE", "")
SITES = (None, "none", "same-origin", "same-site", "cross-site", "Same-Origin", "x")
OWN = (*ORIGINS.all, *(o.upper() for o in ORIGINS.all), "null", "https://evil.test")


@given(
    method=st.sampled_from(METHODS),
    host=st.sampled_from([*ORIGINS.hosts, *ORIGINS.numeric_hosts, "evil.test"])
    | st.text("localhost:8377.@[]", max_size=20),
    site=st.sampled_from(SITES),
    origin=st.none() | st.sampled_from(OWN),
    mode=st.sampled_from([None, "navigate", "cors", "no-cors", "websocket"]),
)
def test_only_one_of_our_names_and_only_our_own_pages_may_act(
    method: str, host: str, site: str | None, origin: str | None, mode: str | None
) -> None:
    given = {"host": host, "sec-fetch-site": site, "origin": origin}
    given["sec-fetch-mode"] = mode
    headers = Headers({k: v for k, v in given.items() if v is not None})
    status = refusal(ORIGINS, method, headers)
    if host.lower() not in ORIGINS.hosts:
        assert status == 421
    elif method in {"GET", "HEAD", "OPTIONS"}:
        alone = site in {None, "none", "same-origin"}
        assert status == (0 if alone or mode in {None, "navigate"} else 403)
    else:
        ours = site == "same-origin" or (site is None and origin in ORIGINS.all)
        assert status == (0 if ours else 403)


def test_the_usual_port_is_not_part_of_the_address() -> None:
    usual = Origins(80)
    assert usual.own == "http://localhost"
    assert usual.hosts == {"localhost"}
    assert usual.numeric_hosts == {"127.0.0.1", "[::1]"}
    assert ORIGINS.hosts == {"localhost:8377", "notes.example", "b.example:8443"}


def test_an_address_over_https_is_known_in_any_case() -> None:
    assert ORIGINS.is_secure("Notes.Example")
    assert not ORIGINS.is_secure("localhost:8377")
    assert not ORIGINS.is_secure("")


def test_nothing_but_pages_is_talked_about(app: ASGIApp) -> None:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        sent.append(message)

    scope: Scope = {"type": "websocket", "path": "/", "headers": []}
    asyncio.run(_call(app, scope, receive, send))
    assert sent == [{"type": "websocket.close", "code": 1008}]


async def _call(app: ASGIApp, scope: Scope, receive: object, send: object) -> None:
    await app(scope, receive, send)  # type: ignore[arg-type]


def test_an_answer_that_breaks_off_stays_within() -> None:
    async def breaking(scope: Scope, receive: object, send: object) -> None:
        del scope, receive, send
        raise TooLargeError

    async def nothing(message: Message | None = None) -> Message:
        return message or {}

    scope: Scope = {
        "type": "http",
        "method": "GET",
        "path": "/",
        "headers": [(b"host", b"localhost:8377")],
    }
    asyncio.run(_call(Edge(breaking, ORIGINS), scope, nothing, nothing))


@pytest.mark.usefixtures("notebook")
def test_whoever_goes_away_while_sending_leaves_nothing_behind(
    app: ASGIApp, notebook: Opened
) -> None:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(b"host", b"localhost:8377"), (b"sec-fetch-site", b"same-origin")]
    headers.append((b"content-type", b"application/x-www-form-urlencoded"))
    scope: Scope = {"type": "http", "method": "POST", "path": "/write"}
    asyncio.run(_call(app, {**scope, "headers": headers}, receive, send))
    assert sent[0]["status"] == 400
    assert notebook.journey.count() == 0


@pytest.mark.parametrize("stops", [True, False])
def test_stopping_locks_and_meanwhile_what_is_left_alone_is_locked(
    app: ASGIApp,
    house: House,
    notebook: Opened,
    monkeypatch: pytest.MonkeyPatch,
    stops: bool,  # noqa: FBT001
) -> None:
    monkeypatch.setattr(application, "SWEEP_SECONDS", 0)
    swept = asyncio.Event()
    monkeypatch.setattr(house.harbour, "sweep", swept.set)
    told: list[Message] = []

    async def receive() -> Message:
        if not told:
            return {"type": "lifespan.startup"}
        assert not notebook.locked
        await swept.wait()
        return {"type": "lifespan.shutdown"}

    async def send(message: Message) -> None:
        told.append(message)

    if stops:
        asyncio.run(_call(app, {"type": "lifespan"}, receive, send))
        assert told[-1]["type"] == "lifespan.shutdown.complete"
    assert notebook.locked is stops
