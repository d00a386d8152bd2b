import os
import shutil

import pytest

from tests.faults.campaigns import require_bar

pytestmark = pytest.mark.uncounted


def test_eight_tabs_that_write_at_once_lose_nothing_and_double_nothing() -> None:
    if shutil.which("chromium") is None and "CI" not in os.environ:
        pytest.skip("no Chromium here")
    seen = require_bar("tabs")
    assert seen["done"] > seen["also"]["sent twice"] > 0
