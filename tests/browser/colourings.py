"""What axe says of a page; of contrast, once for texts that are coloured alike.

Whether a text stands out from its ground follows from its colour, its size, and what
is painted behind and over it: that is read off every text of a page. Axe is asked about
three texts of each colouring and, unless they pass, about all that share it. A
colouring that has passed is known from then on, whichever page it comes on.
"""

from importlib.resources import files
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

CONTRAST = "color-contrast"
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
SORTING = Path(__file__).with_suffix(".js").read_text("utf-8")
#: What is well is told at length as well: it stays in the page.
_ALL_BUT_CONTRAST = f"""() => axe.run({{
  rules: {{ "{CONTRAST}": {{ enabled: false }} }},
  resultTypes: ["violations"],
  selectors: false,
}}).then((all) => all.violations.flatMap(
  (each) => each.nodes.map((node) => `${{each.id}}: ${{node.html}}`)
))"""
_SORT = f"() => {{ {SORTING} return colourings.sort(); }}"
_passed: set[str] = set()


def objections(page: Page) -> list[str]:
    """Give what axe objects to on this page."""
    _load_axe(page)
    found: list[str] = page.evaluate(_ALL_BUT_CONTRAST)
    return found + pale_texts(page)


def pale_texts(page: Page) -> list[str]:
    """Give the texts of this page that do not stand out from their ground."""
    names: list[str] = page.evaluate(_SORT)
    unknown = [name for name in names if name not in _passed]
    if not unknown:
        return []
    _load_axe(page)
    told: Any = page.evaluate("names => colourings.judge(names)", unknown)
    pale, passed = told
    _passed.update(passed)
    return [f"{CONTRAST}: {each}" for each in pale]


def _load_axe(page: Page) -> None:
    if not page.evaluate("'axe' in window"):
        page.evaluate(f"{AXE}; 0")
