"""What a browser must fetch before it can show the first page, and from where."""

import re
from urllib.parse import urlencode

from benchmarks.ground import PASSPHRASE, Ground
from benchmarks.result import Result
from benchmarks.running import Answer, Server, moorings, serving

KIB = 1024
GOAL_KIB = 30.0
PAGES = ("/", "/now", "/now/breathe", "/now/look", "/crisis", "/welcome/gift")
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
        first = server.ask("/", cookies=proof, packed=True)
        linked = [server.ask(path, packed=True) for path in _links(first)]
        plain = [server.ask("/", cookies=proof), *map(server.ask, _links(first))]
        seen = [*plain, *(server.ask(path, cookies=proof) for path in PAGES)]
    with serving(moorings(ground.data)) as server:
        seen += _behind_the_lock(server)
    sent = sum(len(answer.body) for answer in (first, *linked)) / KIB
    raw = sum(len(answer.body) for answer in plain) / KIB
    strangers = sorted({host for answer in seen for host in _hosts(answer)})
    return [
        Result(
            "first page, everything it links",
            sent,
            "KiB",
            GOAL_KIB,
            1 + len(linked),
            facts={
                "raw_kib": raw,
                "sent": dict(
                    zip(
                        ("/", *_links(first)),
                        (len(answer.body) for answer in (first, *linked)),
                        strict=True,
                    )
                ),
            },
        ),
        Result(
            "addresses of other hosts",
            len(strangers),
            "",
            0,
            len(seen),
            note=" ".join(strangers),
        ),
    ]


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
