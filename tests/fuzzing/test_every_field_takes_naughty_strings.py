"""What was typed into any field is kept, shown again, or refused and still there."""

import os
from pathlib import Path

import pytest

from campaigns import fuzzing_words
from tests.faults.campaigns import require_bar

pytestmark = pytest.mark.uncounted

#: So many of our own at the least, whatever others have.
FEWEST = 50
#: So many fields into which words are typed.
FIELDS = 120


def test_awkward_strings_of_our_own_are_enough_and_each_is_another() -> None:
    assert len({*fuzzing_words.OWN}) == len(fuzzing_words.OWN) >= FEWEST


def test_every_field_takes_awkward_strings_or_says_why_not() -> None:
    seen = require_bar("fields")["also"]
    assert seen["fields"] >= FIELDS
    assert seen["taken"] > seen["refused"] > 0


def test_the_strings_of_others_are_among_them(reference_data: Path) -> None:
    if not (reference_data / "blns" / "blns.json").is_file():
        pytest.skip("there is no list of naughty strings among the reference data")
    assert os.environ[fuzzing_words.REFERENCE] == str(reference_data)
    fuzzing_words.of_others.cache_clear()
    assert len(fuzzing_words.of_others()) > FEWEST
