"""The room of kindness: warned of beforehand, no letter at night, letters by day."""

from datetime import timedelta

from moorings.companion.clock import moment
from moorings.companion.opened import Opened, new_id
from moorings.companion.worksheets import Answered, write_worksheet
from moorings.journey.records import Rating, RecordId
from tests.conftest import SetClock
from tests.web.conftest import Browser

HERE = "/practise/kindness"
LETTER, CRITIC = "/practise/pages/letter", "/practise/pages/critic"
LATER = "A letter, or a reply to the critic"


def told(browser: Browser) -> str:
    return " ".join(browser.get(HERE).page.words.split())


def letter(opened: Opened, words: str, days: int | None = None) -> RecordId:
    record, now = new_id(), moment(opened.now())
    day = (now.date + timedelta(days=days)).isoformat() if days is not None else ""
    answered = Answered({"letter": words, "read-on": day})
    write_worksheet(opened, record, "letter", answered, now)
    return record


def feels_unreal(opened: Opened) -> None:
    opened.keep(
        Rating(
            id=new_id(),
            written_at=opened.now(),
            activation=new_id(),
            when=moment(opened.now()),
            intensity=8,
            scale="unreal",
        )
    )


def test_it_tells_three_sentences_and_that_it_may_sting_before_anything_else(
    browser: Browser, notebook: Opened
) -> None:
    del notebook
    shown = told(browser)
    assert shown.index("this hurts") < shown.index("Remember others")
    assert shown.index("may sting") < shown.index("A minute on your own side")
    links = browser.get(HERE).page.links
    for path in ("/practise/compassion-break", "/practise/kind-wishes", LETTER, CRITIC):
        assert path in links
    assert "What you wrote" not in shown


def test_at_night_no_letter_is_suggested_and_one_can_still_be_chosen(
    browser: Browser, notebook: Opened, clock: SetClock
) -> None:
    del notebook
    assert LATER not in told(browser)
    clock.set_to(clock.now().replace(hour=23, minute=30))
    shown = browser.get(HERE)
    fold = shown.text[shown.text.index(LATER) :]
    assert LETTER in fold[: fold.index("</details>")]
    assert LETTER not in shown.text[: shown.text.index(LATER)]


def test_a_letter_is_listed_by_its_days_and_not_by_its_words(
    browser: Browser, notebook: Opened
) -> None:
    record = letter(notebook, "You were worn out.", 30)
    letter(notebook, "Another evening.")
    shown = told(browser)
    assert "You were worn out." not in shown
    assert "to read again on 31 Mar 2026" in shown
    assert f"{LETTER}/{record}" in browser.get(HERE).page.links


def test_what_rests_is_not_there_and_what_was_written_stays_within_reach(
    browser: Browser, notebook: Opened
) -> None:
    record = letter(notebook, "You were worn out.")
    feels_unreal(notebook)
    shown = browser.get(HERE)
    assert "Some of this rests today." in shown.text
    for path in (LETTER, CRITIC, "/practise/kind-wishes"):
        assert path not in shown.page.links
    assert f"{LETTER}/{record}" in shown.page.links
    for word in ("unreal", "rated", "because"):
        assert word not in shown.page.words


def test_far_too_many_are_folded_and_the_rest_is_counted(
    browser: Browser, notebook: Opened
) -> None:
    for number in range(8):
        answered = Answered({"says": f"You talked too much, {number}."})
        when = moment(notebook.now())
        write_worksheet(notebook, new_id(), "critic", answered, when)
    assert "5 earlier ones" in told(browser)
