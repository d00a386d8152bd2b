"""Script in any text stays words: in every page that shows it, and in every refusal."""

from collections.abc import Callable
from itertools import cycle
from typing import Final
from urllib.parse import quote

import pytest

from campaigns.fuzzing_inert import Built, reader, unlike, written
from campaigns.fuzzing_scripts import CORES, MARK, STRINGS, harmless
from moorings.companion.opened import Opened
from tests.faults.campaigns import require_bar
from tests.web.conftest import Answer, Browser

#: So many at the least, each put together here.
FEWEST: Final = 200
#: Refused for their day or for their length, and shown again; or looked for.
ASKING: Final[tuple[Callable[[Browser, str], Answer], ...]] = (
    lambda b, t: b.post("/write", {"text": t, "date": "2026-02-30"}),
    lambda b, t: b.post("/write", {"text": t, "new_person": t, "date": t}),
    lambda b, t: b.post("/write/unsent", {"text": t, "to": t * 130}),
    lambda b, t: b.post("/people", {"name": t * 130}),
    lambda b, t: b.get("/write/search?words=" + quote(t)),
    lambda b, t: b.post("/together/join", {"code": t, "name": t}),
    lambda b, t: b.get("/" + quote(t, safe="")),
    lambda b, t: b.post("/now/hold", {"text": t, "to": t, "need": t, "activation": t}),
)


def test_there_are_enough_of_them_and_all_would_act() -> None:
    assert len(STRINGS) >= FEWEST
    assert all(MARK in text.lower() for text in STRINGS)
    for text in CORES:
        built, bare = Built(f"<p>{text}</p>"), Built(f"<p>{harmless(text)}</p>")
        assert list(unlike(built, bare)), text
        assert not bare.faults


@pytest.mark.uncounted
def test_every_page_of_a_notebook_written_in_script_is_built_as_any_other() -> None:
    seen = require_bar("inert")["also"]
    assert seen["strings"] >= FEWEST
    assert seen["pages that show them"] * 4 > seen["pages"]


@pytest.mark.uncounted
def test_what_is_refused_or_looked_for_stands_there_as_words(
    browser: Browser, notebook: Opened
) -> None:
    ways, shown = cycle(ASKING), 0
    for text, ask in zip(STRINGS, ways, strict=False):
        told, twin = ask(browser, text), ask(browser, harmless(text))
        built = Built(told.body.decode())
        assert told.status == twin.status < 500, text
        assert not built.faults, text
        assert not list(unlike(built, Built(twin.body.decode()))), text
        shown += MARK in "".join(built.words).lower() or MARK in told.text.lower()
    assert shown > FEWEST
    assert not notebook.locked


@pytest.mark.parametrize("shift", range(0, len(STRINGS), 45))
@pytest.mark.parametrize("wholly", [False, True], ids=["own words", "every word"])
def test_the_page_to_take_along_is_built_as_any_other(
    shift: int,
    wholly: bool,  # noqa: FBT001 - one of two
) -> None:
    told, twin = (
        Built(reader(written(shift, before=True, wholly=wholly, bare=bare)))
        for bare in (False, True)
    )
    assert not told.faults
    assert not list(unlike(told, twin))
    assert MARK in "".join(told.words)
