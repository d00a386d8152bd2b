"""Whatever is asked of whichever address, the answer is one of the program's own."""

import pytest

from tests.faults.campaigns import require_bar

pytestmark = pytest.mark.uncounted

#: Of so many requests, one at least leads to a page.
SHARE = 12


def test_no_request_brings_the_program_out_of_step_or_a_word_out_of_it() -> None:
    seen = require_bar("routes")
    assert seen["also"]["2xx"] * SHARE > seen["done"]
    assert min(seen["also"][stand] for stand in ("open", "locked")) * 5 > seen["done"]
