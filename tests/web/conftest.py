import asyncio
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from urllib.parse import unquote, urlencode

import pytest
from starlette.types import ASGIApp, Message, Scope

from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened
from moorings.companion.wording import add_word
from moorings.web.app import create_app
from moorings.web.security import Origins
from moorings.web.visitor import House
from tests.questionnaires import measured
from tests.rooms import furnished

PORT = 8377
HOST = f"localhost:{PORT}"
SECURE = "notes.example"
PASSPHRASE = "a lamp beside the harbour wall"
PLAIN = "application/x-www-form-urlencoded"

Headers = Sequence[tuple[str, str]]
Fields = Mapping[str, str] | Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Answer:
    """What came back, to the byte."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    def all(self, name: str) -> list[str]:
        return [value for known, value in self.headers if known == name.lower()]

    def header(self, name: str) -> str:
        return ", ".join(self.all(name))

    @property
    def location(self) -> str:
        return self.header("location")

    @property
    def page(self) -> "Page":
        page = Page()
        page.feed(self.text)
        return page


@dataclass
class SentForm:
    """A form on a page: where it goes, and the fields with what stands in them."""

    action: str
    kind: str
    fields: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        """Name the fields into which words can be typed."""
        typed = {"text", "search", "password", "date", "time", "month", "textarea"}
        return [name for name, kind, _ in self.fields if kind in typed]


class Page(HTMLParser):
    """What a person, or a program, finds on a page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[SentForm] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.title = ""
        self.words = ""
        self._within: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.tags.append((tag, told))
        self._within.append(tag)
        match tag:
            case "a":
                self.links.append(told.get("href") or "")
            case "form":
                kind = told.get("enctype") or PLAIN
                self.forms.append(SentForm(told.get("action") or "", kind))
            case "input" | "textarea" | "select" if self.forms:
                kind = told.get("type") or "text" if tag == "input" else tag
                name = told.get("name") or ""
                self.forms[-1].fields.append((name, kind, told.get("value") or ""))
            case "button" if "formaction" in told and self.forms:
                self.links.append(told["formaction"] or "")
            case _:
                pass

    def handle_data(self, data: str) -> None:
        if self._within[-1:] == ["title"] and "svg" not in self._within:
            self.title += data
        if self._within and self._within[-1] == "textarea":
            form = self.forms[-1]
            name, kind, value = form.fields[-1]
            form.fields[-1] = (name, kind, value + data)
        self.words += data

    def handle_endtag(self, tag: str) -> None:
        if tag in self._within:
            while self._within.pop() != tag:
                pass

    def form(self, action: str) -> SentForm:
        return next(form for form in self.forms if form.action == action)


class Browser:
    """A browser as the edge sees it; what it sends can be shaped to the byte."""

    def __init__(self, app: ASGIApp, host: str = HOST) -> None:
        self.app = app
        self.host = host
        self.cookies: dict[str, str] = {}
        self._runner = asyncio.Runner()

    def close(self) -> None:
        self._runner.close()

    def get(self, path: str, headers: Headers = ()) -> Answer:
        return self.ask("GET", path, headers=headers)

    def post(self, path: str, fields: Fields = (), headers: Headers = ()) -> Answer:
        """Send a form as the product's own pages do."""
        given = [("sec-fetch-site", "same-origin"), ("content-type", PLAIN)]
        body = urlencode(fields).encode()
        return self.ask("POST", path, [body], headers=[*given, *headers])

    def upload(
        self,
        path: str,
        files: Sequence[tuple[str, bytes]],
        fields: Mapping[str, str] | None = None,
        name: str = "files",
    ) -> Answer:
        """Send files as a form with an upload does."""
        line = b"--edge\r\nContent-Disposition: form-data; "
        parts = [
            line + f'name="{field}"\r\n\r\n{value}'.encode()
            for field, value in (fields or {}).items()
        ]
        parts += [
            line + f'name="{name}"; filename="{file}"\r\n\r\n'.encode() + content
            for file, content in files
        ]
        body = b"\r\n".join(parts) + b"\r\n--edge--\r\n"
        kind = ("content-type", "multipart/form-data; boundary=edge")
        given = [("sec-fetch-site", "same-origin"), kind]
        return self.ask("POST", path, [body], headers=given)

    def ask(  # noqa: PLR0913 - a request has this many sides
        self,
        method: str,
        path: str,
        body: Sequence[bytes] = (),
        *,
        headers: Headers = (),
        hosts: Sequence[str] | None = None,
        raw_path: bytes | None = None,
        scheme: str = "http",
    ) -> Answer:
        given = [
            ("host", host) for host in (hosts if hosts is not None else [self.host])
        ]
        if self.cookies:
            given.append(
                ("cookie", "; ".join(f"{k}={v}" for k, v in self.cookies.items()))
            )
        given += headers
        bare, _, query = path.partition("?")
        scope: Scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": scheme,
            "path": unquote(bare),
            "raw_path": raw_path if raw_path is not None else bare.encode(),
            "query_string": query.encode(),
            "root_path": "",
            "headers": [(k.encode("latin-1"), v.encode("latin-1")) for k, v in given],
            "client": ("127.0.0.1", 50_000),
            "server": ("127.0.0.1", PORT),
        }
        answer = self._runner.run(self._exchange(scope, list(body)))
        self._remember(answer)
        return answer

    async def _exchange(self, scope: Scope, chunks: list[bytes]) -> Answer:
        sent: list[Message] = []

        async def receive() -> Message:
            chunk = chunks.pop(0) if chunks else b""
            return {"type": "http.request", "body": chunk, "more_body": bool(chunks)}

        async def send(message: Message) -> None:
            sent.append(message)

        await self.app(scope, receive, send)
        start, *rest = sent
        headers = tuple(
            (name.decode("latin-1").lower(), value.decode("latin-1"))
            for name, value in start["headers"]
        )
        body = b"".join(message.get("body", b"") for message in rest)
        return Answer(start["status"], headers, body)

    def _remember(self, answer: Answer) -> None:
        for line in answer.all("set-cookie"):
            for name, morsel in SimpleCookie(line).items():
                if morsel["max-age"] == "0":
                    self.cookies.pop(name, None)
                else:
                    self.cookies[name] = morsel.value


@pytest.fixture
def house(harbour: Harbour) -> House:
    return House(harbour, Origins(PORT, (f"https://{SECURE}",)))


@pytest.fixture
def app(house: House) -> ASGIApp:
    return create_app(house)


@pytest.fixture
def new_browser(app: ASGIApp) -> Iterator[Callable[[], Browser]]:
    made: list[Browser] = []

    def make() -> Browser:
        made.append(Browser(app))
        return made[-1]

    yield make
    for browser in made:
        browser.close()


@pytest.fixture
def browser(new_browser: Callable[[], Browser]) -> Browser:
    return new_browser()


@pytest.fixture
def notebook(harbour: Harbour, browser: Browser) -> Opened:
    """Give a kept vault that is open in the browser."""
    made = harbour.make(PASSPHRASE)
    browser.cookies[f"moorings-{PORT}"] = made.token
    browser.cookies[f"moorings-vault-{PORT}"] = made.opened.owner.hex()
    return made.opened


@pytest.fixture
def adult(browser: Browser, notebook: Opened) -> Browser:
    """Somebody who has said that they are 18 or older."""
    del notebook
    assert browser.post("/way/start/age", {"under-18": "no"}).location == "/way/start"
    return browser


@pytest.fixture
def write(browser: Browser, notebook: Opened) -> Callable[..., str]:
    """Write a page, and give its id."""
    del notebook

    def keep(text: str, **fields: str) -> str:
        shown = browser.get("/write").page.form("/write")
        record = next(value for name, _, value in shown.fields if name == "record")
        answer = browser.post("/write", {"record": record, "text": text, **fields})
        assert answer.status == 303
        return record

    return keep


@pytest.fixture
def page(write: Callable[..., str]) -> str:
    return write("a page that stands", new_person="Mira")


@pytest.fixture
def kept(notebook: Opened, page: str) -> dict[str, str]:
    """Say what stands where an address has an id in it, the longest address first."""
    words = {"/way/words": add_word(notebook, "feeling", "grey")}
    return words | furnished(notebook) | measured(notebook) | {"/": page}


def ids_in(text: str) -> list[str]:
    return re.findall("[0-9a-f]{32}", text)
