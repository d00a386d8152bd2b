import tomllib

import pytest

from moorings.library.catalogue import CONTENT
from moorings.library.toml_lines import Place, line_at, lines_of

TEXT = """\
# A remark with [brackets] and a = sign.
title = "One [of] two"
adapt = [
  "First, with ] in it.",

  # a remark
  "Second.",
]
of = ["stop", "regulation"]

[invitation]
warm = "x"

[[steps]]
text = "a"
more = "b"

[[steps]]
text = "c"
options = [
  { id = "one", text = "[1]" },
  { id = "two", text = "2" },
]

[[approaches]]
name = "A"

[[approaches]]
name = "B"

[[approaches.parts]]
name = "B1"

[[approaches.parts]]
name = "B2"
"""


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (("title",), 'title = "One [of] two"'),
        (("adapt",), "adapt = ["),
        (("adapt", 0), '  "First, with ] in it.",'),
        (("adapt", 1), '  "Second.",'),
        (("of", 1), 'of = ["stop", "regulation"]'),
        (("invitation",), "[invitation]"),
        (("invitation", "warm"), 'warm = "x"'),
        (("invitation", "plain"), "[invitation]"),
        (("steps", 1, "text"), 'text = "c"'),
        (("steps", 1, "options", 1, "text"), '  { id = "two", text = "2" },'),
        (("approaches", 1, "parts", 1, "name"), 'name = "B2"'),
    ],
)
def test_everything_is_found_on_its_line(place: Place, said: str) -> None:
    assert TEXT.splitlines()[line_at(lines_of(TEXT), place) - 1] == said


def test_what_is_nowhere_belongs_to_the_file() -> None:
    assert line_at(lines_of(TEXT), ()) == 0
    assert line_at(lines_of(TEXT), ("next",)) == 0


def test_every_key_of_every_content_file_has_a_line_on_which_it_stands() -> None:
    for file in (CONTENT / "en").rglob("*.toml"):
        text = file.read_text("utf-8")
        lines = lines_of(text)
        for key in tomllib.loads(text):
            at = next((lines[p] for p in ((key,), (key, 0)) if p in lines), 0)
            assert key in text.splitlines()[at - 1], (file.name, key)
