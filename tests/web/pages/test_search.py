from collections.abc import Callable

import pytest

from moorings.companion.opened import Opened, new_id
from moorings.companion.settling import note_step
from moorings.companion.wording import add_word
from moorings.companion.writing import Written, write_entry
from moorings.journey.records import Entry, Naming, When
from tests.web.conftest import Answer, Browser


def asks(browser: Browser, **fields: str) -> Answer:
    sent_on = browser.post("/write/search", fields)
    assert sent_on.status == 303
    answer = browser.get(sent_on.location)
    assert answer.status == 200
    return answer


def listed(answer: Answer) -> list[str]:
    return [link[-32:] for link in answer.page.links if len(link) == 39]


def found(browser: Browser, **fields: str) -> list[str]:
    return listed(asks(browser, **fields))


@pytest.fixture
def pages(write: Callable[..., str], browser: Browser) -> dict[str, str]:
    unsent = new_id()
    sent = {"record": unsent, "text": "dear sea", "to": "Mira", "date": "2026-01-05"}
    browser.post("/write/unsent", sent)
    return {
        "old": write("The sea, then.", date="2020-05-05", new_person="Jo"),
        "new": write("Café by the <sea>.", date="2026-02-01"),
        "unsent": unsent,
    }


def test_what_was_found_is_marked_newest_first(
    browser: Browser, pages: dict[str, str]
) -> None:
    assert found(browser, words="SEA") == [pages["new"], pages["unsent"], pages["old"]]
    answer = asks(browser, words="cafe sea")
    assert "<mark>Café</mark> by the &lt;<mark>sea</mark>&gt;." in answer.text
    assert 'value="cafe sea"' in answer.text
    assert found(browser, words='"the sea"') == [pages["old"]]


def test_it_can_be_narrowed_down(
    browser: Browser, notebook: Opened, pages: dict[str, str]
) -> None:
    [jo] = notebook.journey.people()
    assert found(browser, words="", person=jo) == [pages["old"]]
    assert found(browser, words="sea", kind="unsent") == [pages["unsent"]]
    assert found(browser, kind="entry", first="2026-01-01") == [pages["new"]]
    assert found(browser, last="2020-12-31") == [pages["old"]]
    assert found(browser, first="2026-01-05", last="2026-01-05") == [pages["unsent"]]
    assert len(found(browser, kind="everything", person="nobody")) == 3
    shown = asks(browser, person=jo, kind="entry").text
    assert shown.count(" selected") == 2


@pytest.mark.usefixtures("pages")
def test_finding_nothing_is_told(browser: Browser) -> None:
    answer = asks(browser, words="mountain")
    assert "Nothing was found." in answer.text


@pytest.mark.usefixtures("pages")
def test_a_day_no_calendar_has_is_told_and_the_words_stay(browser: Browser) -> None:
    for field in ("first", "last"):
        answer = browser.post("/write/search", {"words": "sea", field: "2026-02-30"})
        assert answer.status == 422
        assert "“2026-02-30” is not a day" in answer.text
        assert 'value="sea"' in answer.text


def test_it_goes_on_page_by_page(browser: Browser, notebook: Opened) -> None:
    for number in range(65):
        day = notebook.now().date().replace(day=1 + number % 28)
        write_entry(notebook, new_id(), Written(f"wave {number}", When(day)))
    first = asks(browser, words="wave")
    second = browser.get(further(first))
    third = browser.get(further(second, newer=False))
    seen = [listed(answer) for answer in (first, second, third)]
    assert [len(each) for each in seen] == [30, 30, 5]
    assert len(set().union(*seen)) == 65
    assert listed(browser.get(further(second, newer=True))) == seen[0]
    assert listed(browser.get(further(third, newer=True))) == seen[1]
    far = further(second, newer=True)
    assert listed(browser.get(f"{far}/999999")) == []
    assert browser.get(f"{far}/{'9' * 5000}").status == 404


def further(answer: Answer, *, newer: bool = False) -> str:
    links = [link for link in answer.page.links if link.startswith("/write/search/")]
    return links[0] if newer else links[-1]


@pytest.mark.usefixtures("pages")
def test_a_question_has_an_address_that_says_nothing_and_is_gone_at_the_lock(
    browser: Browser, notebook: Opened
) -> None:
    sent_on = browser.post("/write/search", {"words": "sea"}).location
    assert "sea" not in sent_on.rpartition("/")[2]
    assert notebook.asked
    browser.post("/lock")
    assert browser.get(sent_on).status == 401


def test_an_answer_nobody_asked_for_leads_to_the_question(
    browser: Browser, notebook: Opened
) -> None:
    assert notebook.kept
    assert browser.get(f"/write/search/{new_id()}").location == "/write/search"


def test_only_the_latest_questions_are_held(browser: Browser, notebook: Opened) -> None:
    first = browser.post("/write/search", {"words": "0"}).location
    for number in range(1, 51):
        browser.post("/write/search", {"words": str(number)})
    assert len(notebook.asked) == 50
    assert browser.get(first).location == "/write/search"


def test_a_page_that_holds_only_a_mood_can_be_found(
    browser: Browser, notebook: Opened
) -> None:
    upload = b"full_date,date,weekday,time,mood,activities,note_title,note\n"
    upload += b"2019-03-04,March 4,Monday,21:15,radiant,walk,,\n"
    assert browser.upload("/settings/arrive", [("d.csv", upload)]).status == 200
    assert len(found(browser, words="radiant")) == 1
    assert notebook.journey.count() == 1


def test_it_is_narrowed_by_a_feeling_that_stands_in_the_notebook(
    browser: Browser, notebook: Opened, pages: dict[str, str]
) -> None:
    assert 'name="feeling"' not in browser.get("/write/search").text
    own, moment = add_word(notebook, "feeling", "<sore> at heart"), new_id()
    when = When(notebook.now().date())
    named = ("lonely", own)
    note_step(notebook, Naming, new_id(), moment, when, feelings=named)
    line = new_id()
    now = notebook.now()
    noted = Entry(
        id=line, written_at=now, when=when, text="by the sea", activation=moment
    )
    notebook.keep(noted)
    form = browser.get("/write/search").text
    assert "&lt;sore&gt; at heart</option>" in form
    assert found(browser, feeling=own) == [line]
    assert found(browser, feeling="lonely", words="sea") == [line]
    assert found(browser, feeling="lonely", first="2026-02-01", kind="unsent") == []
    assert len(found(browser, feeling="nothing known")) == len(pages) + 1
    shown = asks(browser, feeling=own)
    assert f'value="{own}" selected' in shown.text
    sent_on = browser.post("/write/search", {"feeling": "lonely"})
    assert "lonely" not in sent_on.location
    wrong = browser.post("/write/search", {"feeling": own, "first": "2026-02-30"})
    assert wrong.status == 422
    assert f'value="{own}" selected' in wrong.text
