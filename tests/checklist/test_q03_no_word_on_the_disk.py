"""Q03: whatever is typed into any form, no word of it lies readable on the disk."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from campaigns.fuzzing_forms import Form
from moorings.companion.opened import Opened
from moorings.journey.codec import encode
from moorings.web.visitor import House
from tests.checklist.hidden import hidden_in
from tests.web.conftest import Browser

FEWEST_TYPED, FEWEST_KEPT = 200, 40
#: Two listen on one screen: the notebook is locked meanwhile.
LOCKING = {"/people/together/listening"}


def words_for(forms: list[Form]) -> Iterator[tuple[Form, dict[str, str]]]:
    """Give another word for every field into which one can be typed."""
    number = 1000
    for form in forms:
        if form.action in LOCKING:
            continue
        typed = dict[str, str]()
        for name in form.typed:
            number += 1
            typed[name] = f"Zwielichtf\u00e4lter{number}"
        yield form, typed


def left_in(folder: Path, words: set[str]) -> dict[str, set[str]]:
    files = [each for each in folder.rglob("*") if each.is_file()]
    found = {
        str(f.relative_to(folder)): hidden_in(f.read_bytes(), words) for f in files
    }
    return {name: told for name, told in found.items() if told}


def test_q03_two_hundred_words_typed_into_every_form_lie_nowhere_in_the_clear(
    browser: Browser,
    notebook: Opened,
    house: House,
    forms: list[Form],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    elsewhere = tmp_path / "temporary"
    elsewhere.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(elsewhere))
    words = set[str]()
    for form, typed in words_for(forms):
        browser.post(form.action, form.plain() | typed)
        words |= {*typed.values()}
        assert not notebook.locked, form.action
    house.backups.make(notebook)
    kept = b"\n".join(encode(each) for each in notebook.journey.records())
    assert len(words) > FEWEST_TYPED
    # One word at a time would be found in what is open in the program alone.
    there = {word for word in words if word.encode() in kept}
    assert len(there) > FEWEST_KEPT
    assert left_in(tmp_path, words) == {}
    house.harbour.lock(notebook)
    house.backups.wait()
    assert left_in(tmp_path, words) == {}
    assert any(each.name.endswith(".moorings") for each in tmp_path.rglob("*"))
