"""The engine in the page gives what was pinned by hand, line by line."""

import json
import tomllib
from pathlib import Path

import msgspec
import pytest
from playwright.sync_api import Browser

import moorings
from moorings.library.rules import spelling, tables_as_json
from moorings.rules.program import prepared
from moorings.rules.table import Table

pytestmark = pytest.mark.browser

RULES = Path(__file__).parents[1] / "rules"
STATIC = Path(moorings.__file__).parent / "web" / "static"
RUN = """([programs, lines]) => {
  const rules = Object.fromEntries(
    Object.entries(programs).map(([name, program]) => [name, new Rules(program)]));
  return lines.map(({ table, text }) => {
    if (table === "danger") return danger(rules.danger, text);
    return rules[table].matches(text).map(({ rule, start, end, gives, kind }) =>
      [rule, text.slice(start, end), gives, kind].filter(Boolean));
  });
}"""


@pytest.mark.feature("M11")
def test_the_page_finds_what_was_pinned_by_hand(browser: Browser) -> None:
    text = (RULES / "conformance.jsonl").read_text("utf-8")
    lines = [json.loads(line) for line in text.splitlines()]
    small = tomllib.loads((RULES / "conformance.toml").read_text("utf-8"))
    tables = {
        name: msgspec.convert({**table, "spelling": spelling("en")}, Table)
        for name, table in small.items()
    }
    programs = {
        name: msgspec.to_builtins(prepared([table])) for name, table in tables.items()
    }
    programs["danger"] = json.loads(tables_as_json("en"))["danger"]
    page = browser.new_page()
    page.add_script_tag(path=STATIC / "rules.js")
    given = [{"table": line["table"], "text": line["text"]} for line in lines]
    told = page.evaluate(RUN, [programs, given])
    page.close()
    for line, answer in zip(lines, told, strict=True):
        if line["table"] != "danger":
            assert answer == line["found"], line
            continue
        wanted = {"outcome": line["outcome"], "kind": line.get("kind", answer["kind"])}
        assert answer == wanted, line
