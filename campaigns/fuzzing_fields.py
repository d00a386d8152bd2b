"""Fields: every field of every form takes every awkward string, or says why not."""

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Final, NamedTuple
from urllib.parse import unquote_plus, urlencode

from campaigns import fuzzing_words as words
from campaigns.campaign import Campaign, Seen
from campaigns.fuzzing_atlas import ENDING, Atlas
from campaigns.fuzzing_forms import PARTS, Form, Page
from campaigns.fuzzing_house import Life, Lives, complaints
from moorings.companion.cleaning import clean_line
from moorings.companion.drafting import drafts
from moorings.journey.codec import encode
from tests.web.conftest import Answer

#: So much is typed in one life.
A_LIFE: Final = 8
#: A refusal begins here, and a server's own fault here.
REFUSED, FAULT = 400, 500
#: A longer one is a number to nobody.
LONGEST_NUMBER: Final = 1_000
#: What was typed here is shown nowhere, and must not be.
SECRET: Final = frozenset({"passphrase", "new", "again", "secret", "code", "door"})
#: Parts of a need, which are put together into the text beside them, and a name that
#: goes with such a text: alone they are nothing yet.
PARTS_OF_A_TEXT: Final = frozenset({"feel", "when", "because", "need", "to"})
COMPOSING: Final = ("/now/note", "/write/held/")


class Place(NamedTuple):
    """One field, on one page."""

    page: str
    action: str
    name: str


def run(folder: Path, size: int, seed: int) -> Seen:
    """Type so many strings into fields, each pair once before any comes again."""
    chance = Random(seed)  # noqa: S311 - repeatable on purpose
    seen, lives = Seen(), Lives(folder)
    with complaints() as heard:
        atlas = Atlas()
        with lives.one("open") as life:
            atlas.explore(life.browser)
        pairs = chosen(atlas, size, chance)
        while seen.done < size:
            with lives.one("open") as life:
                for _ in range(min(A_LIFE, size - seen.done)):
                    type_one(life, *next(pairs), seen)
                    if heard:
                        seen.problems.append("; ".join(heard))
                        heard.clear()
    seen.also["fields"] = len(places(atlas))
    seen.also["strings"] = len(strings())
    return seen


def strings() -> tuple[str, ...]:
    """Give all that is typed: our own, and those of others where they lie."""
    return (*words.OWN, *words.of_others())


def places(atlas: Atlas) -> tuple[Place, ...]:
    """Give every field into which words are typed, once for where it goes."""
    found: dict[tuple[str, str], Place] = {}
    for path, forms in sorted(atlas.forms.items()):
        for form in forms if path not in ENDING else ():
            composing = path.startswith(COMPOSING)
            for name in form.typed:
                if composing and name in PARTS_OF_A_TEXT:
                    continue
                place = Place(form.page, form.action, name)
                found.setdefault((path, name), place)
    return tuple(found.values())


def chosen(atlas: Atlas, size: int, chance: Random) -> Iterator[tuple[Place, str]]:
    """Give pairs of a field and a string in an order of chance."""
    fields, typed = places(atlas), strings()
    whole = len(fields) * len(typed)
    while True:
        for number in chance.sample(range(whole), min(size, whole)):
            at, which = divmod(number, len(typed))
            yield fields[at], typed[which]


def type_one(life: Life, place: Place, typed: str, seen: Seen) -> None:
    """Open the page, type, send, and look for what was typed."""
    seen.done += 1
    form = form_on(life.browser.get(place.page), place)
    if form is None:
        seen.also["gone"] += 1
        return
    answer = sent(life, form, place.name, typed)
    what = f"{place.action} {place.name} {typed[:60]!r}"
    if answer.status >= FAULT:
        seen.problems.append(f"{what}: answers {answer.status}")
        return
    if is_hidden(form, place.name) or not plainly(typed):
        seen.also["hidden"] += 1
        return
    refused = answer.status >= REFUSED
    seen.also["refused" if refused else "taken"] += 1
    # A browser lets nobody type more; what comes all the same may be cut there.
    longest = form.fields[place.name].longest or len(typed)
    # What turns a line round goes out of a name that others will read.
    bare = clean_line(typed)
    if not any(is_found(t, life, answer) for t in {typed, typed[:longest], bare}):
        seen.problems.append(f"{what}: answers {answer.status}, and it is gone")


def form_on(answer: Answer, place: Place) -> Form | None:
    """Find the form on its page, as it is now."""
    page = Page(answer.body.decode("utf-8", "replace"))
    for form in page.forms:
        if form.action == place.action and place.name in form.fields:
            return form
    return None


def sent(life: Life, form: Form, name: str, typed: str) -> Answer:
    """Send a form as a person would who typed this into one field of it."""
    fields = form.plain() | {name: typed}
    if form.method == "GET":
        return life.browser.get(f"{form.action}?{urlencode(fields)}")
    if form.kind.startswith(PARTS):
        return life.browser.upload(form.action, [], fields)
    return life.browser.post(form.action, fields)


def is_hidden(form: Form, name: str) -> bool:
    """Say whether what is typed here is shown to nobody."""
    return form.fields[name].kind == "password" or name in SECRET


def plainly(text: str) -> str:
    """Give words without what a form leaves out: NUL, and how much space there is."""
    return " ".join(text.replace("\0", "").split())


def is_found(typed: str, life: Life, answer: Answer) -> bool:
    """Say whether what was typed is shown again, or kept."""
    wanted = [plainly(part) for part in (typed, *typed.split(","))]
    if typed.strip().isdecimal() and len(typed) < LONGEST_NUMBER:
        wanted[0] = str(int(typed))
    shown = shown_on(answer)
    if wanted[0] in shown:
        return True
    here = f"{shown} {kept(life)}"
    if answer.location.startswith("/"):
        here += shown_on(life.browser.get(answer.location))
    return wanted[0] in here or all(part in here for part in wanted[1:])


def shown_on(answer: Answer) -> str:
    """Give all words of a page, with those in its fields."""
    page = Page(answer.body.decode("utf-8", "replace"))
    values = [v for f in page.forms for each in f.fields.values() for v in each.values]
    return plainly(" ".join([*page.words, *values]))


def kept(life: Life) -> str:
    """Give all words that stand in the notebook, and on the device."""
    opened = life.opened
    if opened is None:
        return ""
    told = [json.loads(encode(each)) for each in opened.journey.records()]
    told += [dict(each.fields) for each in drafts(opened)]
    cookies = map(unquote_plus, life.browser.cookies.values())
    return plainly(" ".join([*texts(told), *cookies]))


def texts(told: object) -> Iterator[str]:
    """Give every text in a value."""
    match told:
        case str() | int():
            yield str(told)
        case [*inside]:
            for each in inside:
                yield from texts(each)
        case dict():
            yield from texts([*told.values()])
        case _:
            pass


CAMPAIGN = Campaign(
    name="fields",
    does="every field of every form takes strings that others stumble over",
    unit="strings typed",
    ci=800,
    full=200_000,
    run=run,
    must_see=("taken", "refused", "hidden", "fields", "strings"),
)
