"""A notebook in which the rooms for two are open."""

import pytest

from moorings.companion.opened import Opened, new_id
from moorings.companion.together import keep_check, say_age
from tests.web.conftest import Browser


@pytest.fixture
def room(browser: Browser, notebook: Opened) -> Opened:
    """Give a notebook in which the rooms for two are open."""
    del browser
    keep_check(notebook, new_id(), "clear")
    say_age(notebook, under_18=False)
    return notebook
