"""Where everything is: every route, addresses that lead there, and forms on the way."""

import re
from collections import defaultdict
from collections.abc import Iterable
from random import Random
from typing import Final

from campaigns.fuzzing_forms import Form, Page
from campaigns.fuzzing_notebooks import begins
from moorings.web.app import all_routes
from tests.web.conftest import Browser

#: So many pages of each route are looked at for links and forms.
LOOKED_AT: Final = 2
#: So many addresses are known of each route at the most.
KNOWN: Final = 12
_PARAMETER: Final = re.compile(r"\{(\w+)(?::\w+)?\}")
#: To go there changes what others find: it is gone to on purpose alone.
_SHUNNED: Final = ("/static/", "/open/")
#: What these do ends a life.
ENDING: Final = ("/lock", "/leave", "/hide", "/settings/erase")
RARELY: Final = 0.9
#: No link leads to these.
UNLINKED: Final = (
    *("/", "/settings", "/safety/plan/write", "/people/together/help", "/recover"),
    *("/unlock", "/together/join", "/together/turn/over", "/together/turn/over/still"),
    *("/welcome/breath", "/welcome/look", "/welcome/gift", "/welcome/keep"),
    *("/welcome/passphrase", "/welcome/code", "/welcome/word", "/write/taken-back"),
    *("/way/map", "/safety/check", "/now/stay", "/now/shell.json", "/worker.js"),
    *("/now/after", "/now/stopped", "/now/evidence", "/state", "/hide", "/away"),
    *("/write/unsent", "/way/moments/further/2", "/write/calendar/2026-03"),
    *("/now/ask", "/now/evidence/more", "/now/far", "/now/heard", "/now/hold"),
    *(
        "/now/hold/waiting",
        "/now/let-in",
        "/now/name",
        "/now/name/said",
        "/now/nothing",
    ),
    *("/now/outward", "/now/own", "/now/real", "/now/time-out/away", "/welcome/copy"),
    *("/people/notes/add", "/people/together/repair/begin", "/plan/reminders/file"),
    *("/practise/figure/outward", "/write/further/1", "/open/no-such-link"),
)
#: What stands in an address where one wants something else than there is.
STRANGE: Final = (
    *(
        "0" * 32,
        "f" * 32,
        "F" * 32,
        "0" * 31,
        "0" * 33,
        "ab" * 8,
        "1",
        "0",
        "-1",
        "9" * 30,
    ),
    *(
        "2026-03",
        "2026-13",
        "0000-00",
        "9999-12-31",
        "0001-01-01",
        "2026-03-01",
        "x",
        "..",
        ".",
    ),
    *(
        "%00",
        "a%00b",
        "%ff",
        "%ED%A0%80",
        "%F0%9F%8C%8A",
        "%2e%2e%2fetc",
        "%0d%0aX:%20y",
        "%25",
    ),
    *(
        "a" * 3_000,
        "%E2%80%AE",
        "{0}",
        "%7B%7B7*7%7D%7D",
        "__class__",
        "*",
        "%3Cb%3E",
        "a b",
    ),
    *(
        "belly-breath",
        "slip",
        "naming",
        "lines",
        "cost",
        "closeness",
        "leave",
        "own-part",
        "box",
    ),
)


class Atlas:
    """What was found of each route by following links and forms."""

    def __init__(self) -> None:
        self.routes = sorted(
            {(r.path, m) for r in all_routes() for m in r.methods or ()} - {("", "")}
        )
        self._patterns = [(each.path, each) for each in all_routes()]
        self.addresses: dict[str, list[str]] = defaultdict(list)
        #: By where they go: the same stands on many pages.
        self.forms: dict[str, list[Form]] = defaultdict(list)
        self.pages: dict[str, Page] = {}

    def explore(self, browser: Browser) -> None:
        """Follow what can be followed from every beginning."""
        waiting, seen = [*UNLINKED, *self._by_begins()], set[str]()
        while waiting:
            address = waiting.pop(0).partition("#")[0]
            path = self.route_of(address)
            if address in seen or not path:
                continue
            seen.add(address)
            known = self.addresses[path]
            if len(known) < KNOWN:
                known.append(address)
            looked = sum(self.route_of(each) == path for each in self.pages)
            if looked < LOOKED_AT and not address.startswith(_SHUNNED):
                waiting += self._look(browser, address)

    def route_of(self, address: str) -> str:
        """Name the route by which an address is answered."""
        bare = address.partition("?")[0]
        return next(
            (p for p, each in self._patterns if each.path_regex.match(bare)), ""
        )

    def address(self, chance: Random, path: str) -> str:
        """Give an address of a route: one that leads there, or a strange one."""
        known = self.addresses.get(path)
        if known and chance.random() < 2 / 3:
            return chance.choice(known)
        ids = [each for found in self.addresses.values() for each in _ids(found)]
        while found := _PARAMETER.search(path):
            odd = chance.choice(STRANGE)
            other = chance.choice(ids) if ids and chance.random() < 1 / 2 else odd
            path = path[: found.start()] + other + path[found.end() :]
        return path

    def form(self, chance: Random) -> Form:
        """Give a form; what leads out of the notebook is sent now and then."""
        path = chance.choice([*self.forms])
        while path in ENDING and chance.random() < RARELY:
            path = chance.choice([*self.forms])
        return chance.choice(self.forms[path])

    def unreached(self) -> set[str]:
        """Name the routes that show something, and to which nothing led."""
        shown = {path for path, method in self.routes if method == "GET"}
        return shown - self.addresses.keys()

    def _by_begins(self) -> list[str]:
        """Give addresses with an id in them, where it is known which belongs there."""
        known, found = begins(), []
        for path, method in self.routes:
            record = next((known[b] for b in known if path.startswith(b)), "")
            filled = path.replace("{record}", record)
            filled = filled.replace("{person}", known["{person}"])
            if method == "GET" and record and "{" not in filled:
                found.append(filled)
        return found

    def _look(self, browser: Browser, address: str) -> list[str]:
        answer = browser.get(address)
        if "text/html" not in answer.header("content-type"):
            return [answer.location] if answer.location else []
        page = self.pages[address] = Page(answer.body.decode("utf-8", "replace"))
        forms = [each for each in page.forms if each.action.startswith("/")]
        for form in forms:
            form.page = address
            self.forms[self.route_of(form.action)].append(form)
            self._note(form.action, *form.further)
        further = [each for each in page.links if each.startswith("/")]
        return further + [form.action for form in forms if form.method == "GET"]

    def _note(self, *addresses: str) -> None:
        for address in addresses:
            known = self.addresses[self.route_of(address)]
            if address not in known and len(known) < KNOWN:
                known.append(address)


def _ids(addresses: Iterable[str]) -> list[str]:
    return [found for each in addresses for found in re.findall("[0-9a-f]{32}", each)]
