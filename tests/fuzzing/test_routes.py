"""Whatever is asked of whichever address, the answer is one of the program's own."""

from pathlib import Path

import pytest

from campaigns.fuzzing_atlas import ENDING, Atlas
from campaigns.fuzzing_fields import Place, form_on, sent
from campaigns.fuzzing_house import Lives
from tests.faults.campaigns import require_bar

pytestmark = pytest.mark.uncounted

#: Of so many requests, one at least leads to a page.
SHARE = 12


def test_no_request_brings_the_program_out_of_step_or_a_word_out_of_it() -> None:
    seen = require_bar("routes")
    assert seen["also"]["2xx"] * SHARE > seen["done"]
    assert min(seen["also"][stand] for stand in ("open", "locked")) * 8 > seen["done"]


def test_every_form_that_a_page_shows_leads_somewhere(tmp_path: Path) -> None:
    lives, atlas, dead = Lives(tmp_path), Atlas(), list[str]()
    with lives.one("open") as life:
        atlas.explore(life.browser)
    shown = {path: forms[0] for path, forms in atlas.forms.items() if forms[0].fields}
    for form in (form for path, form in shown.items() if path not in ENDING):
        place = Place(form.page, form.action, next(iter(form.fields)))
        with lives.one("open") as life:
            again = form_on(life.browser.get(form.page), place)
            assert again is not None, place
            kept = again.plain().get(place.name, "")
            status = sent(life, again, place.name, kept).status
            dead += [f"{place}: {status}"] if status in {404, 405} else []
    assert dead == []
