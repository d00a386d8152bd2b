"""No sentence of a published questionnaire is in the tree: keys have numbers alone."""

import re
import tomllib
from pathlib import Path

CONTENT = Path(__file__).resolve().parents[2] / "src" / "moorings" / "content"
FILES = sorted((CONTENT / "instruments").glob("*.toml"))
OWN = {file.stem for file in FILES if 'licence = "own"' in file.read_text("utf-8")}
PUBLISHED = [file for file in FILES if file.stem not in OWN]


def test_only_our_own_questionnaires_have_words() -> None:
    assert OWN
    assert PUBLISHED
    assert {file.stem for file in CONTENT.glob("*/instruments/*.toml")} == OWN


def test_a_published_item_is_a_number() -> None:
    for file in PUBLISHED:
        key = tomllib.loads(file.read_text("utf-8"))
        assert all(item.isdecimal() for item in key["order"]), file.name


def test_nobody_speaks_in_a_published_key() -> None:
    # Most published items are said in the first person; no key has to be.
    for file in PUBLISHED:
        words = re.findall(r"[A-Za-z]+", file.read_text("utf-8"))
        assert not {"I", "my", "My", "me", "myself"} & set(words), file.name
