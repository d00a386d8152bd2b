"""Texts that are coloured alike are judged once: as axe judges each of them."""

from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser import colourings
from tests.browser.colourings import AXE, objections, pale_texts

pytestmark = pytest.mark.browser

#: Everything that can make a text too pale, beside its like that is not: `pale` says
#: where it is so, in the light or in the dark.
PAGE = """<!doctype html><html lang="en"><title>Colours</title><style>
  body { background: #fff; color: #222; font: 16px sans-serif; }
  .card { background: #fff; } .soft { color: #777; } .ink { color: #000; }
  .half { opacity: .4; } .night { background: #333; } .lines {
    background: linear-gradient(#fff, #eee); }
  .place { position: relative; block-size: 2em; inline-size: 20em; }
  .behind { position: absolute; inset: 0; background: #444; }
  .over { position: relative; z-index: 1; }
  .cut { inline-size: 3em; overflow: hidden; white-space: nowrap; }
  @media (prefers-color-scheme: dark) {
    body { background: #111; color: #ddd; } .card { background: #222; }
    .soft { color: #888; } .later { color: #555; }
  }
</style><main><h1>Colours</h1>
<p>Plain</p><p>Plain again</p>
<div class="card soft"><p>Soft</p><p>Soft again</p><p style="color: #aaa">Pale</p></div>
<div class="soft"><p>Soft on the page</p><p style="font-size: 30px">Large</p></div>
<div class="half"><p>Half</p><p>Half again</p></div>
<div class="night"><p>On the night</p><p style="color: #fff">White</p></div>
<div class="lines"><p>On lines</p><p class="ink">Ink on lines</p></div>
<div class="place"><p class="over ink">Nothing behind</p></div>
<div class="place"><div class="behind"></div><p class="over ink">Behind</p></div>
<p class="cut ink">Words <b>that</b> are <b>cut</b> off <b>here</b></p>
<p class="later">Well by day</p><p>x</p><p style="color: #aaa">x</p>
<label>Name <input value="given" style="background: #fff; color: #999"></label>
<p hidden style="color: #eee">Never seen</p>
<p style="position: absolute; left: -99em; color: #eee">Elsewhere</p>
</main></html>"""


@pytest.fixture
def page(unpacked: Callable[..., BrowserContext]) -> Iterator[Page]:
    with closing(unpacked()) as context:
        yield context.new_page()


@pytest.fixture(autouse=True)
def _knows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(colourings, "_passed", set[str]())


def every_text(page: Page) -> set[str]:
    """Ask axe about the whole page, one text after the other."""
    page.evaluate(AXE)
    options = {"runOnly": ["color-contrast"]}
    found = page.evaluate("options => axe.run(options)", options)["violations"]
    return {f"{each['id']}: {n['html']}" for each in found for n in each["nodes"]}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_all_that_axe_finds_too_pale_is_found(page: Page, theme: str) -> None:
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    page.set_content(PAGE)
    expected = every_text(page)
    assert len(expected) > 5
    assert any("Well by day" in each for each in expected) == (theme == "dark")
    found = pale_texts(page)
    assert set(found) == expected
    assert len(found) == len(expected)
    # What was found once is found again: only what passed is known.
    assert set(pale_texts(page)) == expected


def test_a_colouring_that_passed_is_not_asked_about_again(page: Page) -> None:
    page.set_content(PAGE)
    pale_texts(page)
    page.set_content("<body style='background: #fff; color: #222'><p>Plain")
    page.emulate_media(color_scheme="light")
    assert pale_texts(page) == []
    page.set_content("<body style='background: #fff; color: #222'><p>Plain again")
    page.evaluate("globalThis.axe = undefined")
    assert pale_texts(page) == []


def test_a_known_ink_on_another_ground_is_judged_anew(page: Page) -> None:
    page.set_content(PAGE)
    pale_texts(page)
    page.set_content("<body style='background: #444; color: #222'><p>Plain")
    assert pale_texts(page) == ["color-contrast: <p>Plain</p>"]


def test_one_pale_text_among_many_is_found_and_named_with_its_like(page: Page) -> None:
    many = "".join(f"<li style='color: #bbb'>Pale {number}" for number in range(9))
    page.set_content(f"<body style='background: #fff; color: #222'><ul><li>A{many}")
    found = pale_texts(page)
    assert len(found) == 9
    assert all("Pale" in each for each in found)


def test_all_other_rules_of_axe_hold_as_well(page: Page) -> None:
    page.set_content("<body style='color: #ddd; background: #fff'><p>Pale<img src='#'>")
    rules = {each.partition(":")[0] for each in objections(page)}
    assert rules >= {"image-alt", "html-has-lang", "document-title", "color-contrast"}
