"""No way leads past the gate: the rendered pages of help, walked link by link."""

from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

import pytest

from moorings.web.pages.now import practice
from moorings.web.pages.now.shell import PAGES
from tests.web.conftest import Browser, Page

GATE, UNSURE, FAMILIAR = "/now/check", "/now/unsure", "/now/familiar"
#: What stands behind the gate, with everything below it.
BEHIND = (
    FAMILIAR,
    "/now/name",
    "/now/choose",
    "/now/hold",
    "/now/ask",
    "/now/time-out",
    "/now/let-in",
    "/now/nothing",
    "/now/stay",
    "/now/evidence",
)
STEADY = "/now/choose/steady"
#: Where danger is known, or where it is happening now.
IN_DANGER = (UNSURE, "/now/real", "/now/outward", "/safety", "/crisis")

Ways = Mapping[str, frozenset[str]]


def is_behind(path: str) -> bool:
    """Say whether it stands behind the gate; what only steadies is for everybody."""
    return path != STEADY and any(
        path == each or path.startswith(f"{each}/") for each in BEHIND
    )


def leads_to(page: Page) -> Iterator[str]:
    """Give the paths that links and forms of a page lead to."""
    for link in page.links:
        found = urlsplit(link)
        if found.path and not found.scheme:
            yield found.path
    for form in page.forms:
        yield from (value for name, _, value in form.fields if name == "next" and value)


@pytest.fixture
def ways(browser: Browser) -> Ways:
    """Walk every public page, as it is kept on a device."""
    practices = (*practice.OFFERED, *practice.ON_REQUEST)
    paths = [*PAGES, *(f"/now/{name}" for name in practices)]
    shown = {path: browser.get(path) for path in paths}
    assert {answer.status for answer in shown.values()} == {200}
    return {path: frozenset(leads_to(each.page)) for path, each in shown.items()}


def reached(ways: Ways, start: str, *, without: str = "") -> set[str]:
    found, waiting = set[str](), [start]
    while waiting:
        path = waiting.pop()
        if path not in found and path != without:
            found.add(path)
            waiting += ways.get(path, ())
    return found


def test_from_help_now_everything_is_reached_and_nothing_past_the_gate(
    ways: Ways,
) -> None:
    assert {*IN_DANGER, FAMILIAR, "/now/after"} <= reached(ways, "/now")
    past = {path for path in reached(ways, "/now", without=GATE) if is_behind(path)}
    assert past == set()


def test_nothing_before_the_gate_links_behind_it(ways: Ways) -> None:
    leading = {
        path: {each for each in found if is_behind(each)}
        for path, found in ways.items()
        if not is_behind(path)
    }
    assert {path: found for path, found in leading.items() if found} == {
        GATE: {FAMILIAR},
        UNSURE: {FAMILIAR},
    }


@pytest.mark.parametrize("path", IN_DANGER)
def test_where_there_is_danger_nothing_reframes_waits_or_foresees(
    ways: Ways, path: str
) -> None:
    behind = {each for each in ways[path] if is_behind(each)}
    assert behind == ({FAMILIAR} if path == UNSURE else set())
    assert {"/crisis", "/now"} & ways[path]


def test_what_is_offered_while_something_rests_leads_no_way_back(ways: Ways) -> None:
    assert {each for each in ways[STEADY] if is_behind(each)} == set()
    assert ways[STEADY] >= {"/crisis", "/now/orient-outward"}


def test_a_yes_leads_to_safety_and_to_nothing_else(browser: Browser) -> None:
    forms = browser.get(GATE).page.forms
    [yes] = [f for f in forms if ("step", "hidden", "flag") in f.fields]
    assert ("next", "hidden", "/safety") in yes.fields
    answer = browser.post(yes.action, {n: v for n, _, v in yes.fields})
    assert answer.status == 303
    assert urlsplit(answer.location).path == "/safety"


def test_far_away_leads_outward_and_nowhere_else(browser: Browser) -> None:
    forms = browser.get("/now/far").page.forms
    scales = [f for f in forms if ("scale", "hidden", "unreal") in f.fields]
    told = {
        next(v for n, _, v in form.fields if n == "next"): [
            int(v) for n, _, v in form.fields if n == "intensity"
        ]
        for form in scales
    }
    assert told == {GATE: list(range(7)), "/now/outward": [7, 8, 9, 10]}


def test_the_answers_of_the_pause_question_lead_where_the_gate_says(
    browser: Browser,
) -> None:
    forms = browser.get(FAMILIAR).page.forms
    told = {
        next(v for n, _, v in form.fields if n == "answer"): next(
            v for n, _, v in form.fields if n == "next"
        )
        for form in forms
        if ("step", "hidden", "pause") in form.fields
    }
    name = "/now/name"
    assert told == {"now": "/now/real", "familiar": name, "both": name, "unsure": name}
