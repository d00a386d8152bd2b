"""What is no export, or no whole one, is refused on the page it was chosen on."""

from collections.abc import Callable

import pytest

from moorings.companion.opened import Opened
from tests.exchange.test_spoilt import BUNDLE, DEEP, tables
from tests.web.conftest import PASSPHRASE, Browser

HERE = "/settings/bring-in"


@pytest.mark.parametrize(
    "content",
    [
        BUNDLE % DEEP,
        tables("entry", b"number,when,when.date\r\n1,5,2026-01-01\r\n"),
        b'{"format":"moorings-export","version":1,"\x80":1}',
    ],
)
@pytest.mark.usefixtures("notebook")
def test_a_file_that_is_odd_is_refused_with_a_sentence(
    browser: Browser, content: bytes
) -> None:
    answer = browser.upload(HERE, [("notebook", content)])
    assert answer.status < 500
    assert "This file is not a Moorings export" in answer.page.words


def test_a_long_page_leaves_in_tables_and_comes_back(
    browser: Browser, notebook: Opened, write: Callable[[str], str]
) -> None:
    text = "words and words " * 9000
    write(text)
    asked = {"form": "tables", "passphrase": PASSPHRASE}
    taken = browser.post("/settings/take-out", asked)
    back = browser.upload(HERE, [("notebook-tables.zip", taken.body)])
    assert back.status == 200
    assert notebook.journey.count() == 1
