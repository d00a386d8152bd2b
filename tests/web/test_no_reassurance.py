"""Nothing that can be read from Help now reassures, promises, judges or commands.

All of it is looked over, in both voices: content files, templates with the parts they
use, modules, and the pages as they are shown. Crisis and safety pages may say whom to
call.
"""

import ast
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from html.parser import HTMLParser
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import pytest
from jinja2 import meta, nodes

from moorings.library import extracting
from moorings.library.catalogue import CONTENT, VOICES
from moorings.library.phrases import reproaches as faults
from moorings.library.reading import HARDEST_GRADE, grade, words
from moorings.web.pages.now.practice import OFFERED, ON_REQUEST
from moorings.web.pages.now.shell import PAGES
from moorings.web.rendering import ENVIRONMENT, TEMPLATES
from tests.web.conftest import PORT, Browser

MODULES = extracting.PACKAGE / "web" / "pages" / "now"
DEVICE = f"moorings-device-{PORT}"
#: A grade says little about a text that is shorter.
FEWEST_WORDS = 30
#: Where people in danger are told whom to call, and what is no page of help.
CRISIS = {"parts/lines.html", "parts/danger.html"}
ELSEWHERE = {"/crisis", "/safety", "/away"}

# --- where it could be said -----------------------------------------------------------


class Said(NamedTuple):
    """Something a person can read, and where it stands."""

    place: str
    text: str


@cache
def templates() -> tuple[str, ...]:
    """Name every template of Help now, and all that it is made of."""
    waiting = [f"pages/{file.name}" for file in (TEMPLATES / "pages").glob("now*.html")]
    found = set[str]()
    while waiting:
        name = waiting.pop()
        if name not in found | CRISIS:
            found.add(name)
            used = meta.find_referenced_templates(parsed(name))
            waiting += [each for each in used if each]
    return tuple(sorted(found))


@cache
def parsed(name: str) -> nodes.Template:
    return ENVIRONMENT.parse((TEMPLATES / name).read_text("utf-8"))


def modules() -> list[Path]:
    return sorted(MODULES.glob("*.py"))


def catalogued() -> Iterator[Said]:
    """Give every sentence of templates and modules."""
    for name in templates():
        for found in extracting._in_template(TEMPLATES / name):
            yield from (Said(name, each) for each in one_or_two(found))
    for file in modules():
        for found in extracting._in_module(file):
            yield from (Said(file.name, each) for each in one_or_two(found))


def one_or_two(found: str | tuple[str, ...]) -> tuple[str, ...]:
    return (found,) if isinstance(found, str) else found


#: What names something, or what a rule looks for: nobody reads it.
SILENT = {"id", "also", "lists", "onward", "offered", "next"}


def content() -> Iterator[Said]:
    """Give every text of content files; of rules, what is said when one holds."""
    folders = ("en/practices", "en/vocabulary", "rules/en")
    for file in chain.from_iterable((CONTENT / f).glob("*.toml") for f in folders):
        told = tomllib.loads(file.read_text("utf-8"))
        rules = {"lists", "rule", "turn", "slot"} & told.keys()
        keys = {"text"} if rules else set[str]()
        yield from (Said(file.name, each) for each in texts_in(told, keys))


def texts_in(told: object, keys: set[str], key: str = "") -> Iterator[str]:
    """Give the texts under these keys; without keys, all that a person reads."""
    match told:
        case dict():
            for name in told.keys() - SILENT:
                yield from texts_in(told[name], keys, name)
        case list():
            for each in told:
                yield from texts_in(each, keys, key)
        case str() if not keys or key in keys:
            yield told
        case _:
            pass


ALL = [*catalogued(), *content()]


def test_every_corner_is_looked_into() -> None:
    places = {said.place for said in ALL}
    assert {"pages/now.html", "pages/now_practice.html", "parts/calm.html"} <= places
    assert {"doors.py", "quarrel-breath.toml", "feelings.toml"} <= places
    assert len(ALL) > 1000
    told = {said.text for said in ALL}
    assert "I need twenty minutes. Then I am back." in told
    assert "Eyes open, look round" in told
    assert "I notice {list}." in told


def test_nothing_reassures_promises_judges_commands_or_cheers() -> None:
    assert not [(said, found) for said in ALL if (found := faults(said.text))]


# --- each voice is whole --------------------------------------------------------------


def voiced() -> Iterator[tuple[str, str, str]]:
    """Give what is said in two voices, with its place."""
    for name in templates():
        for call in parsed(name).find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == "voiced":
                warm, plain = (sentence(arg) for arg in call.args)
                yield name, warm, plain
    for file in modules():
        for node in ast.walk(ast.parse(file.read_bytes())):
            match node:
                case ast.Call(
                    func=ast.Name(id="voiced") | ast.Attribute(attr="voiced"),
                    args=[
                        ast.Call(args=[ast.Constant(value=str(warm)), *_]),
                        ast.Call(args=[ast.Constant(value=str(plain)), *_]),
                    ],
                ):
                    yield file.name, warm, plain
                case _:
                    pass


def sentence(call: nodes.Node) -> str:
    """Give the sentence that is marked for translation in a call of `_`."""
    assert isinstance(call, nodes.Call)
    [said, *_] = call.args
    assert isinstance(said, nodes.Const)
    return str(said.value)


def test_each_voice_is_whole_and_its_own() -> None:
    pairs = list(voiced())
    assert len(pairs) > 10
    assert not [each for each in pairs if not (each[1].strip() and each[2].strip())]
    assert not [each for each in pairs if each[1] == each[2]]
    for file in (CONTENT / "en" / "practices").glob("*.toml"):
        told = tomllib.loads(file.read_text("utf-8"))
        for both in (each for each in told.values() if isinstance(each, dict)):
            if {"warm", "plain"} & both.keys():
                assert both.keys() == {"warm", "plain"}
                assert both["warm"] != both["plain"]


# --- how easily it reads --------------------------------------------------------------

HARD = (
    "Physiological activation accompanying perceived relational abandonment frequently "
    "necessitates deliberate autonomic stabilisation; consequently, individuals "
    "experiencing considerable emotional dysregulation are encouraged to implement "
    "evidence-informed respiratory interventions before communicating additional "
    "interpersonal requirements to significant attachment figures."
)
EASY = (
    "This is a hard night. Stay as long as you like. Is there someone who could be "
    "with you? You can stop at any time. A glass of water, a window, or one thing in "
    "the room that you like to look at."
)


def test_the_grade_tells_a_hard_text_from_an_easy_one() -> None:
    assert len(words(HARD)) >= FEWEST_WORDS <= len(words(EASY))
    assert grade(HARD) > 2 * HARDEST_GRADE
    assert grade(EASY) < HARDEST_GRADE - 3


def test_every_longer_text_reads_easily() -> None:
    longer = [said for said in ALL if len(words(said.text)) >= FEWEST_WORDS]
    assert longer
    hard = [said for said in longer if grade(said.text) > HARDEST_GRADE]
    assert not hard


class Read(HTMLParser):
    """What a person reads on a page, each piece with an end."""

    APART = frozenset(
        {"p", "li", "h1", "h2", "h3", "dt", "dd", "div", "a"}
        | {"summary", "button", "label", "legend"}
    )
    LEFT_OUT = frozenset({"script", "style", "title", "header"})

    def __init__(self) -> None:
        super().__init__()
        self.pieces = [""]
        self._within: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in self.LEFT_OUT:
            self._within.append(tag)
        if tag in self.APART:
            self.pieces.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._within:
            self._within.remove(tag)
        if tag in self.APART:
            self.pieces.append("")

    def handle_data(self, data: str) -> None:
        if not self._within:
            self.pieces[-1] += data

    @property
    def text(self) -> str:
        told = (" ".join(piece.split()) for piece in self.pieces)
        return " ".join(f"{each.rstrip('.')}." for each in told if words(each))


def read(html: str) -> str:
    page = Read()
    page.feed(html)
    return page.text


@pytest.fixture
def shown(browser: Browser) -> Callable[[str], Iterator[Said]]:
    """Give every page of Help now as it is shown in a voice."""

    def show(voice: str) -> Iterator[Said]:
        browser.cookies[DEVICE] = f"voice={voice}"
        named = (f"/now/{name}" for name in (*OFFERED, *ON_REQUEST))
        kept = (path for path in PAGES if path not in ELSEWHERE)
        for path in (*kept, "/now/yours", *named):
            yield Said(path, read(browser.get(path).text))

    return show


@pytest.mark.feature("N7")
@pytest.mark.parametrize("voice", VOICES)
def test_every_page_reads_easily_and_says_nothing_of_the_kind(
    shown: Callable[[str], Iterator[Said]], voice: str
) -> None:
    pages = list(shown(voice))
    assert len(pages) > 15
    assert not [page for page in pages if len(words(page.text)) < 10]
    assert not [(p.place, found) for p in pages if (found := faults(p.text))]
    graded = {page.place: grade(page.text) for page in pages}
    assert not {path: each for path, each in graded.items() if each > HARDEST_GRADE}


def test_a_planted_page_would_be_found() -> None:
    page = f"<h1>Now</h1><p>{EASY}</p><button>They will come back</button>"
    assert faults(read(page)) == ["promises: they will come"]
    assert grade(read(f"<h1>Now</h1><p>{HARD}</p>")) > HARDEST_GRADE
    assert read("<script>x!</script><p>One <b>word</b></p><li>two") == "One word. two."
