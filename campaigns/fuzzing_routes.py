"""Routes: every address is asked in every way, rightly and wrongly, locked and open."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Final
from urllib.parse import quote

from campaigns import fuzzing_words as words
from campaigns.campaign import Campaign, Seen
from campaigns.fuzzing_atlas import Atlas
from campaigns.fuzzing_forms import EDGE, PARTS, PLAIN, Form, in_parts, written
from campaigns.fuzzing_house import (
    OPEN,
    Life,
    Lives,
    complaints,
    stand_of,
)
from campaigns.fuzzing_notebooks import CANARY
from campaigns.fuzzing_spoiling import spoilt
from moorings.web.security import HEADERS, LARGEST_FORM
from tests.web.conftest import PASSPHRASE, Answer

#: So much is asked in one life; then everything is as it was.
A_LIFE: Final = 60
#: What a browser sends where the form is on a page of the program.
OWN: Final = (("sec-fetch-site", "same-origin"),)
METHODS: Final = (
    "HEAD",
    "PUT",
    "DELETE",
    "PATCH",
    "OPTIONS",
    "TRACE",
    "CONNECT",
    "\u00e9",
)
KINDS: Final = (
    *(
        PLAIN,
        f"{PARTS}; boundary={EDGE}",
        PARTS,
        f"{PARTS}; boundary=",
        "text/plain",
        "",
    ),
    *(f"{PLAIN}; charset=utf-7", "application/json", "application/xml", "x" * 5_000),
)
#: Nothing of how it works inside stands on a page.
_INSIDE: Final = re.compile(r'Traceback \(most recent|File "/|site-packages|msgspec\.')
_ASKED: Final = (
    "until",
    "for",
    "about",
    "belief",
    "kept",
    "activation",
    "words",
    "fresh",
    "next",
)


def run(folder: Path, size: int, seed: int) -> Seen:
    """Ask so often; each life as if nothing had been asked before."""
    chance = Random(seed)  # noqa: S311 - repeatable on purpose
    seen, lives = Seen(), Lives(folder)
    with complaints() as heard:
        atlas = Atlas()
        with lives.one("open") as life:
            atlas.explore(life.browser)
        while seen.done < size:
            with lives.one(stand_of(chance)) as life:
                for _ in range(min(A_LIFE, size - seen.done)):
                    ask_once(life, atlas, chance, seen, heard)
                    if life.is_over:
                        break
    seen.also["routes"] = len(atlas.routes)
    return seen


def ask_once(
    life: Life, atlas: Atlas, chance: Random, seen: Seen, heard: list[str]
) -> None:
    """Ask something, and look at what comes back."""
    how = chance.choices((showing, sending, otherwise), (4, 6, 1))[0]
    was_open = life.stand in OPEN
    told, ask = how(life, atlas, chance)
    try:
        answer = ask()
    except Exception as error:  # noqa: BLE001 - all of them are told
        seen.problems.append(f"{told}: {type(error).__name__} came through: {error}")
        return
    finally:
        life.clock.go_on(chance.choice((0.1, 1.0, 20.0)))
        seen.done += 1
    seen.also[f"{answer.status // 100}xx"] += 1
    seen.also["open" if was_open else "locked"] += 1
    for fault in faults(answer, private=not was_open):
        seen.problems.append(f"{life.stand}: {told}: {fault}")
    if heard:
        seen.problems.append(f"{life.stand}: {told}: {'; '.join(heard)}")
        heard.clear()


def faults(answer: Answer, *, private: bool) -> Iterator[str]:
    """Say everything that no answer may be."""
    if answer.status >= 500:  # noqa: PLR2004 - a server's own fault begins here
        yield f"answers {answer.status}: {answer.body[:200]!r}"
    for name, value in HEADERS.items():
        if answer.all(name) != [value]:
            yield f"has no {name}"
    if not answer.header("cache-control"):
        yield "may be kept by anybody"
    text = answer.body.decode("utf-8", "replace")
    if found := _INSIDE.search(text):
        yield f"tells what is inside: {text[found.start() :][:200]}"
    outside = " ".join(value for _, value in answer.headers)
    if CANARY in outside or (private and CANARY in text):
        yield "tells what stands in the notebook"


# --- what is asked ------------------------------------------------------------------

Asked = tuple[str, Callable[[], Answer]]


def showing(life: Life, atlas: Atlas, chance: Random) -> Asked:
    """Ask for a page."""
    path = chance.choice([path for path, method in atlas.routes if method == "GET"])
    address = atlas.address(chance, path)
    if chance.random() < 1 / 4:
        name, value = chance.choice(_ASKED), quote(_typed(chance))
        address += f"{'&' if '?' in address else '?'}{name}={value[:6_000]}"
    headers = _headers(chance)
    return f"GET {address[:300]}", lambda: life.browser.get(address, headers)


def sending(life: Life, atlas: Atlas, chance: Random) -> Asked:
    """Send a form, with whatever in its fields."""
    form = atlas.form(chance)
    action = chance.choice([form.action, *form.further])
    if chance.random() < 1 / 3:
        path = chance.choice(
            [path for path, method in atlas.routes if method == "POST"]
        )
        action = atlas.address(chance, path)
    pairs = list(filled(form, chance))
    if chance.random() < 1 / 5:
        body, kind = in_parts(pairs, chance), f"{PARTS}; boundary={EDGE}"
    else:
        body, kind = written(pairs), PLAIN
    if chance.random() < 1 / 12:
        body = spoilt(chance, body, b"--" + EDGE.encode())
    if chance.random() < 1 / 20:
        kind = chance.choice(KINDS)
    headers = [*OWN, ("content-type", kind), *_headers(chance)]

    def ask() -> Answer:
        return life.browser.ask("POST", action, [body], headers=headers)

    return f"POST {action[:300]} {kind[:60]} {body[:400]!r}", ask


def otherwise(life: Life, atlas: Atlas, chance: Random) -> Asked:
    """Ask as no page ever does."""
    path, _ = chance.choice(atlas.routes)
    address, method = atlas.address(chance, path), chance.choice(METHODS)
    body = chance.choice((b"", b"\xff" * 100, json.dumps([[]] * 99).encode()))
    headers = [*chance.choice(((), OWN)), *_headers(chance), *_odd_headers(chance)]

    def ask() -> Answer:
        return life.browser.ask(method, address, [body], headers=headers)

    return f"{method} {address[:300]} {headers}"[:600], ask


def filled(form: Form, chance: Random) -> Iterator[tuple[str, bytes]]:
    """Fill in a form: as it was meant, or not at all so."""
    rightly = chance.random()
    for name, each in form.fields.items():
        kept = (chance.choice(each.values) if each.values else "").encode()
        kept = kept.replace(CANARY.encode(), b"")
        if each.kind == "password" and chance.random() < 1 / 2:
            kept = PASSPHRASE.encode()
        yield from (
            _oddly(name, kept, chance) if chance.random() > rightly else ((name, kept),)
        )
    for _ in range(chance.choice((0, 0, 0, 0, 1, 3, 1_100))):
        yield chance.choice(("record", "text", "people", "", "next")), b"x"


def _oddly(name: str, kept: bytes, chance: Random) -> tuple[tuple[str, bytes], ...]:
    """Fill one field in as nobody would: not at all, twice, or with anything."""
    typed = name, _typed(chance).encode("utf-8", "surrogatepass")
    ways: tuple[tuple[tuple[str, bytes], ...], ...] = (
        (),
        ((name, kept), typed),
        (typed, (name, kept)),
        ((name, chance.choice(words.RAW)),),
        ((f"{name}\0", kept),),
    )
    return chance.choice((*ways, *((typed,),) * len(ways)))


def _typed(chance: Random) -> str:
    return chance.choice(words.OWN)


def _headers(chance: Random) -> list[tuple[str, str]]:
    if chance.random() < 2 / 3:
        return []
    told = (
        ("accept", chance.choice(("application/json", "*/*", "text/html", "x"))),
        (
            "sec-fetch-mode",
            chance.choice(("navigate", "cors", "no-cors", "same-origin")),
        ),
        ("accept-language", chance.choice(("de", "xx-YY", "*;q=\u00e9", "a" * 3_000))),
        ("if-none-match", '"x"'),
        ("range", "bytes=0-1,5-,-9"),
    )
    return [chance.choice(told)]


def _odd_headers(chance: Random) -> list[tuple[str, str]]:
    odd = (
        ("content-length", chance.choice(("-1", "x", "9" * 30, str(LARGEST_FORM + 1)))),
        ("host", "evil.test"),
        ("cookie", "=; a; moorings-8377=\u00ff; " + "b=c; " * 300),
        ("origin", "null"),
        ("transfer-encoding", "chunked"),
        ("user-agent", chance.choice(("\u00ff" * 2_000, "", "<b>"))),
    )
    return [chance.choice(odd)]


CAMPAIGN = Campaign(
    name="routes",
    does="every address is asked rightly and wrongly, open, locked and without any",
    unit="requests",
    ci=4_000,
    full=200_000,
    run=run,
    must_see=("2xx", "3xx", "4xx", "open", "locked", "routes"),
)
