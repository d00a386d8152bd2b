"""What a browser must fetch before it can show the first page, and from where."""

import re
from collections.abc import Sequence
from urllib.parse import urlencode

from benchmarks.ground import PASSPHRASE, Ground
from benchmarks.result import Result
from benchmarks.running import Answer, Server, moorings, serving

KIB = 1024
PAGES = ("/", "/now", "/now/belly-breath", "/now/after", "/crisis", "/welcome/gift")
OPEN_PAGES = ("/", "/write", "/write/search", "/people", "/settings")
_LINKED = re.compile(r'<(?:link|script|img|source)\b[^>]*?(?:href|src)="([^"]+)"')
#: Anything that names a host: with a scheme, or beginning with two slashes.
_HOST = re.compile(r"""(?:\b(?:https?|wss?):|["'(=]\s*)//[^\s"'<>)]+""")
#: A name that nobody fetches: it tells that a drawing is a drawing.
_NAMESPACE = "http://www.w3.org/2000/svg"


def measure(ground: Ground) -> list[Result]:
    """Fetch as a browser does on the very first visit."""
    with serving(moorings(ground.empty)) as server:
        proof = server.ask(f"/open/{server.link}").cookies
        first = _weighed(server, "first page, everything it links", "/", proof, 30.0)
        help_now = _weighed(server, "Help now, everything it links", "/now", (), 25.0)
        seen = [server.ask(path, cookies=proof) for path in PAGES]
        linked = {link for answer in seen for link in _links(answer)}
        seen += map(server.ask, sorted(linked))
    with serving(moorings(ground.data)) as server:
        seen += _behind_the_lock(server)
    strangers = sorted({host for answer in seen for host in _hosts(answer)})
    return [
        first,
        help_now,
        Result(
            "addresses of other hosts",
            len(strangers),
            "",
            0,
            len(seen),
            note=" ".join(strangers),
        ),
    ]


def _weighed(
    server: Server, measure: str, path: str, cookies: Sequence[str], goal: float
) -> Result:
    """Weigh a page with everything it links, as it is sent to a browser."""
    page = server.ask(path, cookies=cookies, packed=True)
    sent = {path: len(page.body)}
    raw = len(server.ask(path, cookies=cookies).body)
    for link in _links(page):
        sent[link] = len(server.ask(link, packed=True).body)
        raw += len(server.ask(link).body)
    return Result(
        measure,
        sum(sent.values()) / KIB,
        "KiB",
        goal,
        len(sent),
        facts={"raw_kib": raw / KIB, "sent": sent},
    )


def _behind_the_lock(server: Server) -> list[Answer]:
    form = urlencode({"passphrase": PASSPHRASE, "to": "/"})
    session = server.ask("/unlock", form=form).cookies
    return [server.ask(path, cookies=session) for path in OPEN_PAGES]


def _links(page: Answer) -> list[str]:
    return list(dict.fromkeys(_LINKED.findall(page.body.decode())))


def _hosts(answer: Answer) -> list[str]:
    text = answer.body.decode("utf-8", "replace")
    found = (host.strip("\"'(= ") for host in _HOST.findall(text))
    return [host for host in found if host != _NAMESPACE]
