"""Somebody who asks a running program for pages, as a browser without scripts does."""

import time
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from typing import Final, NamedTuple
from urllib.parse import urlencode, urlsplit

PATIENCE_SECONDS: Final = 300
OK, SEE_OTHER = 200, 303
FORM: Final = "application/x-www-form-urlencoded"


class Answer(NamedTuple):
    """What came back, where it leads, and after how many seconds."""

    status: int
    leads_to: str
    text: str
    seconds: float


class Visitor:
    """One browser: it keeps its cookies, and asks for one page at a time."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._host = urlsplit(base).netloc
        self._cookies: dict[str, str] = {}

    def ask(self, path: str) -> Answer:
        return self._ask("GET", path)

    def send(self, path: str, **fields: str) -> Answer:
        """Send a form; where the answer leads is not followed."""
        return self._ask("POST", path, urlencode(fields), FORM)

    def deliver(self, path: str, body: str) -> Answer:
        """Send what a script of a page would."""
        return self._ask("POST", path, body, "application/json")

    def _ask(self, method: str, path: str, body: str = "", sort: str = "") -> Answer:
        headers = {"Host": self._host, "Origin": self._base}
        if sort:
            headers["Content-Type"] = sort
        if self._cookies:
            known = (f"{name}={value}" for name, value in self._cookies.items())
            headers["Cookie"] = "; ".join(known)
        began = time.perf_counter()
        port = self._host.partition(":")[2]
        connection = HTTPConnection("127.0.0.1", int(port), timeout=PATIENCE_SECONDS)
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        leads_to = answer.headers.get("Location", "")
        for each in answer.headers.get_all("Set-Cookie") or ():
            for name, morsel in SimpleCookie(each).items():
                self._cookies[name] = morsel.value
        connection.close()
        return Answer(answer.status, leads_to, text, time.perf_counter() - began)
