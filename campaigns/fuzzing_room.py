"""Room: whatever stands behind the second door is asked for, rightly and wrongly.

What was written there is shown there, stays words, and stands nowhere else.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Final

from campaigns import fuzzing_words as words
from campaigns.campaign import Campaign, Seen
from campaigns.fuzzing_atlas import STRANGE
from campaigns.fuzzing_fields import kept, plainly, shown_on
from campaigns.fuzzing_forms import EDGE, PARTS, PLAIN, Form, Page, in_parts, written
from campaigns.fuzzing_house import Life, Lives, complaints
from campaigns.fuzzing_inert import Built
from campaigns.fuzzing_routes import OWN, faults
from campaigns.fuzzing_scripts import STRINGS
from tests.web.conftest import PASSPHRASE, Answer

#: So much is done in one life.
A_LIFE: Final = 40
INSIDE: Final = "seven quiet boats at noon"
#: Stands in whatever is typed in the room.
CANARY: Final = "qvzinside"
#: These show forms that the room's own page has not.
SHOWING: Final = ("edit", "choose", "passphrase")
ACTS: Final = (
    *("open", "make", "leave", "again", "write", "keep", "change", "erase", "bring"),
    *(*SHOWING, "", "of nothing"),
)
#: Of these, one in so many is done.
RARELY, RARE = 12, frozenset({"leave", "change", "erase"})
#: Where a page of the diary would be shown, and would show one of the room.
OUTSIDE: Final = ("/write", "/today", "/write/calendar", "/people", "/settings")
REDIRECTED: Final = 303
#: Now and then so much time goes by that the room closes, or the notebook.
PAUSES: Final = (0.1, 1.0, 20.0, 130.0, 1_000.0)
#: One field in so many is filled in as nobody would.
ODD: Final = 8


def run(folder: Path, size: int, seed: int) -> Seen:
    """Do so much in rooms; each life begins with one that was just made."""
    chance = Random(seed)  # noqa: S311 - repeatable on purpose
    seen, lives = Seen(), Lives(folder)
    with complaints() as heard:
        while seen.done < size:
            with lives.one("open") as life:
                go_in(life)
                for _ in range(min(A_LIFE, size - seen.done)):
                    act_once(life, chance, seen)
                    seen.problems += heard
                    heard.clear()
                    if life.is_over:
                        break
                seen.problems += told_outside(life)
    return seen


def go_in(life: Life) -> None:
    """Make a room, with a page in it."""
    browser = life.browser
    browser.post("/room", {"act": "make", "new": INSIDE, "again": INSIDE})
    browser.post("/room", {"act": "write", "record": "ab" * 16, "text": CANARY})
    assert CANARY in browser.get("/room").text


def act_once(life: Life, chance: Random, seen: Seen) -> None:
    """Fill in a form of the room, send it, and look at what comes of it."""
    form = chance.choice([*forms(life, chance)])
    told = filled(form, chance)
    pairs = [*told.items()]
    if chance.random() < 1 / ODD:
        body, kind = in_parts(pairs, chance), f"{PARTS}; boundary={EDGE}"
    else:
        body, kind = written(pairs), PLAIN
    address = chance.choice((form.action, form.action, form.action, "/room/draft"))
    headers = [*OWN, ("content-type", kind)]
    answer = life.browser.ask("POST", address, [body], headers=headers)
    seen.done += 1
    seen.also[f"{answer.status // 100}xx"] += 1
    what = f"{address} {body[:400]!r}"
    seen.problems += [f"{what}: {fault}" for fault in told_wrong(answer)]
    if address == form.action and kind == PLAIN:
        judge(life, answer, told, what, seen)
    life.clock.go_on(chance.choices(PAUSES, (8, 8, 4, 1, 1))[0])


def forms(life: Life, chance: Random) -> Iterator[Form]:
    """Give what can be sent: from the room's page, or from one that it leads to."""
    pages = [Page(life.browser.get("/room").text)]
    asking = [each for each in pages[0].forms if act_of(each) in SHOWING]
    if asking and chance.random() < 1 / 2:
        asked = life.browser.post("/room", chance.choice(asking).plain())
        pages.insert(0, Page(asked.text))
    for page in pages:
        found = [each for each in page.forms if each.action.startswith("/room")]
        likely = [
            f for f in found if act_of(f) not in RARE or not chance.randrange(RARELY)
        ]
        if likely:
            yield from likely
            return
    yield Form("/room", "POST", PLAIN)


def act_of(form: Form) -> str:
    return form.plain().get("act", "")


def filled(form: Form, chance: Random) -> dict[str, bytes]:
    """Fill a form in: mostly as it was meant, with anything in the words."""
    told = dict[str, bytes]()
    for name, each in form.fields.items():
        there = each.values[0] if each.values else ""
        match each.kind:
            case "password":
                there = chance.choice((INSIDE, INSIDE, PASSPHRASE, "a"))
            case "text" | "textarea" if chance.random() < 1 / 2:
                there = f"{chance.choice((*STRINGS, *words.OWN))} {CANARY}"
            case _ if chance.random() < 1 / ODD:
                there = chance.choice((*ACTS, *STRANGE, *words.OWN))
            case _:
                pass
        told[name] = there.encode("utf-8", "surrogatepass")
    if chance.random() < 1 / ODD:
        told["act"] = chance.choice(ACTS).encode()
    return told


def told_wrong(answer: Answer) -> Iterator[str]:
    """Say everything that no answer of the room may be."""
    yield from faults(answer, private=False)
    yield from Built(answer.text).faults
    if CANARY in " ".join(value for _, value in answer.headers):
        yield "tells outside of the page what was typed in the room"


def judge(
    life: Life, answer: Answer, sent: Mapping[str, bytes], what: str, seen: Seen
) -> None:
    """See whether what was typed is there still, where it was taken or refused."""
    act = sent.get("act", b"").decode()
    typed = plainly(sent.get("text", b"").decode("utf-8", "replace"))
    taken = answer.status == REDIRECTED and answer.location == "/room"
    if act not in {"write", "keep"} or not typed:
        return
    shown = life.browser.get("/room") if taken else answer
    seen.also["kept" if taken else "refused"] += 1
    seen.problems += [f"{what}: {fault}" for fault in told_wrong(shown)]
    if typed not in shown_on(shown):
        seen.problems.append(f"{what}: answers {answer.status}, and it is gone")


def told_outside(life: Life) -> Iterator[str]:
    """Say where something of the room stands outside of it."""
    for address in OUTSIDE:
        if CANARY in life.browser.get(address).text:
            yield f"{address} tells what was typed in the room"
    if CANARY in kept(life):
        yield "the notebook holds outside of the room what was typed there"
    for file in life.folder.rglob("*"):
        if file.is_file() and CANARY.encode() in file.read_bytes():
            yield f"{file.name} holds it unsealed"


CAMPAIGN = Campaign(
    name="room",
    does="a sealed room is written in, changed, opened again and left, with anything "
    "in its fields; nothing of it may be told outside",
    unit="requests",
    ci=600,
    full=20_000,
    run=run,
    must_see=("2xx", "3xx", "4xx", "kept", "refused"),
)
